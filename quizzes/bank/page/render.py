"""Renders a parsed question or quiz to what is stored and shown: safe HTML, once per change."""

import re
from dataclasses import dataclass, field
from typing import Any, Literal

from quizzes.items import ItemSpec

from ..text.blocks import ExampleBlock, ItemBlock
from ..text.document import ParsedQuestion, ParsedQuiz
from ..text.paths import CONTEXT_FILE, QUESTION_FILE, file_link, question_path, site_address
from ..text.scripts import ScriptBlock, ScriptSpec
from ..text.yaml_nodes import Where
from .inline import Evaluated, evaluate_inline
from .markdown import Converted, Converter, ResolveLink, without_paragraph
from .plain_words import plain_words, reading_minutes
from .terms import NO_TERMS, PageTerms, Terms

SHORT_ANSWER = "in-thirty-seconds"

Role = Literal["body", "context", "intro", "note", "item", "script"]


@dataclass(frozen=True)
class Piece:
    """One Markdown text of a file, rendered; it starts on line `line` of `path`."""

    path: str
    line: int
    role: Role
    text: str
    evaluated: Evaluated
    converted: Converted

    def line_of(self, needle: str, nth: int = 0) -> int:
        """The line of the nth `needle` (from 0) in the text as written, or else as evaluated."""
        for text in (self.text, self.evaluated.text):
            place = -1
            for _ in range(nth + 1):
                place = text.find(needle, place + 1)
            if needle and place >= 0:
                return self.line + text.count("\n", 0, place)
        return self.line


@dataclass(frozen=True)
class RenderedItem:
    """`stored` is the item's spec as JSON together with its rendered texts."""

    spec: ItemSpec
    line: int
    ask_html: str
    stored: dict[str, Any]


@dataclass(frozen=True)
class RenderedScript:
    """`stored` is the script's spec as JSON together with its rendered texts."""

    spec: ScriptSpec
    line: int
    stored: dict[str, Any]


@dataclass
class Rendered:
    """What the database stores for a question or a quiz, and the pieces that the rules check.

    `terms_key` identifies the glossary that words are linked to; the pieces have no such links.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    items: list[RenderedItem] = field(default_factory=list)
    scripts: list[RenderedScript] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    terms_key: str = ""


def render_question(
    parsed: ParsedQuestion, resolve_link: ResolveLink = site_address, terms: Terms = NO_TERMS
) -> Rendered:
    """Renders body, items and context. Pure: the same texts and terms give the same result."""
    rendered = Rendered(terms_key=terms.key)
    page = _Page(parsed.name, resolve_link, rendered.pieces, PageTerms(terms))
    scripts = _scripts_page(page, parsed.slug)
    blocks: list[dict[str, Any]] = []
    for part in parsed.parts:
        if isinstance(part, ItemBlock):
            rendered.items.append(_item(page, part))
            blocks.append({"type": "item", "key": part.spec.key})
        elif isinstance(part, ExampleBlock):
            blocks.append(_example(page, part))
        elif isinstance(part, ScriptBlock):
            rendered.scripts.append(_script(scripts, part))
            blocks.append(_of_script(rendered.scripts[-1]))
        else:
            blocks.append(_html(page, part.text, part.line))
    search_text = _search_text(parsed.meta.title, blocks)
    rendered.fields = {
        "number": parsed.meta.number,
        "title": parsed.meta.title,
        "difficulty": parsed.meta.difficulty,
        "status": parsed.meta.status,
        "sources": [source.model_dump() for source in parsed.meta.sources],
        "blocks": blocks,
        "summary": _summary(blocks),
        "search_text": search_text,
        "minutes": reading_minutes(search_text),
        "context_html": "",
        "context_minutes": 0,
    }
    if parsed.context.strip():
        context = _Page(parsed.context_name, resolve_link, rendered.pieces, PageTerms(terms))
        html = context.html(parsed.context, 1, "context")
        rendered.fields |= {
            "context_html": html,
            "context_minutes": reading_minutes(plain_words(html)),
        }
    return rendered


def linked_questions(rendered: Rendered) -> set[str]:
    """The slugs of the questions that a question's page and context link to."""
    links = (
        file_link(link.target)
        for piece in rendered.pieces
        if piece.role in ("body", "context", "note")
        for link in piece.converted.links
    )
    matches = (
        QUESTION_FILE.fullmatch(link.file) or CONTEXT_FILE.fullmatch(link.file)
        for link in links
        if link
    )
    return {match["slug"] for match in matches if match}


def render_quiz(parsed: ParsedQuiz, resolve_link: ResolveLink = site_address) -> Rendered:
    rendered = Rendered()
    page = _Page(parsed.name, resolve_link, rendered.pieces, PageTerms(NO_TERMS))
    rendered.fields = {
        "title": parsed.meta.title,
        "status": parsed.meta.status,
        "pass_mark": parsed.meta.pass_mark,
        "interview": parsed.meta.interview and parsed.meta.interview.model_dump(),
        "intro_html": page.html(parsed.body, parsed.body_line, "intro"),
    }
    return rendered


# The pieces of a page that are asked elsewhere, too.
_OF_TASKS = ("item", "script")


class _Page:
    """Converts the texts of one page, one after the other."""

    def __init__(
        self, path: str, resolve_link: ResolveLink, pieces: list[Piece], terms: PageTerms
    ) -> None:
        self.path = path
        self.resolve_link = resolve_link
        self.pieces = pieces
        self.terms = terms
        self.converter = Converter(resolve_link)

    def html(self, text: str, line: int, role: Role) -> str:
        evaluated = evaluate_inline(text)
        converted = self.converter.convert(evaluated.text)
        self.pieces.append(Piece(self.path, line, role, text, evaluated, converted))
        # Nothing in a task may hint at its answer, so its words get no glossary links.
        return converted.html if role in _OF_TASKS else self.terms.link(converted.html)


def _html(page: _Page, text: str, line: int) -> dict[str, Any]:
    html = page.html(text, line, "body")
    headings = page.pieces[-1].converted.headings
    return {
        "type": "html",
        "html": html,
        "headings": [[heading.id, heading.text, heading.level] for heading in headings],
    }


def _example(page: _Page, block: ExampleBlock) -> dict[str, Any]:
    spec = block.spec
    note = page.html(spec.note, block.document.line_of(("note",)), "note") if spec.note else ""
    return {
        "type": "example",
        "key": spec.key,
        "title": spec.title,
        "computation": spec.computation,
        "inputs": spec.inputs,
        "note_html": note,
    }


def _item(page: _Page, block: ItemBlock) -> RenderedItem:
    html = _texts(page, block, "item")
    stored = block.spec.model_dump(mode="json") | {"rendered": _nested(html)}
    return RenderedItem(block.spec, block.line, html["ask",], stored)


def _script(page: _Page, block: ScriptBlock) -> RenderedScript:
    stored = block.spec.model_dump(mode="json")
    stored["rendered"] = _nested(_texts(page, block, "script"))
    return RenderedScript(block.spec, block.line, stored)


def _of_script(script: RenderedScript) -> dict[str, Any]:
    """What the question's page shows of a script: nothing of its tasks and follow-ups."""
    texts = script.stored["rendered"]
    return {
        "type": "script",
        "key": script.spec.key,
        "kind": script.spec.kind,
        "title": script.spec.title,
        **{name: texts[name] for name in ("opening", "weak", "good", "great")},
        "asked": texts.get("asked", []),
        "points": [
            {**text, "is_great": point.level == "great"}
            for point, text in zip(script.spec.rubric, texts["rubric"], strict=True)
        ],
        "traps": texts["traps"],
    }


def _scripts_page(page: _Page, slug: str) -> _Page:
    """Scripts are read away from their question, so links within its page name the page."""

    def resolve(target: str) -> str:
        return question_path(slug) + target if target.startswith("#") else page.resolve_link(target)

    return _Page(page.path, resolve, page.pieces, PageTerms(NO_TERMS))


def _texts(page: _Page, block: ItemBlock | ScriptBlock, role: Role) -> dict[Where, str]:
    html: dict[Where, str] = {}
    for text in block.spec.texts():
        converted = page.html(text.markdown, block.document.line_of(text.where), role)
        html[text.where] = without_paragraph(converted) if text.is_line else converted
    return html


def _nested(texts: dict[Where, Any]) -> Any:
    """Nests texts the way their block does: a name leads into a mapping, a number into a list."""
    if () in texts:
        return texts[()]
    inner: dict[str | int, dict[Where, Any]] = {}
    for (name, *rest), text in texts.items():
        inner.setdefault(name, {})[tuple(rest)] = text
    nested = {name: _nested(each) for name, each in inner.items()}
    return list(nested.values()) if isinstance(next(iter(nested)), int) else nested


def _summary(blocks: list[dict[str, Any]]) -> str:
    """The words of the short answer: everything between its heading and the next."""
    html = "".join(block["html"] for block in blocks if block["type"] == "html")
    match = re.search(rf'<h2 id="{SHORT_ANSWER}">.*?</h2>(.*?)(?=<h2|\Z)', html, re.DOTALL)
    return plain_words(match[1]) if match else ""


def _search_text(title: str, blocks: list[dict[str, Any]]) -> str:
    # Items are left out: their explanations hold answers.
    parts = [title]
    for block in blocks:
        if block["type"] == "html":
            parts.append(plain_words(block["html"]))
        elif block["type"] == "example":
            parts.append(block["title"])
    return " ".join(parts)
