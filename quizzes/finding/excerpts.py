"""Excerpts of a question's text around the places where a query matches, marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from quizzes.bank.page.formulas import FormulaError, render_formula
from quizzes.search.lines import Formula, Line
from quizzes.search.passages import Passage
from quizzes.search.query import Query

from .places import Places, Span

LENGTH, BEFORE = 260, 70
MOST_OF_A_QUESTION = 2
# A formula with more characters gets a box that scrolls, because it may be wider than a phone.
WIDE = 24

# Text to escape, or the HTML of a formula; and whether it matches the query.
Piece = tuple[str | SafeString, bool]


@dataclass(frozen=True)
class Excerpt:
    """`pieces` are pairs (text, whether it matches the query); so are those of the heading."""

    page: str
    anchor: str
    heading: list[Piece]
    pieces: list[Piece]


class Marker:
    """Shows texts with the places marked where a query matches."""

    def __init__(self, query: Query) -> None:
        self.places = Places(query)

    def marked(self, line: Line) -> list[Piece]:
        """A whole title or heading, with the matches marked."""
        return _pieces(line, self.places.spans(line), 0, len(line.text))

    def excerpts(self, passages: Sequence[Passage]) -> list[Excerpt]:
        """The passages with the most matching terms; each next one adds terms still missing."""
        held = [(self.places.terms_in(passage), passage) for passage in passages]
        missing = set(range(len(self.places.terms)))
        found: list[Excerpt] = []
        while held and len(found) < MOST_OF_A_QUESTION:
            best = max(held, key=lambda each: (len(each[0] & missing), len(each[0])))
            held.remove(best)
            terms, passage = best
            if not terms:
                break
            spans, heading = self.places.spans(passage.text), self.marked(passage.heading)
            if spans or any(is_marked for _text, is_marked in heading):
                pieces = _cut(passage.text, spans)
                found.append(Excerpt(passage.page, passage.anchor, heading, pieces))
                missing -= terms
        return found


def _cut(line: Line, spans: list[Span]) -> list[Piece]:
    """The window of a text with the most distinct terms, in pieces."""
    best = max(
        (span[0] for span in spans),
        key=lambda start: len(
            {
                term
                for begin, end, term in spans
                if start <= begin and end <= start + LENGTH - BEFORE
            }
        ),
        default=0,
    )
    begin = _word_before(line, max(0, best - BEFORE))
    end = _word_after(line, begin + LENGTH)
    before = [("… ", False)] if begin else []
    after = [(" …", False)] if end < len(line.text) else []
    return [*before, *_pieces(line, spans, begin, end), *after]


def _word_before(line: Line, place: int) -> int:
    """The start of a word at or before a position, not inside a formula."""
    space = line.text.rfind(" ", 0, place) + 1 if place else 0
    while around := _formula_around(line, space):
        space = line.text.rfind(" ", 0, around[0]) + 1
    return space


def _word_after(line: Line, place: int) -> int:
    """The end of a word at or after a position, not inside a formula."""
    while place < len(line.text):
        place = line.text.find(" ", place)
        if place < 0:
            break
        around = _formula_around(line, place)
        if not around:
            return place
        place = around[1]
    return len(line.text)


def _formula_around(line: Line, place: int) -> tuple[int, int] | None:
    """The range of the formula in which a position lies, neither before nor after it."""
    return next(((begin, end) for begin, end, _ in line.formulas if begin < place < end), None)


def _pieces(line: Line, spans: Sequence[Span], begin: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    place = begin
    for start, stop, _term in spans:
        if start >= begin and stop <= end:
            pieces += [(shown, False) for shown in _shown(line, place, start)]
            pieces += [(shown, True) for shown in _shown(line, start, stop)]
            place = stop
    return [*pieces, *((shown, False) for shown in _shown(line, place, end))]


def _shown(line: Line, begin: int, end: int) -> Iterator[str | SafeString]:
    """The words and formulas from one position to another."""
    for start, stop, formula in line.formulas:
        if begin <= start and stop <= end:
            if begin < start:
                yield line.text[begin:start]
            yield _drawn(formula)
            begin = stop
    if begin < end:
        yield line.text[begin:end]


def _drawn(formula: Formula) -> SafeString:
    """A formula as its page shows it, in one line of text."""
    if not formula.tex:
        return format_html("<code>{}</code>", formula.plain)
    try:
        math = mark_safe(render_formula(formula.tex))  # noqa: S308 - escaped and sanitized
    except FormulaError:
        return format_html("<code>{}</code>", formula.tex)
    if len(formula.plain) <= WIDE:
        return math
    return format_html(
        '<span class="formula" tabindex="0" role="group" aria-label="Formula">{}</span>', math
    )
