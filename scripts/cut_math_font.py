"""Subsets Latin Modern Math to the characters that the formulas of the bank can use.

    python scripts/cut_math_font.py

Needs fonttools and brotli (requirements-dev.txt) and Debian's fonts-lmodern. Writes
quizzes/static/quizzes/web/fonts/attention-math.woff2; the GUST Font License is next to it. As that
license requires of changed fonts, the subset has its own name.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

SOURCE = Path("/usr/share/texmf/fonts/opentype/public/lm-math/latinmodern-math.otf")
FONTS = Path(__file__).resolve().parents[1] / "quizzes/static/quizzes/web/fonts"
NAME = "Attention Math"
MAX_BYTES = 110_000

BLOCKS = (
    range(0x0020, 0x007F),  # ASCII
    (0xA0, 0xA8, 0xAC, 0xAF, 0xB0, 0xB1, 0xB4, 0xB7, 0xD7, 0xF7),
    (0x2C6, 0x2C7, 0x2D8, 0x2D9, 0x2DA, 0x2DC),  # the same accents as used in MathML
    range(0x0300, 0x030D),  # accents: hat, tilde, bar, dot
    (0x0332, 0x0338),
    range(0x0391, 0x03CA),  # Greek, upright
    (0x03D1, 0x03D5, 0x03F1, 0x03F5),
    (0x2013, 0x2014, 0x2016, 0x2020, 0x2022, 0x2026, 0x2032, 0x2033, 0x2034, 0x2044),
    range(0x2061, 0x2065),  # function application and other invisible operators
    (0x20D6, 0x20D7),  # vector accents
    (0x2102, 0x210E, 0x2111, 0x2112, 0x2113, 0x2115, 0x211A, 0x211C, 0x211D, 0x2124, 0x2135),
    (*range(0x2190, 0x2196), 0x21A6, *range(0x21D0, 0x21D6)),  # arrows
    range(0x2200, 0x2214),  # quantifiers, sums, products
    (0x2215, 0x2216, 0x2217, 0x2218, 0x221A, 0x221D, 0x221E, 0x2220, 0x2223, 0x2225, 0x2226),
    (*range(0x2227, 0x222D), 0x2234, 0x2235, 0x223C, 0x2243, 0x2245, 0x2248, 0x2254),
    (0x2260, 0x2261, 0x2264, 0x2265, 0x226A, 0x226B, *range(0x2282, 0x2288)),
    (0x2295, 0x2297, 0x2299, 0x22A4, 0x22A5, 0x22C0, 0x22C1, 0x22C2, 0x22C3, 0x22C5),
    (*range(0x22EE, 0x22F0), 0x22F1),  # dots up, across, down
    range(0x2308, 0x230C),  # ceiling and floor
    (0x23DE, 0x23DF, 0x27C2, 0x27E8, 0x27E9, 0x27F5, 0x27F6, 0x27F9, 0x2A7D, 0x2A7E),
    range(0x1D400, 0x1D434),  # bold
    range(0x1D434, 0x1D468),  # italic
    (0x1D4AA, 0x1D4A9),  # script O and N
    (0x1D53C, 0x1D540),  # blackboard E and I
    range(0x1D6FC, 0x1D71C),  # italic Greek, with theta and the partial sign
    (0x1D6E4, 0x1D6E5, 0x1D6E9, 0x1D6F4, 0x1D6F7, 0x1D6F9, 0x1D6FA),
    (0x1D7CE, 0x1D7CF),  # bold 0 and 1
)
CHARACTERS = {code for block in BLOCKS for code in block}


def main() -> int:
    font = TTFont(SOURCE)
    options = Options(flavor="woff2", desubroutinize=True, hinting=False, notdef_outline=True)
    options.layout_features = ["ssty"]
    options.drop_tables += ["FFTM"]
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    rename(font)
    font.flavor = "woff2"
    target = FONTS / "attention-math.woff2"
    font.save(target)
    size = target.stat().st_size
    print(f"{target.name}: {size} bytes, {len(font.getGlyphOrder())} glyphs")
    return int(size > MAX_BYTES)


def rename(font: TTFont) -> None:
    for record in font["name"].names:
        if record.nameID in (1, 4):
            record.string = NAME
        elif record.nameID == 6:
            record.string = NAME.replace(" ", "")
    top = font["CFF "].cff
    top.fontNames = [NAME.replace(" ", "")]
    top.topDictIndex[0].FullName = top.topDictIndex[0].FamilyName = NAME


if __name__ == "__main__":
    sys.exit(main())
