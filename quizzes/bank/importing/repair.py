"""Repairs broken characters and odd spaces, and reports each change."""

import re
from collections.abc import Collection
from dataclasses import dataclass

import ftfy

from ..rules.encoding import differing
from ..text.files import BOM
from ..text.newlines import plain

_FTFY = ftfy.TextFixerConfig(
    unescape_html=False,
    uncurl_quotes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    normalization=None,
    replace_lossy_sequences=False,
)
# Characters that look like a space but are not one, and invisible ones. The joiner of emoji
# (U+200D) stays.
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")


@dataclass(frozen=True)
class Repair:
    """The old and the new text on a line (from 1) of the imported file."""

    line: int
    was: str
    now: str

    def __str__(self) -> str:
        return f"{self.was!r} became {self.now!r}"


def repaired(text: str, guessed: Collection[int] = ()) -> tuple[str, list[Repair]]:
    """Returns `text` with plain newlines, repaired characters and plain spaces, and the repairs.

    The encoding of the lines `guessed` is a guess already: their letters are left as they are.
    Plain newlines and spaces are not counted as repairs.
    """
    repairs: list[Repair] = []
    if text.startswith(BOM):
        repairs.append(Repair(1, "byte order mark", ""))
    lines = []
    for number, line in enumerate(plain(text).split("\n"), start=1):
        fixed = line if line.isascii() else _UNSEEN.sub("", _fixed(line, number in guessed))
        if fixed != line:
            repairs += [Repair(number, *pair) for pair in _changes(line, fixed)]
        lines.append(_SPACES.sub(" ", fixed))
    return "\n".join(lines), repairs


def _fixed(line: str, is_guess: bool) -> str:
    fixed = line if is_guess else ftfy.fix_text(line, _FTFY)
    # A repair that loses a character is none.
    return line if fixed.count("\ufffd") > line.count("\ufffd") else fixed


def _changes(line: str, fixed: str) -> list[tuple[str, str]]:
    was, now = line.split(), fixed.split()
    if len(was) != len(now):
        return [differing(line, fixed)]
    return [(old, new) for old, new in zip(was, now, strict=True) if old != new]
