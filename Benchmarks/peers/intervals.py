"""The last arithmetic of a table, for columns of pandas and for expressions of Polars alike.

Customers are the clusters of an interval. One with a single conversation in a group adds 1 to each sum of
squares, which n and x say already; so only those with several are looked at, and only by how much they
differ from as many customers with one each: `nn`, `xn` and `xx` of the squares, and `fewer` customers.
"""
Z = 1.959963984540054


def millionths(whole):
    return (whole / 1_000_000).round(6)     # Polars multiplies by the reciprocal, which misses a little


def six(v):
    """Six decimals, halves up; what doubles miss by is rounded away first."""
    return millionths(((v * 1e12).round() / 1e6 + 0.5) // 1)


def rate(n, x):
    n = n.clip(1, None)
    return millionths((2_000_000 * x + n) // (2 * n))


def survival(gone, returns):
    """Kaplan and Meier's share that has not come back; how many went on each day, and how many of them returned."""
    at_risk, km = 0, 1
    for left, back in zip(reversed(gone), reversed(returns)):
        at_risk = at_risk + left
        km = km * (1 - back / at_risk.clip(1, None))
    return six(km)


def bounds(n, x, nn, xn, xx, fewer):
    """Wilson's interval with the design effect of clusters, which is at least 1."""
    n, x = n.clip(1, None) * 1.0, x * 1.0
    customers, spread = n - fewer, n * x * (n - x)
    residual = spread + n * n * xx - 2 * n * x * xn + x * x * nn
    effect = (customers / (customers - 1).clip(1, None) * residual / spread.clip(1, None)).clip(1, None)
    size = n / (1 + (effect - 1) * (spread > 0))
    p, z = x / n, Z * Z / size
    middle, half = (p + z / 2) / (1 + z), Z * (p * (1 - p) / size + z / (4 * size)) ** 0.5 / (1 + z)
    return six((middle - half).clip(0, None)), six((middle + half).clip(None, 1))
