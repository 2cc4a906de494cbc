"""Excerpts of a question's text around the places where a query matches, marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quizzes.search.passages import CLOSE, OPEN, Passage
from quizzes.search.query import Query, Term
from quizzes.search.tokens import word_tokens

LENGTH, BEFORE = 260, 70
MOST_OF_A_QUESTION = 2

Span = tuple[int, int, Term]
Piece = tuple[str, bool]


@dataclass(frozen=True)
class Excerpt:
    """`pieces` are pairs (text, whether it matches the query); so are those of the heading."""

    page: str
    anchor: str
    heading: list[Piece]
    pieces: list[Piece]


def excerpts_of(passages: Sequence[Passage], query: Query) -> list[Excerpt]:
    """The passages with the most matching terms; each next one adds terms still missing."""
    held = [(_terms_in(passage, query), passage) for passage in passages]
    missing = set(query.single)
    found: list[Excerpt] = []
    while held and len(found) < MOST_OF_A_QUESTION:
        best = max(held, key=lambda each: (len(each[0] & missing), len(each[0])))
        held.remove(best)
        terms, passage = best
        if not terms:
            break
        spans = list(spans_in(passage.text, passage.formulas, query))
        heading = marked(passage.heading, query)
        if spans or any(is_marked for _text, is_marked in heading):
            found.append(Excerpt(passage.page, passage.anchor, heading, _cut(passage.text, spans)))
            missing -= terms
    return found


def marked(text: str, query: Query) -> list[Piece]:
    """A whole title or heading, with the matches marked."""
    return _pieces(text, list(spans_in(text, [], query)), 0, len(text))


def spans_in(text: str, formulas: Sequence[str], query: Query) -> Iterator[Span]:
    """Where the terms match, in order and without overlap; a formula matches as a whole."""
    end = 0
    for begin, stop, term in sorted(_all_spans(text, formulas, query), key=lambda s: (s[0], -s[1])):
        if begin >= end:
            yield begin, stop, term
            end = stop


def _terms_in(passage: Passage, query: Query) -> set[Term]:
    """The terms that a passage seems to contain. Cheap, because every passage is tested."""
    return {
        term
        for term in query.single
        if any(_holds(tokens, term) for tokens in passage.formulas)
        or _pattern(term).search(passage.text)
        or _pattern(term).search(passage.heading)
    }


def _holds(tokens: str, term: Term) -> bool:
    return any(f" {' '.join(phrase)} " in f" {tokens} " for phrase in term.phrases)


def _all_spans(text: str, formulas: Sequence[str], query: Query) -> Iterator[Span]:
    bounds = [match.span() for match in _FORMULA.finditer(text)]
    for term in query.single:
        for (begin, stop), tokens in zip(bounds, formulas, strict=False):
            if _holds(tokens, term):
                yield begin, stop, term
        for match in _pattern(term).finditer(text):
            begin, stop = match.span()
            in_formula = any(start < stop and begin < end for start, end in bounds)
            if not in_formula and _is(match[0], term):
                yield begin, stop, term


_FORMULA = re.compile(f"{OPEN}[^{CLOSE}]*{CLOSE}")


@lru_cache(maxsize=1024)
def _pattern(term: Term) -> re.Pattern[str]:
    """Finds whatever looks like the term; `_is` then compares the tokens."""
    ways = {r"[\W_]{0,12}".join(map(_looks_like, phrase)) for phrase in term.phrases}
    if term.prefix:
        ways.add(re.escape(term.prefix) + r"[^\W\d_]*")
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(ways, key=len, reverse=True))})", re.I)


def _looks_like(token: str) -> str:
    if "_" in token:
        base, _, index = token.partition("_")
        return rf"{re.escape(base)}_[{{(]?{re.escape(index)}"
    if not token.isalpha() or len(token) < 3:
        return rf"{re.escape(token)}(?![^\W_])"
    # The end of a stem can differ from that of its word: `queri` for `query`.
    return rf"{re.escape(token[:-1])}[^\W\d_]*"


def _is(text: str, term: Term) -> bool:
    if term.prefix and text.lower().startswith(term.prefix):
        return True
    return word_tokens(text) in term.phrases


def _cut(text: str, spans: list[Span]) -> list[Piece]:
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
    begin = _word_before(text, max(0, best - BEFORE))
    end = _word_after(text, begin + LENGTH)
    before = [("… ", False)] if begin else []
    after = [(" …", False)] if end < len(text) else []
    return [*before, *_pieces(text, spans, begin, end), *after]


def _word_before(text: str, place: int) -> int:
    """The start of a word at or before a position, not inside a formula."""
    opened, closed = text.rfind(OPEN, 0, place), text.rfind(CLOSE, 0, place)
    if opened > closed:
        place = opened
    return text.rfind(" ", 0, place) + 1 if place else 0


def _word_after(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    opened, closed = text.rfind(OPEN, 0, place), text.rfind(CLOSE, 0, place)
    if opened > closed:
        place = text.find(CLOSE, place) + 1
    space = text.find(" ", place)
    return len(text) if space < 0 else space


def _pieces(text: str, spans: Sequence[Span], begin: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    place = begin
    for start, stop, _term in spans:
        if start >= begin and stop <= end:
            pieces += [(text[place:start], False), (text[start:stop], True)]
            place = stop
    pieces.append((text[place:end], False))
    return [(_shown(piece), is_marked) for piece, is_marked in pieces if piece]


def _shown(text: str) -> str:
    return text.replace(OPEN, "").replace(CLOSE, "")
