"""Looks at pages in a browser: check_page.py PICTURES FOLDER...

Each folder has a report.html and charts/. Held against: no message on the console, nothing loaded from
outside, no sideways scrolling at three widths, as many visible marks as each chart says, strict XML of the page
and of every drawing, axe-core without violations in light and dark, tables open in print, every Vega-Lite
specification rendered, and for the run named `plain` the golden pictures. Pictures of each width and theme, and
a PDF, are left in PICTURES.
"""

import json
import os
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

import golden_pictures
import vl_convert
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

WIDTHS = [360, 820, 1280]
# Where axe-core looks too.
AUDITED = [("light", 1280), ("dark", 360)]
# The run whose pictures are held against golden ones.
GOLDEN = "plain"
# Runs that differ from it in one thing alone.
SKETCHES = ["crowd", "large", "names", "nothing", "one-team", "withheld"]
# A page of A4 at 96 dots an inch.
PAPER = {"width": 794, "height": 1123}
MOST_BYTES = 2 * 1024 * 1024
SVG = "{http://www.w3.org/2000/svg}"

# What a reader sees of each chart: the drawing that is shown, its marks, and what it says of them.
MARKS = """() => [...document.querySelectorAll('figure > svg')].filter(s => getComputedStyle(s).display !== 'none')
  .map(s => ({
    name: s.querySelector('title').textContent,
    said: Number(s.dataset.marks),
    rows: Number(s.dataset.rows),
    seen: [...s.querySelectorAll('.m')].filter(m => {
      const box = m.getBoundingClientRect();
      return box.width > 0 && box.height > 0 && getComputedStyle(m).visibility === 'visible';
    }).length,
    words: [...s.querySelectorAll('.m')].filter(m => m.querySelector(':scope > title')?.textContent).length,
  }))"""

# Words of a drawing that leave it, or lie on one another; one of each pair is named.
CUT = """() => {
  const found = [];
  for (const s of document.querySelectorAll('figure > svg')) {
    if (getComputedStyle(s).display === 'none') continue;
    const frame = s.getBoundingClientRect();
    for (const t of s.querySelectorAll('text')) {
      const box = t.getBoundingClientRect();
      if (box.left < frame.left - 12 || box.right > frame.right + 16 || box.bottom > frame.bottom + 4)
        found.push(s.querySelector('title').textContent + ': ' + t.textContent);
    }
  }
  return found;
}"""

OPEN_IN_PRINT = """() => [...document.querySelectorAll('details')].filter(d => {
  const table = d.querySelector('table');
  return table && table.getBoundingClientRect().height < 10;
}).length"""


def check_files(folder, fail):
    page = folder / "report.html"
    text = page.read_text(encoding="utf-8")
    if page.stat().st_size > MOST_BYTES:
        fail(f"report.html has {page.stat().st_size} bytes")
    root = ElementTree.fromstring(text.replace("<!DOCTYPE html>", "", 1).encode())
    drawings = list(root.iter(SVG + "svg"))
    for drawing in drawings:
        ElementTree.fromstring(ElementTree.tostring(drawing))
    specifications = sorted((folder / "charts").glob("*.vl.json")) if (folder / "charts").is_dir() else []
    for path in specifications:
        specification = json.loads(path.read_text(encoding="utf-8"))
        if not specification["$schema"].endswith("/v6.json"):
            fail(f"{path.name}: not Vega-Lite 6")
        try:
            svg = vl_convert.vegalite_to_svg(specification, vl_version="6.1")
            ElementTree.fromstring(svg)
        except Exception as problem:  # any failure of the renderer is a finding
            fail(f"{path.name}: {problem}")
    return len(drawings), len(specifications)


def take(tab, picture):
    tab.screenshot(path=picture, full_page=True, animations="disabled", caret="hide")
    return picture


def check_look(browser, folder, pictures, fail):
    counts = 0
    taken = []
    # One sketch and the runs that are asked for are seen in all widths and themes, the others in two.
    is_whole = folder.name not in SKETCHES
    for theme in ["light", "dark"]:
        for width in WIDTHS:
            if not is_whole and (theme, width) not in AUDITED:
                continue
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
            tab = context.new_page()
            said = []
            tab.on("console", lambda message: said.append(message.text))
            tab.on("pageerror", lambda problem: said.append(str(problem)))
            tab.on("request", lambda r: r.url.startswith("file:") or said.append(f"asked for {r.url}"))
            tab.goto((folder / "report.html").as_uri())
            where = f"{theme} {width}"
            if tab.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                fail(f"{where}: the page scrolls sideways")
            for chart in tab.evaluate(MARKS):
                counts += chart["seen"]
                if not chart["said"] == chart["seen"] == chart["words"]:
                    fail(f"{where}: {chart['name']}: {chart}")
            for words in tab.evaluate(CUT):
                fail(f"{where}: cut off: {words}")
            if (theme, width) in AUDITED:
                for violation in Axe().run(tab).response["violations"]:
                    nodes = "; ".join(" ".join(map(str, n["target"])) for n in violation["nodes"][:3])
                    fail(f"{where}: axe {violation['id']}: {violation['help']} ({nodes})")
            taken.append(take(tab, pictures / f"{folder.name}-{theme}-{width}.png"))
            for message in said:
                fail(f"{where}: console: {message}")
            if theme == "light" and width == 1280:
                tab.emulate_media(media="print")
                closed = tab.evaluate(OPEN_IN_PRINT)
                if closed:
                    fail(f"print: {closed} tables are closed")
                if folder.name == GOLDEN:
                    tab.set_viewport_size(PAPER)
                    if tab.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                        fail("print: the page is wider than the paper")
                    taken.append(take(tab, pictures / f"{folder.name}-print.png"))
                tab.pdf(path=pictures / f"{folder.name}-print.pdf", format="A4", print_background=True)
            context.close()
    if folder.name == GOLDEN:
        golden_pictures.hold(taken, fail)
    return counts


def main():
    pictures = pathlib.Path(sys.argv[1])
    pictures.mkdir(parents=True, exist_ok=True)
    failed = []
    with sync_playwright() as playwright:
        # Fonts, and drawing without a graphics card, are the same everywhere.
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu"],
            env={**os.environ, "FONTCONFIG_FILE": str(pathlib.Path(__file__).resolve().with_name("fonts.conf"))},
        )
        for name in sys.argv[2:]:
            folder = pathlib.Path(name).resolve()
            findings = []
            drawings, specifications = check_files(folder, findings.append)
            marks = check_look(browser, folder, pictures, findings.append)
            print(f"{folder.name}: {drawings} drawings, {specifications} specifications, {marks} marks seen")
            for finding in findings[:40]:
                print(f"{folder.name}: {finding}")
            failed += findings
        browser.close()
    print(f"{len(failed)} findings")
    sys.exit(1 if failed else 0)


main()
