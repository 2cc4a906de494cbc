"""Whether bytes that are not UTF-8 may be read as Windows-1252, the one encoding that we guess.

Any bytes can be read as Windows-1252, so text in GBK, Shift-JIS or Windows-1251 would turn into
other letters. The guess holds only where every letter and sign stands as in Western European text.
"""

import re
from typing import NamedTuple

# Windows-1252 has ð, þ and ý too, but Turkish or Czech bytes are far likelier.
_LETTERS = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿŒœŠš"
_WORD = re.compile(f"[A-Za-z{_LETTERS}]+")
_FOREIGN_RUN = re.compile(f"[{_LETTERS}]{{3,}}")
_CAPITAL_INSIDE = re.compile("[a-z][À-ÖØ-ÞŒŠ]")
# Words of one letter in Western European languages, and names of variables.
_SINGLE = "ÀàÈèÉéÓóÚúÍíÅåØøÄäÖöÜü"
_BEFORE = r"(?<![^\s\xa0(\[{*_`#>|\"'/=«“‘„-])"
_AFTER = r"(?![^\s\xa0)\]}*_`|\"'/.,;:!?»”’…<-])"
# Signs, in a text whose words are only x.
_SIGN = re.compile(
    rf"""
      (?<=\w) ’ (?=\w) | (?<=\S) [’”»…] {_AFTER}              # don’t, the end of a quotation
    | {_BEFORE} [“‘„«¿¡] (?=\S)                              # its beginning
    | « (?=\xa0) | (?<=\xa0) »
    | (?<=\s) [–—] (?=\s|$) | (?<=[\w)”’*`]) [–—] (?=[\w(“‘*`])  # a dash between words
    | ^[ \t]* [•·–—] (?=\s) | (?<=\s) [•·×÷±¬…] (?=\s)
    | (?<=[\w)\]}}]) [²³ª¹º®™©] (?!\w) | (?<=\w) [·×÷±] (?=\w)
    | {_BEFORE} [±×©§€£¥½¼¾µ] (?=[\s\w])
    | (?<=\d) [½¼¾‰€£¥µ°] (?![^\x00-\x7f])
    | (?<=[\x20-\x7e»–—]) \xa0 | \xa0 (?=[\x20-\x7e»–—]) | (?<=\w) \xad (?=\w)
    """,
    re.VERBOSE,
)


class Guess(NamedTuple):
    """A line as Windows-1252. `words` are those with letters beyond ASCII, for a person to see."""

    text: str
    words: list[str]


def western(line: bytes) -> Guess | None:
    """The line (bytes without its line break) as Windows-1252, or None if it may be another."""
    try:
        text = line.decode("cp1252")
    except UnicodeDecodeError:
        return None
    found = [word for word in _WORD.findall(text) if not word.isascii()]
    if not all(map(_is_western, found)):
        return None
    signs = _WORD.sub("x", text)
    return Guess(text, found) if _SIGN.sub("", signs).isascii() else None


def _is_western(word: str) -> bool:
    if not re.search("[A-Za-z]", word):
        return word in _SINGLE and len(word) == 1
    return not _FOREIGN_RUN.search(word) and not _CAPITAL_INSIDE.search(word)
