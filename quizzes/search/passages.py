"""The public text of a question, split into passages at its headings, to index and excerpt.

Items are left out, because their explanations and reasons contain answers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from html.parser import HTMLParser
from typing import Any, Literal

from attention_engine.plain_tex import plain_tex

from .tokens import formula_tokens

# Around a formula in a passage's text; `handle_data` removes them from the text itself.
OPEN, CLOSE = "\ue002", "\ue003"
LONGEST_CODE = 80
_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
_BLOCKS = _HEADINGS | {"p", "li", "tr", "td", "th", "pre", "blockquote", "div", "br", "dt", "dd"}

PageName = Literal["question", "context"]


@dataclass
class Passage:
    """`text` is on one line, with formulas in plain characters between OPEN and CLOSE.

    `formulas` has the tokens of each of them in order, as one string per formula.
    """

    page: PageName
    anchor: str = ""
    heading: str = ""
    text: str = ""
    formulas: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def passages_of(blocks: Iterable[Mapping[str, Any]], context_html: str) -> list[Passage]:
    """The passages of a page and its extended context, from their stored blocks and HTML."""
    reader = _Reader("question")
    for block in blocks:
        if block["type"] == "html":
            reader.feed(block["html"])
        elif block["type"] == "example":
            reader.say(f"{block['title']}. ")
            reader.feed(block.get("note_html", ""))
    context = _Reader("context")
    context.feed(context_html)
    return [*reader.finished(), *context.finished()]


class _Reader(HTMLParser):
    """Splits HTML that we generated at its headings."""

    def __init__(self, page: PageName) -> None:
        super().__init__(convert_charrefs=True)
        self.page: PageName = page
        self.passages = [Passage(page)]
        self.words: list[str] = []
        self.heading: list[str] = []
        self.in_heading = self.in_formula = self.in_code = False

    def say(self, words: str) -> None:
        (self.heading if self.in_heading else self.words).append(words)

    def finished(self) -> list[Passage]:
        self.close()
        self._close_passage()
        return [passage for passage in self.passages if passage.text or passage.heading]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HEADINGS:
            self._close_passage()
            self.passages.append(Passage(self.page, dict(attrs).get("id") or ""))
            self.in_heading = True
        elif tag == "math":
            self._formula(plain_tex(dict(attrs).get("data-tex") or ""))
            self.in_formula = True
        elif tag == "code":
            self.in_code = True
        if tag in _BLOCKS:
            self.say(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HEADINGS and self.in_heading:
            self.in_heading = False
            self.passages[-1].heading = _on_one_line(self.heading)
        elif tag == "math":
            self.in_formula = False
        elif tag == "code":
            self.in_code = False
        if tag in _BLOCKS:
            self.say(" ")

    def handle_data(self, data: str) -> None:
        if self.in_formula:
            return
        data = data.replace(OPEN, "").replace(CLOSE, "")
        # `O(n^2 d)` is often written as code.
        if self.in_code and len(data) <= LONGEST_CODE and "\n" not in data and data.strip():
            self._formula(data)
        else:
            self.say(data)

    def _formula(self, plain: str) -> None:
        if self.in_heading:
            self.say(plain)
            return
        self.say(f"{OPEN}{plain}{CLOSE}")
        self.passages[-1].formulas.append(" ".join(formula_tokens(plain)))

    def _close_passage(self) -> None:
        self.passages[-1].text = _on_one_line(self.words)
        self.words, self.heading = [], []


def _on_one_line(parts: list[str]) -> str:
    return " ".join("".join(parts).split())
