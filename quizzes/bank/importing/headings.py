"""Turns headings of every form into `##` lines, in order and without decoration."""

import re
from collections.abc import Iterator

from ..rules.published import LONG, SHORT
from .lines import Line, Notes

EMOJI = "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\u20e3\U000e0020-\U000e007f]"
_AT_EDGE = re.compile(rf"^(?:{EMOJI}|\s)+|(?:{EMOJI}|\s)+$")
_HASHES = re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t]+(.*?))?[ \t#]*|(#{1,6})([A-Za-z*].*?)[ \t#]*")
_BOLD = re.compile(
    rf"(?:{EMOJI}|\s)*(?P<mark>\*\*\*|\*\*|__)(?P<words>(?:(?!\*\*|__).)+?):?(?P=mark):?[ \t]*"
)
_RUN_IN = re.compile(r"(?:\*\*|__)(?P<label>[^*_]{2,60}?):?(?:\*\*|__):?[ \t]+(?P<rest>\S.*)")
_NUMBERED = re.compile(r"\d{1,2}[.)][ \t]+")
_SHORT = re.compile(
    r"(?:human|expert|short|quick|brief|concise) answer|tl;?dr|in short|short version", re.I
)
_LONG = re.compile(
    r"(?:ai|model|long|full|detailed|complete) answer|deep[ -]dive|in depth|long version"
    r"|(?:detailed|full) explanation",
    re.I,
)
# A section at the end of a guide belongs to the whole guide.
_CLOSING = re.compile(r"citation|reference|source|resource|reading|follow-up|related|links", re.I)
_BY = re.compile(r"(?P<what>[^()]*?)\s*\((?P<name>[^()]*)\)")
_LONGEST = 100


def bare_words(words: str) -> str:
    """The words of a heading without bold marks, emoji at its edges, id, or final colon."""
    words = re.sub(r"\s*\{[#.][^{}]*\}\s*$", "", words)
    words = re.sub(r"<br\s*/?>", " ", words)
    before = None
    while before != words:
        before = words
        words = _AT_EDGE.sub("", words).rstrip(":").strip()
        words = re.sub(r"^(\*{1,3}|_{1,3})((?:(?!\1).)+)\1$", r"\2", words)
    return " ".join(re.sub(r"\*\*|__", "", words).split())


def is_heading(line: Line) -> bool:
    return line.kind == "text" and re.match(r"#{2,6} ", line.text) is not None


def headings(lines: list[Line], notes: Notes, titles: set[str]) -> list[Line]:
    """`titles` are forms of the page's own title; a heading that repeats it is removed."""
    out: list[Line] = []
    reader = _Reader(notes)
    for line, level, words, rest in _read(lines, notes):
        words = bare_words(words) if level >= 0 else ""
        if level < 0:
            out.append(line)
        elif not words or words in titles:
            notes.did(line.number, "an empty or repeated heading was removed")
        else:
            out += [Line(line.number, ""), *reader.entered(line, level, words)]
            if rest:
                out.append(line.with_text(rest))
    return _in_order(out, notes)


class _Reader:
    """Places headings under the short and the long answer."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.sections: list[str] = []
        self.level = 1

    def entered(self, line: Line, level: int, words: str) -> Iterator[Line]:
        section, name = self._section(words)
        if section:
            self.sections.append(section)
            self.level = 2
            self.notes.did(line.number, f"{words!r} became the section {section!r}")
            yield from (Line(line.number, f"## {section}"), Line(line.number, ""))
            if name:
                yield from (Line(line.number, f"*By {name}.*"), Line(line.number, ""))
            return
        if level == 0:
            self.notes.did(line.number, "a bold line became a heading")
            level = 2 + bool(self.sections) + bool(_NUMBERED.match(words))
            if self.level > 2 and not _CLOSING.search(words):
                level = min(max(level, self.level + 1), 6)
        else:
            self.level = level
        yield from (Line(line.number, f"{'#' * level} {words}"), Line(line.number, ""))

    def _section(self, words: str) -> tuple[str, str]:
        by = _BY.fullmatch(words)
        what, name = (by["what"], by["name"].strip()) if by else (words, "")
        for pattern, section in ((_SHORT, SHORT), (_LONG, LONG)):
            if pattern.fullmatch(what) and section not in self.sections:
                return section, name
        return "", ""


def _read(lines: list[Line], notes: Notes) -> Iterator[tuple[Line, int, str, str]]:
    """Yields each line with its level (0: a bold line, -1: no heading), words, and rest."""
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        if line.kind != "text" or line.is_blank:
            yield line, -1, "", ""
            continue
        below = lines[index].text.rstrip() if index < len(lines) else ""
        if level := _underlined(line, below):
            index += 1
            notes.did(line.number, "an underlined heading is written with #")
            yield line, level, line.text.strip(), ""
        elif match := _HASHES.fullmatch(line.text.rstrip()):
            yield line, len(match[1] or match[3]), match[2] or match[4] or "", ""
        elif line.text.startswith("#"):
            yield line.with_text("\\" + line.text), -1, "", ""
        else:
            # Skip a line below that would make this one a heading in Markdown.
            index += re.fullmatch(r"=+|-{1,2}", below) is not None
            yield _bold(line)


def _underlined(line: Line, below: str) -> int:
    if (
        line.indent > 3
        or not re.search(r"\w", line.text)
        or re.match(r"[ ]*(?:[-*+>#|]|\d+[.)])[ ]", line.text)
    ):
        return 0
    if re.fullmatch(r"=+", below):
        return 1
    is_short = len(line.text) <= 60 and not line.text.rstrip().endswith((".", ":", ",", ";"))
    return 2 if is_short and re.fullmatch(r"-{3,}", below) else 0


def _bold(line: Line) -> tuple[Line, int, str, str]:
    match = _BOLD.fullmatch(line.text)
    if match and line.indent == 0:
        words = match["words"].strip()
        if len(words) <= _LONGEST and not words.endswith((".", "!", ",", ";")):
            return line, 0, words, ""
    match = _RUN_IN.fullmatch(line.text.rstrip())
    if match and (_SHORT.fullmatch(match["label"]) or _LONG.fullmatch(match["label"])):
        return line, 0, match["label"], match["rest"]
    return line, -1, "", ""


def _in_order(lines: list[Line], notes: Notes) -> list[Line]:
    """Makes headings start at ## and skip no level."""
    out, level = [], 1
    for line in lines:
        if line.kind == "text" and (match := re.fullmatch(r"(#{1,6}) (\S.*)", line.text)):
            own = len(match[1])
            level = min(max(own, 2), level + 1)
            if own > level:
                notes.did(line.number, "a heading that skipped a level was raised")
            line = line.with_text(f"{'#' * level} {match[2]}")
        out.append(line)
    return out
