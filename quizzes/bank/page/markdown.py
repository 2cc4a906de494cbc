"""Markdown to safe HTML: formulas, tables, highlighted code, heading ids, links."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from xml.etree.ElementTree import Element

import markdown as python_markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify
from markdown.treeprocessors import Treeprocessor

from attention_engine.plain_tex import named_tex, plain_tex

from ..text.limits import over_limit
from ..text.paths import site_address
from ..text.spans import Formula, formulas
from .formulas import FormulaError, render_formula
from .inline import evaluate_inline
from .sanitise import FORMULA_MARK, clean_html

ResolveLink = Callable[[str], str]


@dataclass(frozen=True)
class Heading:
    id: str
    text: str
    level: int


@dataclass(frozen=True)
class Link:
    target: str
    text: str


@dataclass
class Converted:
    """One Markdown text as safe HTML, with what the content rules ask about it.

    `unclean` is the HTML before sanitizing, with formulas still marked. `limit` is set if the
    text was too large and is shown as source: the line and the reason.
    """

    html: str = ""
    unclean: str = ""
    formulas: list[Formula] = field(default_factory=list)
    bad_formulas: list[tuple[Formula, str]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    limit: tuple[int, str] | None = None


def render_markdown(text: str, *, resolve_link: ResolveLink = site_address) -> str:
    """Safe HTML of a Markdown text with its `{{ }}` evaluated. Never raises for bad content:
    a formula or expression that cannot be shown appears as source."""
    return Converter(resolve_link).convert(evaluate_inline(text).text).html


def without_paragraph(html: str) -> str:
    """The HTML without its `<p>` if it is a single paragraph, for labels and list entries."""
    html = html.strip()
    if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
        return html[3:-4]
    return html


class Converter:
    """Converts the texts of one page. Heading ids are unique across all of them."""

    def __init__(self, resolve_link: ResolveLink = site_address) -> None:
        self.resolve_link = resolve_link
        self.used_ids: set[str] = set()
        self.found = Converted()
        self._markdown = python_markdown.Markdown(
            extensions=[
                "pymdownx.superfences",
                "pymdownx.highlight",
                "tables",
                "sane_lists",
                _PageExtension(self),
            ],
            extension_configs={
                "pymdownx.highlight": {"use_pygments": True, "guess_lang": False},
                "tables": {"use_align_attribute": True},
            },
        )
        self._markdown.ESCAPED_CHARS.append("$")

    def convert(self, text: str) -> Converted:
        """Converts `text`, which must have plain newlines and evaluated expressions."""
        limit = over_limit(text)
        if limit:
            return self._as_source(limit[0], text, limit[1])
        found = self.found = Converted(formulas=formulas(text))
        try:
            html = self._markdown.reset().convert(_marked(text, found.formulas))
        except RecursionError:
            return self._as_source(1, text, "the text is nested too deeply")
        found.unclean = html.replace(
            '<div class="highlight"><pre>',
            '<div class="highlight" tabindex="0" role="group" aria-label="Code"><pre>',
        )
        shown = self._shown_formulas(found)
        found.html = FORMULA_MARK.sub(
            lambda match: shown[int(match[1])] if int(match[1]) < len(shown) else "",
            clean_html(found.unclean),
        )
        return found

    def _as_source(self, line: int, text: str, reason: str) -> Converted:
        self.found = Converted(html=f"<pre>{escape(text)}</pre>", limit=(line, reason))
        return self.found

    def _shown_formulas(self, found: Converted) -> list[str]:
        shown = []
        for formula in found.formulas:
            try:
                shown.append(render_formula(formula.tex, formula.display))
            except FormulaError as error:
                found.bad_formulas.append((formula, str(error)))
                shown.append(f'<code class="bad-formula">{escape(formula.tex)}</code>')
        return shown

    def unmarked(self, text: str, written: Callable[[str], str] = plain_tex) -> str:
        """`text` with each formula mark replaced by its TeX as `written`, in plain words."""
        return FORMULA_MARK.sub(lambda m: written(self.found.formulas[int(m[1])].tex), text)


def _marked(text: str, found: list[Formula]) -> str:
    # Markdown must not see inside a formula: `_` and `*` would become emphasis there.
    parts, place = [], 0
    for index, formula in enumerate(found):
        parts += [text[place : formula.start], f"\ue000{index}\ue001"]
        place = formula.end
    return "".join([*parts, text[place:]])


class _PageExtension(Extension):
    def __init__(self, converter: Converter) -> None:
        super().__init__()
        self.converter = converter

    def extendMarkdown(self, md: python_markdown.Markdown) -> None:
        # After inline patterns (20) and before the tree is serialized.
        md.treeprocessors.register(_PageTree(md, self.converter), "page", 5)


class _PageTree(Treeprocessor):
    """Gives headings ids, points links at site addresses, and boxes wide tables."""

    def __init__(self, md: python_markdown.Markdown, converter: Converter) -> None:
        super().__init__(md)
        self.converter = converter

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for index, element in enumerate(list(parent)):
                if re.fullmatch(r"h[1-6]", element.tag):
                    self._heading(element)
                elif element.tag == "a":
                    self._link(element)
                elif element.tag == "table":
                    parent[index] = _boxed(element)
                elif element.tag in ("th", "td"):
                    _cell(element)

    def _heading(self, element: Element) -> None:
        text = self._words(element)
        base = slugify(self._words(element, named_tex), "-") or "section"
        name, count = base, 1
        while name in self.converter.used_ids:
            count += 1
            name = f"{base}-{count}"
        self.converter.used_ids.add(name)
        element.set("id", name)
        self.converter.found.headings.append(Heading(name, text, int(element.tag[1])))

    def _link(self, element: Element) -> None:
        target = self.converter.unmarked(element.get("href", ""))
        self.converter.found.links.append(Link(target, self._words(element)))
        address = self.converter.resolve_link(target)
        element.set("href", address)
        if re.match(r"https?:", address):
            element.set("rel", "noopener noreferrer")

    def _words(self, element: Element, written: Callable[[str], str] = plain_tex) -> str:
        words = _unstashed("".join(element.itertext()))
        return " ".join(self.converter.unmarked(words, written).split())


def _unstashed(words: str) -> str:
    """Restores escaped characters and drops raw HTML; both are placeholders in the tree."""
    words = re.sub("\x02(\\d+)\x03", lambda match: chr(int(match[1])), words)
    return re.sub("\x02wzxhzdk:\\d+\x03", "", words)


def _cell(element: Element) -> None:
    if element.get("align"):
        element.set("class", element.attrib.pop("align"))
    if element.tag == "th" and not len(element) and not (element.text or "").strip():
        # The empty corner cell of a table is not a header.
        element.tag = "td"


def _boxed(table: Element) -> Element:
    box = Element(
        "div", {"class": "table-scroll", "tabindex": "0", "role": "group", "aria-label": "Table"}
    )
    box.append(table)
    box.tail, table.tail = table.tail, None
    return box
