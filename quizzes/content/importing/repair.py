"""Broken characters and odd spaces are put right, and each change is told."""

from dataclasses import dataclass

import ftfy

from ..files import BOM
from ..newlines import plain
from ..rules.encoding import differing
from ..spans import code_regions, is_in

_FTFY = ftfy.TextFixerConfig(
    unescape_html=False,
    uncurl_quotes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    normalization=None,
)


@dataclass(frozen=True)
class Repair:
    """What stood on a line (from 1) of the imported file, and what it was made into."""

    line: int
    was: str
    now: str

    def __str__(self) -> str:
        return f"{self.was!r} became {self.now!r}"


def repaired(text: str) -> tuple[str, list[Repair]]:
    """`text` with plain newlines, sound characters and plain spaces, and every repair."""
    repairs: list[Repair] = []
    if text.startswith(BOM):
        repairs.append(Repair(1, "byte order mark", ""))
    lines = []
    for number, line in enumerate(plain(text).split("\n"), start=1):
        fixed = line if line.isascii() else ftfy.fix_text(line, _FTFY)
        if fixed != line:
            repairs += [Repair(number, *pair) for pair in _changes(line, fixed)]
        lines.append(fixed)
    return _plain_spaces("\n".join(lines)), repairs


def _changes(line: str, fixed: str) -> list[tuple[str, str]]:
    was, now = line.split(), fixed.split()
    if len(was) != len(now):
        return [differing(line, fixed)]
    return [(old, new) for old, new in zip(was, now, strict=True) if old != new]


def _plain_spaces(text: str) -> str:
    """Tabs become spaces, spaces at the right edge go; code is left alone."""
    code = code_regions(text)
    lines, place = [], 0
    for line in text.split("\n"):
        start, place = place, place + len(line) + 1
        if not is_in(code, start):
            line = line.expandtabs(4).rstrip()
        lines.append(line)
    return "\n".join(lines)
