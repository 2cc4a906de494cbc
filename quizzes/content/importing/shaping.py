"""A plain Markdown text in the form of the bank: headings, lists, code and links."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ..front_matter import Source
from ..rules.lists import swallowed_lists
from ..rules.published import LONG, SHORT
from ..spans import Fence, fence_of, headings_in

_TITLE = re.compile(
    r"#[ \t]+(?:(?:question|q)?[ \t]*(\d{1,6})[ \t]*[:.)–-][ \t]*)?(\S.*?)[ \t#]*", re.I
)
_BOLD_LINE = re.compile(r"\*\*(?P<words>[^*\n]+?):?\*\*:?[ \t]*")
_NUMBERED = re.compile(r"\d{1,2}[.)][ \t]+")
_ANSWER = re.compile(
    r"(?P<who>human|ai|expert|model|short|long)[ \t]+answer\b[ \t]*(?P<name>.*)", re.I
)
_SECTIONS = {"human": SHORT, "expert": SHORT, "short": SHORT}
_CITATIONS = re.compile(r"\b(?:citations?|references?|sources|papers)\b", re.I)
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\((https?://[^\s()]+(?:\([^\s()]*\))?)\)")
_CONTEXT_LINK = re.compile(r"\]\([^)\s]*_context\.md\)")
_FILE_LINK = re.compile(r"\]\((?:[^)\s]*/)?(\d{1,6}_\w+\.md)(#[^)\s]*)?\)")

NameOf = Callable[[str], str | None]


@dataclass
class Shaped:
    """`number` is None where the heading gives none. `notes` are (line from 1, sentence)."""

    title: str
    number: int | None
    body: str
    sources: list[Source] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)


def shape_question(text: str, context_name: str, name_of: NameOf) -> Shaped | None:
    """A repaired text in our form; None where it has no `# heading` to take a title from.

    `context_name` is the file that links to the extended context lead to, ``""`` for none.
    `name_of` gives the new name of another imported file, None for a file that is not known.
    """
    heading = next(((line, words) for line, level, words in headings_in(text) if level == 1), None)
    if heading is None:
        return None
    line, _words = heading
    lines = text.split("\n")
    match = _TITLE.fullmatch(lines[line - 1])
    if match is None:
        return None
    shaped = Shaped(match[2], int(match[1]) if match[1] else None, "")
    lines[line - 1] = ""
    lines = list(_without_promotion(lines, context_name, shaped))
    body = _in_order(list(_with_headings(lines)))
    shaped.body = finished(body, name_of)
    shaped.sources = list(_sources(shaped.body))
    return shaped


def shape_context(text: str, name_of: NameOf) -> str:
    """An extended context in our form: its own title, if it has one, goes."""
    lines = text.split("\n")
    first = next((line for line, level, _ in headings_in(text) if level == 1), None)
    if first is not None:
        lines[first - 1] = ""
    return finished(_in_order(list(_with_headings(lines))), name_of)


def finished(body: str, name_of: NameOf) -> str:
    """Code fences with a language, lists apart from paragraphs, links to the new names."""
    lines = _with_languages(body.split("\n"))
    for line in reversed(list(swallowed_lists("\n".join(lines)))):
        lines.insert(line - 1, "")
    body = _FILE_LINK.sub(
        lambda m: f"]({new}{m[2] or ''})" if (new := name_of(m[1])) else m[0], "\n".join(lines)
    )
    body = re.sub(r"\n{3,}", "\n\n", body).strip("\n")
    return re.sub(r"(?:\n+(?:---+|\*\*\*+))+\Z", "", body) + "\n"


def _without_promotion(lines: list[str], context_name: str, shaped: Shaped) -> Iterator[str]:
    """The line that points to the context page becomes a plain link, or goes."""
    for number, line in enumerate(lines, start=1):
        if not _CONTEXT_LINK.search(line):
            yield line
        elif context_name:
            yield f"More on this: the [extended context]({context_name})."
            shaped.notes.append((number, "the pointer to the context page is now a plain link"))
        else:
            shaped.notes.append(
                (number, "the pointer to a context page was left out: no such file was found")
            )


def _with_headings(lines: list[str]) -> Iterator[str]:
    """Lines that are one bold phrase become headings; numbered ones a level below."""
    fence: Fence | None = None
    in_sections = False
    for line in lines:
        if fence is not None:
            fence = None if fence.is_closed_by(line) else fence
            yield line
            continue
        fence = fence_of(line)
        match = _BOLD_LINE.fullmatch(line)
        if fence is not None or match is None:
            yield line
            continue
        words = match["words"].strip()
        answer = _ANSWER.fullmatch(words)
        if answer:
            in_sections = True
            yield from ("", f"## {_SECTIONS.get(answer['who'].lower(), LONG)}", "")
            name = answer["name"].strip("() ")
            if name:
                yield from (f"*By {name}.*", "")
            continue
        level = 2 + in_sections + bool(_NUMBERED.match(words))
        yield from ("", f"{'#' * level} {words.rstrip(':')}", "")


def _in_order(lines: list[str]) -> str:
    """Headings that start at ## and skip no level."""
    text = "\n".join(lines)
    level = 1
    for line, own, words in headings_in(text):
        level = min(max(own, 2), level + 1)
        lines[line - 1] = f"{'#' * level} {words}"
    return "\n".join(lines)


def _with_languages(lines: list[str]) -> list[str]:
    fence: Fence | None = None
    for index, line in enumerate(lines):
        if fence is not None:
            fence = None if fence.is_closed_by(line) else fence
            continue
        fence = fence_of(line)
        if fence is not None and not fence.info:
            lines[index] = f"{line.rstrip()}text"
    return lines


def _sources(body: str) -> Iterator[Source]:
    """The links under a heading that speaks of citations or references."""
    under, lines = False, body.split("\n")
    headings = {line: words for line, _level, words in headings_in(body)}
    for number, line in enumerate(lines, start=1):
        if number in headings:
            under = bool(_CITATIONS.search(headings[number]))
        elif under:
            for words, url in _LINK.findall(line):
                yield Source(title=words.strip()[:200], url=url)
