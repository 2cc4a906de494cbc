"""Formulas: display formulas go on their own lines between `$$`, the others become `$..$`."""

import re

from .lines import Line, Notes, blocks
from .region import Region
from .tex import is_shown, sound_tex

_FORMULA = re.compile(
    r"""
    (?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)) | (?P<escaped>\\\$)
    | \$\$ (?P<dollars>(?:(?!\$\$).){1,4000}?) \$\$
    | \\{1,2}\[ (?P<bracket>(?:(?!\\\]|\\\[).){1,4000}?) \\{1,2}\]
    | \\{1,2}\( (?P<paren>(?:(?!\\\)|\\\().){1,2000}?) \\{1,2}\)
    | (?P<bare>\\begin\{(?P<name>equation|align|gather|eqnarray)(?P<star>\*?)\}
        .{1,4000}? \\end\{(?P=name)(?P=star)\})
    | \$(?!\$) (?P<inline>(?:\\.|(?!\n[ \t]*\n)[^$\\`]){1,2000}?) \$(?![\d$])
    | (?P<lone>\$\$?)
    """,
    re.VERBOSE | re.DOTALL,
)
_PROSE = re.compile(
    r"(?m)^[ \t]*(?:#|\*\*|[-*+] |>)|\b[A-Za-z]{2,} [a-z]{2,} [a-z]{2,} [a-z]{2,}\b"
)
_TEX_MARK = re.compile(r"[\\_^={+*/|<>≤≥∈·×√-]|^\W*\w\W*$|^[A-Z]+$")
_IN_TABLE = re.compile(r"[ \t]*\|")
_ONLY_A_MARKER = re.compile(r"[ ]*(?:(?:[-*+]|\d{1,3}[.)])[ ]+)?")
_LONGEST_INLINE = 60
_LONGEST_UNCLOSED = 1000
_BLANK_LINE = re.compile(r"\n[ \t]*\n")

FORMULA_IN_CODE = "a formula cannot be shown ({}); it is shown as code"


def formulas(lines: list[Line], notes: Notes) -> list[Line]:
    out: list[Line] = []
    for run in blocks(lines):
        out += _rewritten(run, notes) if run[0].kind == "text" else run
    return out


def _rewritten(run: list[Line], notes: Notes) -> list[Line]:
    text = "\n".join(line.text for line in run)
    if not re.search(r"[$]|\\[\[(]|\\begin", text):
        return run
    region = Region(run, notes)
    place = 0
    while match := _FORMULA.search(text, place):
        region.add(text[place : match.start()], text.count("\n", 0, place))
        place = _one(region, match, text, text.count("\n", 0, match.start()))
    region.add(text[place:], text.count("\n", 0, place))
    region.end_line()
    return region.out


def _one(region: Region, match: re.Match[str], text: str, at: int) -> int:
    """Writes one formula, or a sign that opens none. Returns the position to continue from."""
    if match["code"] or match["escaped"]:
        region.add(match[0], at)
        return match.end()
    if match["lone"]:
        return _lone(region, match, text, at)
    inline = match["inline"] if match["inline"] is not None else match["paren"]
    if inline is not None:
        if match["inline"] is not None and not _is_formula(inline):
            region.add("\\$", at)
            return match.start() + 1
        if inline != inline.strip() or match["paren"] is not None:
            region.did(at, "a formula in a line is written $...$")
        _inline(region, inline, at)
        return match.end()
    tex = match["dollars"] or match["bracket"] or match["bare"]
    if not tex.strip():
        return match.end()
    if match["dollars"] is not None and _PROSE.search(tex) and "\\text" not in tex:
        return _lone(region, match, text, at)
    return _display(region, tex, match, text, at)


def _display(region: Region, tex: str, match: re.Match[str], text: str, at: int) -> int:
    end = text.find("\n", match.end())
    rest = text[match.end() : end if end >= 0 else len(text)]
    begins_line = _ONLY_A_MARKER.fullmatch(region.text) is not None
    after = re.fullmatch(r"[ \t]*([.,;]?)[ \t]*", rest)
    if "\n" not in tex.strip() and (
        _IN_TABLE.match(region.text)
        or (len(tex) <= _LONGEST_INLINE and not (begins_line and after) and "\\begin" not in tex)
    ):
        region.did(at, "a formula inside a line is written $...$")
        _inline(region, tex, at)
        return match.end()
    if match["dollars"] is None:
        region.did(at, "a formula is written between $$")
    elif not (begins_line and after):
        region.did(at, "a formula inside a line got its own line")
    sound = sound_tex(tex) + (after[1] if after else "")
    reason = is_shown(sound, display=True)
    if reason:
        region.ask(at, FORMULA_IN_CODE.format(reason), breaks=True)
        region.add("`" + " ".join(tex.split()).replace("`", "'") + "`", at)
        return match.end()
    if sound_tex(tex) != tex.strip() and match["dollars"] is not None and "\n\n" not in tex:
        region.did(at, "a formula was rewritten in TeX that pages can show")
    region.display(sound, at)
    return match.end() + (after.end() if after else 0)


def _inline(region: Region, tex: str, at: int) -> None:
    sound = " ".join(sound_tex(tex).split())
    reason = is_shown(sound, display=False)
    if reason:
        region.ask(at, FORMULA_IN_CODE.format(reason), breaks=True)
        region.add("`" + " ".join(tex.split()).replace("`", "'") + "`", at)
    else:
        region.add(f"${sound}$", at)


def _lone(region: Region, match: re.Match[str], text: str, at: int) -> int:
    """Writes a `$` that is money, or a `$$` that is never closed."""
    if not match[0].startswith("$$"):
        region.add("\\$", at)
        return match.start() + 1
    start = match.start() + 2
    end = _BLANK_LINE.search(text, start, start + _LONGEST_UNCLOSED)
    stop = end.start() if end else len(text)
    tex = text[start:stop].replace("$", "") if stop - start <= _LONGEST_UNCLOSED else ""
    if tex.strip() and not _PROSE.search(tex) and not is_shown(sound_tex(tex), display=True):
        region.ask(at, "a formula was not closed; it now ends with its paragraph")
        region.display(sound_tex(tex), at)
        return stop
    region.ask(at, "$$ opens no formula that can be shown; it was removed", breaks=True)
    return start


def _is_formula(inside: str) -> bool:
    """True if the text between two dollar signs is a formula, and not the words between two
    prices."""
    bare = inside.strip()
    if not bare or (re.match(r"\d", bare) and _is_wordy(bare)):
        return False
    return (inside == bare and not _is_wordy(bare)) or bool(_TEX_MARK.search(bare))


def _is_wordy(bare: str) -> bool:
    plain = re.sub(r"\\\w*(?:\{[^{}]*\})?", "", bare)
    return bool(re.search(r"[A-Za-z]{3,}\s+[A-Za-z]{2,}|[A-Za-z]{2,}\s+[A-Za-z]{3,}", plain))
