"""The public text of a question, split into passages at its headings, to index and excerpt.

Items are left out, because their explanations and reasons contain answers; so are the follow-ups
of a script.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Literal

from attention_engine.plain_tex import plain_tex

from .lines import Formula, Line, Piece
from .tokens import formula_tokens

LONGEST_CODE = 80
_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
_CELLS = {"td", "th"}
_BLOCKS = _HEADINGS | {"p", "li", "tr", "pre", "blockquote", "div", "br", "dt", "dd"}

PageName = Literal["question", "context"]


@dataclass
class Passage:
    """A heading with its anchor, and the text from there to the next heading."""

    page: PageName
    anchor: str = ""
    heading: Line = field(default_factory=Line)
    text: Line = field(default_factory=Line)

    def as_json(self) -> list[Any]:
        return [self.page, self.anchor, self.heading.pieces, self.text.pieces]

    @classmethod
    def from_json(cls, stored: Sequence[Any]) -> "Passage":
        page, anchor, heading, text = stored
        return cls(page, anchor, Line(_pieces(heading)), Line(_pieces(text)))


def passages_of(blocks: Iterable[Mapping[str, Any]], context_html: str) -> list[Passage]:
    """The passages of a page and its extended context, from their stored blocks and HTML."""
    reader = _Reader("question")
    for block in blocks:
        if block["type"] == "html":
            reader.feed(block["html"])
        elif block["type"] == "example":
            reader.say(f"{block['title']}. ")
            reader.feed(block.get("note_html", ""))
        elif block["type"] == "script" and block["kind"] == "question":
            reader.feed(_said(block))
    context = _Reader("context")
    context.feed(context_html)
    return [*reader.finished(), *context.finished()]


def _said(block: Mapping[str, Any]) -> str:
    """What the page shows under `Say it`: the question, a good minute, and what is often wrong."""
    wrong = (f"<p>{trap['heard']}</p>{trap['answer']}" for trap in block["traps"])
    head = f'<h2 id="say-{block["key"]}">Say it</h2>'
    return "".join([head, block["opening"], block["good"], block["great"], *wrong])


def _pieces(stored: Iterable[Any]) -> list[Piece]:
    return [piece if isinstance(piece, str) else Formula(*piece) for piece in stored]


class _Reader(HTMLParser):
    """Splits HTML that we generated at its headings."""

    def __init__(self, page: PageName) -> None:
        super().__init__(convert_charrefs=True)
        self.page: PageName = page
        self.passages = [Passage(page)]
        self.words: list[Piece] = []
        self.heading: list[Piece] = []
        self.code: list[str] | None = None
        self.in_heading = self.in_formula = False
        self.is_first_cell = True

    def say(self, piece: Piece) -> None:
        (self.heading if self.in_heading else self.words).append(piece)

    def finished(self) -> list[Passage]:
        self.close()
        self._close_passage()
        return [passage for passage in self.passages if passage.text.text or passage.heading.text]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HEADINGS:
            self._close_passage()
            self.passages.append(Passage(self.page, dict(attrs).get("id") or ""))
            self.in_heading = True
        elif tag == "math":
            tex = dict(attrs).get("data-tex") or ""
            self._formula(plain_tex(tex), tex)
            self.in_formula = True
        elif tag == "code":
            self.code = []
        elif tag == "tr":
            self.is_first_cell = True
        elif tag in _CELLS:
            self.say("" if self.is_first_cell else " · ")
            self.is_first_cell = False
        if tag in _BLOCKS:
            self.say(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HEADINGS and self.in_heading:
            self.in_heading = False
            self.passages[-1].heading = Line.of(self.heading)
        elif tag == "math":
            self.in_formula = False
        elif tag == "code":
            self._close_code()
        elif tag == "tr":
            self.say(";")
        if tag in _BLOCKS:
            self.say(" ")

    def handle_data(self, data: str) -> None:
        if self.code is not None:
            self.code.append(data)
        elif not self.in_formula:
            self.say(data)

    def _close_code(self) -> None:
        code = "".join(self.code or ())
        self.code = None
        # `O(n^2 d)` is often written as code; a listing is words.
        if len(code) <= LONGEST_CODE and "\n" not in code and code.strip():
            self._formula(code, "")
        else:
            self.say(code)

    def _formula(self, plain: str, tex: str) -> None:
        if plain:
            self.say(Formula(plain, " ".join(formula_tokens(plain)), tex))

    def _close_passage(self) -> None:
        self.passages[-1].text = Line.of(self.words)
        self.words, self.heading = [], []
