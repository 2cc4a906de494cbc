"""Fences: set apart from the text around them, and given a language that Pygments knows."""

import re
from collections.abc import Iterator

import yaml
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from ..text.spans import Fence, fence_of
from .lines import Line, Notes

# Each of our blocks has one of these fields.
_BLOCKS = {"example": {"computation"}, "item": {"computation", "kind"}, "script": {"rubric"}}
_FORMULA_LANGUAGES = ("math", "latex-math", "katex")
_PRE = re.compile(r"[ \t]*<pre\b[^>]*>\s*(?:<code\b([^>]*)>)?(.*)", re.IGNORECASE)
_PRE_END = re.compile(r"(.*?)(?:</code>)?\s*</pre>[ \t]*", re.IGNORECASE)
_LONGEST_PRE = 500
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}


def code(lines: list[Line], notes: Notes) -> list[Line]:
    """Marks the lines of code, and sets each block apart with blank lines."""
    out: list[Line] = []
    for start, block in _parts(list(_from_pre(lines, notes))):
        if start is None:
            out += block
            continue
        if out and not out[-1].is_blank:
            out.append(Line(block[0].number, ""))
        out += [*_named(start, block, notes), Line(block[-1].number, "")]
    return out


def _parts(lines: list[Line]) -> Iterator[tuple[Fence | None, list[Line]]]:
    """Yields each line of text by itself, and each fence with all its lines."""
    index = 0
    while index < len(lines):
        fence = fence_of(lines[index].text.expandtabs(4))
        if fence is None:
            yield None, [lines[index].with_text(lines[index].text.expandtabs(4))]
            index += 1
            continue
        end = index + 1
        while end < len(lines) and not fence.is_closed_by(lines[end].text):
            end += 1
        yield fence, lines[index : end + 1]
        index = end + 1


def _named(fence: Fence, block: list[Line], notes: Notes) -> list[Line]:
    first = block[0]
    info = fence.info
    inside = "\n".join(line.text for line in block[1:-1])
    if info.split()[:1] and info.split()[0].lower() in _FORMULA_LANGUAGES and len(block) > 2:
        notes.did(first.number, "a block of code that contains a formula became a formula")
        edge = " " * first.indent + "$$"
        return [first.with_text(edge), *block[1:-1], block[-1].with_text(edge)]
    language = _language(info, inside)
    if language != info:
        what = f"the language of a block of code, {info!r}, became {language!r}"
        notes.did(first.number, what if info else "a block of code got the language text")
    edge = " " * len(first.text[: first.indent].expandtabs(4))
    named = first._replace(text=f"{edge}{fence.mark}{language}", kind="code")
    rest = [line._replace(kind="code") for line in block[1:]]
    if rest and fence.is_closed_by(rest[-1].text):
        # On our pages, a closing fence indented deeper than the opening one closes nothing.
        rest[-1] = rest[-1].with_text(f"{edge}{fence.mark}")
    return [named, *rest]


def _language(info: str, inside: str) -> str:
    words = re.split(r"[\s,;:({]+", info.strip("{} ").lstrip("."), maxsplit=1)
    name = words[0].strip("}.").lower()
    if name in _BLOCKS:
        return info if info == name and _is_block(name, inside) else "text"
    try:
        get_lexer_by_name(name)
    except ClassNotFound:
        return "text"
    return name


def _is_block(name: str, inside: str) -> bool:
    """True if a fence named as one of our blocks is one, not the author's word."""
    try:
        data = yaml.safe_load(inside)
    except yaml.YAMLError:
        return False
    return isinstance(data, dict) and bool(data.keys() & _BLOCKS[name])


def _from_pre(lines: list[Line], notes: Notes) -> Iterator[Line]:
    """`<pre>` becomes a fence."""
    index = 0
    while index < len(lines):
        match = _PRE.fullmatch(lines[index].text)
        end = _end_of_pre(lines, index) if match else None
        if match is None or end is None:
            yield lines[index]
            index += 1
            continue
        notes.did(lines[index].number, "<pre> became a block of code")
        found = re.search(r"language-(\w+)", match[1] or "")
        texts = [line.text for line in lines[index : end + 1]]
        texts[0] = match[2]
        texts[-1] = re.sub(r"(?i)(?:</code>)?\s*</pre>[ \t]*$", "", texts[-1])
        yield Line(lines[index].number, f"```{found[1] if found else 'text'}")
        for place, text in enumerate(texts, start=index):
            if text.strip() or index < place < end:
                yield lines[place].with_text(_without_entities(text))
        yield Line(lines[end].number, "```")
        index = end + 1


def _end_of_pre(lines: list[Line], start: int) -> int | None:
    last = min(len(lines), start + _LONGEST_PRE)
    return next((i for i in range(start, last) if _PRE_END.fullmatch(lines[i].text)), None)


def _without_entities(text: str) -> str:
    for entity, sign in _ENTITIES.items():
        text = text.replace(entity, sign)
    return text
