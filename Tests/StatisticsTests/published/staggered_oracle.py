"""Expected figures of StaggeredPanelTests: csdid 0.4.3 and diff-diff 3.13.0 on a panel of integer arithmetic.

pip install csdid==0.4.3 diff-diff==3.13.0; python staggered_oracle.py prints them as Swift rows.
"""
import contextlib, io, warnings

import pandas as pd
from csdid.att_gt import ATTgt
from diff_diff import CallawaySantAnna

warnings.simplefilter("ignore")
MASK = (1 << 64) - 1
UNITS, PERIODS = 240, 8


def mixed(z):
    """The finalizer of SplitMix64."""
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def draw(kind, number, below):
    return mixed(kind * 1_000_000 + number + 1) % below


def first(unit):
    """Period of first treatment, None for never."""
    kind = draw(3, unit, 6)
    return None if kind < 2 else kind + 2


def outcome(unit, t):
    g = first(unit)
    thousandths = draw(0, unit * PERIODS + t, 1000) + 2 * draw(1, unit, 500) + 100 * t + 150 * draw(2, unit, 3)
    if g is not None and t >= g - 1:
        thousandths += 100 if t < g else 300 + 50 * (t - g)
    return thousandths / 1000


def frame(missing):
    rows = [
        dict(unit=i, t=t + 1, y=outcome(i, t), g=0 if first(i) is None else first(i) + 1,
             team=i % 30, s=f"s{draw(2, i, 3)}")
        for i in range(UNITS) for t in range(PERIODS)
        if not missing(i, t)
    ]
    return pd.DataFrame(rows)


def show(name, rows):
    print(f"// {name}")
    for key, value, error in rows:
        print(f"({key}, {value!r}, {error!r}),")


def csdid(name, clustervar=None, xformla="y ~ 1", est="reg"):
    with contextlib.redirect_stdout(io.StringIO()):
        fit = ATTgt(yname="y", tname="t", idname="unit", gname="g", data=frame(lambda i, t: False),
                    control_group=["notyettreated"], anticipation=1, xformla=xformla,
                    clustervar=clustervar).fit(est_method=est, bstrap=False)
        parts = {kind: fit.aggte(kind, bstrap=False, cband=False).atte
                 for kind in ("simple", "dynamic", "group", "calendar")}
        window = fit.aggte("simple", min_e=1, max_e=2, bstrap=False, cband=False).atte
    r = fit.results
    show(name, [(f"{int(g) - 1}, {int(t) - 1}", float(a), float(s))
                for g, t, a, s in zip(r["group"], r["year"], r["att"], r["se"])])
    show("overall: simple, dynamic, group, calendar, window 1-2",
         [(f'"{k}"', float(p["overall_att"]), float(p["overall_se"]))
          for k, p in [*parts.items(), ("window", window)]])
    for kind, shift in (("dynamic", 0), ("group", 1), ("calendar", 1)):
        p = parts[kind]
        show(kind, [(int(e) - shift, float(a), float(s))
                    for e, a, s in zip(p["egt"], p["att_egt"], p["se_egt"])])
    print("// Wald", fit.MP["W"], fit.MP["Wpval"])


def diffdiff(name, missing):
    fit = CallawaySantAnna(control_group="not_yet_treated", anticipation=1).fit(
        frame(missing), outcome="y", unit="unit", time="t", first_treat="g", aggregate="all")
    show(name, [(f"{int(g) - 1}, {int(t) - 1}", float(e["effect"]), float(e["se"]))
                for (g, t), e in sorted(fit.group_time_effects.items())])
    show("event", [(int(e), float(v["effect"]), float(v["se"]))
                   for e, v in sorted(fit.event_study_effects.items())])
    show("group", [(int(g) - 1, float(v["effect"]), float(v["se"]))
                   for g, v in sorted(fit.group_effects.items())])


if __name__ == "__main__":
    csdid("csdid, not yet treated, anticipation 1")
    csdid("csdid, clusters of 30 teams", clustervar="team")
    csdid("csdid, matched on s: regression on its indicators", xformla="y ~ C(s)")
    hidden = lambda i, t: draw(4, i * PERIODS + t, 10) == 0
    diffdiff("diff-diff, a tenth missing", hidden)
    diffdiff("diff-diff, a tenth of the never treated missing", lambda i, t: first(i) is None and hidden(i, t))
