"""Golden pictures: what a page looks like, held against what it looked like.

A golden picture is half as wide and high as the page and has few colors. Blocks of 8 by 8 pixels of the page are
compared: how much their pixels differ on average, in the channel that differs most. One block beyond the limit is a
difference, since a changed digit may be no more than that. The limit is what no block passes when the same page is
drawn with other antialiasing. Of changed digits of 14 px and more 663 of 666 were found, of smaller ones in charts
444 of 467, at 820 or 1280 px. A color that changed by less than the limit is not found.
"""

import os
import pathlib

from PIL import Image, ImageChops

FOLDER = pathlib.Path(__file__).with_name("golden")
REDUCTION = 2
COLORS = 192
# Pixels of a reduced picture.
BLOCK = 4
# Of 255; the few colors alone make 10.
MOST_DIFFERENCE = 16
# Pixels of the page by which width and height may differ.
MOST_PIXELS = 2
MARKED = (255, 0, 200)

# Pages are taller than what Pillow takes for an attack.
Image.MAX_IMAGE_PIXELS = None


def hold(pictures, fail):
    """Holds pictures against the golden ones of the same names; with FIRSTCONTACT_GOLDEN=update, writes those anew.

    A golden picture that is missing, or that no picture is held against, is a finding.
    """
    is_update = os.environ.get("FIRSTCONTACT_GOLDEN") == "update"
    if is_update and "CI" in os.environ:
        fail("FIRSTCONTACT_GOLDEN=update makes every comparison pass")
        return
    for picture in pictures:
        findings = list(differences(picture))
        if findings and is_update:
            write(picture)
        else:
            for finding in findings:
                fail(f"{picture.name}: {finding}")
    names = [picture.name for picture in pictures]
    for path in sorted(FOLDER.glob("*")):
        if path.name in names:
            continue
        if is_update:
            path.unlink()
            print(f"golden: removed {path.name}")
        else:
            fail(f"{path.name}: a golden picture that nothing is held against")


def differences(picture):
    """Yields what differs; where blocks do, a picture that marks them is left beside the picture."""
    marked = picture.with_name(f"{picture.stem}-differs.png")
    marked.unlink(missing_ok=True)
    if not (FOLDER / picture.name).exists():
        yield "there is no golden picture"
        return
    golden = Image.open(FOLDER / picture.name).convert("RGB")
    found = reduced(picture)
    for what, old, new in zip(["width", "height"], golden.size, found.size):
        if abs(old - new) * REDUCTION > MOST_PIXELS:
            yield f"the {what} is {new * REDUCTION} px, was {old * REDUCTION}"
    blocks = differing_blocks(golden, found)
    if box := blocks.getbbox():
        left, top, right, bottom = (edge * BLOCK * REDUCTION for edge in box)
        mark(found, blocks).save(marked)
        yield (
            f"{blocks.histogram()[255]} of {blocks.width * blocks.height} blocks differ,"
            f" all between x {left} and {right}, y {top} and {bottom} px: see {marked}"
        )


def reduced(picture):
    return Image.open(picture).convert("RGB").reduce(REDUCTION)


def differing_blocks(golden, found):
    """One pixel a block of what both pictures cover: 255 where they differ, 0 elsewhere."""
    common = (0, 0, min(golden.width, found.width), min(golden.height, found.height))
    red, green, blue = ImageChops.difference(golden.crop(common), found.crop(common)).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.reduce(BLOCK).point(lambda level: 255 if level > MOST_DIFFERENCE else 0)


def mark(found, blocks):
    mask = Image.new("L", found.size)
    mask.paste(blocks.resize((blocks.width * BLOCK, blocks.height * BLOCK), Image.Resampling.NEAREST))
    tinted = Image.blend(found, Image.new("RGB", found.size, MARKED), 0.5)
    return Image.composite(tinted, found, mask)


def write(picture):
    FOLDER.mkdir(exist_ok=True)
    few = reduced(picture).quantize(COLORS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(FOLDER / picture.name, optimize=True)
    print(f"golden: wrote {picture.name}")
