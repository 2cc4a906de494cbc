"""Where in a text a query matches."""

import re
from collections.abc import Iterator

from quizzes.search.lines import Line
from quizzes.search.passages import Passage
from quizzes.search.query import Query, Term
from quizzes.search.tokens import word_tokens

# From one position to another, and the number of the term.
Span = tuple[int, int, int]


class Places:
    """Finds the places where a query matches. Its terms and their parts go by their numbers."""

    def __init__(self, query: Query) -> None:
        self.terms = query.single
        self.patterns = [_pattern(term) for term in self.terms]
        self.phrases = [[f" {' '.join(way)} " for way in term.ways] for term in self.terms]
        self.beginnings = [_beginnings(term) for term in self.terms]

    def terms_in(self, passage: Passage) -> set[int]:
        """The terms that a passage seems to contain. Cheap, because every passage is tested."""
        lines = [(line, line.text.lower()) for line in (passage.heading, passage.text)]
        return {
            term
            for term in range(len(self.terms))
            if any(self._seems_in(term, line, lowered) for line, lowered in lines)
        }

    def _seems_in(self, term: int, line: Line, lowered: str) -> bool:
        # A pattern is slow where nothing of it is found.
        may_match = any(beginning in lowered for beginning in self.beginnings[term])
        matches = may_match and self.patterns[term].search(line.text)
        return bool(matches) or self._is_in_formulas(term, line)

    def _is_in_formulas(self, term: int, line: Line) -> bool:
        return any(phrase in line.tokens for phrase in self.phrases[term])

    def spans(self, line: Line) -> list[Span]:
        """Where the terms match, in order and without overlap; a formula matches as a whole."""
        spans, end = [], 0
        for begin, stop, term in sorted(self._all_spans(line), key=lambda s: (s[0], -s[1])):
            if begin >= end:
                spans.append((begin, stop, term))
                end = stop
        return spans

    def _all_spans(self, line: Line) -> Iterator[Span]:
        for number, term in enumerate(self.terms):
            for begin, stop, formula in line.formulas if self._is_in_formulas(number, line) else ():
                if any(phrase in f" {formula.tokens} " for phrase in self.phrases[number]):
                    yield begin, stop, number
            for match in self.patterns[number].finditer(line.text):
                begin, stop = match.span()
                in_formula = any(start < stop and begin < end for start, end, _ in line.formulas)
                if not in_formula and _is(match[0], term):
                    yield begin, stop, number


def _pattern(term: Term) -> re.Pattern[str]:
    """Finds whatever looks like the term; `_is` then compares the tokens."""
    ways = {r"[\W_]{0,12}".join(map(_looks_like, phrase)) for phrase in term.ways}
    if term.prefix:
        ways.add(re.escape(term.prefix) + r"[^\W\d_]*")
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(ways, key=len, reverse=True))})", re.I)


def _beginnings(term: Term) -> set[str]:
    """What stands, in small letters, in every text that the term's pattern finds."""
    first = {way[0].partition("_")[0] for way in term.ways}
    found = {token[:-1] if token.isalpha() and len(token) > 2 else token for token in first}
    return found | ({term.prefix} if term.prefix else set())


def _looks_like(token: str) -> str:
    if "_" in token:
        base, _, index = token.partition("_")
        return rf"{re.escape(base)}_?[{{(]?{re.escape(index)}"
    if not token.isalpha() or len(token) < 3:
        return rf"{re.escape(token)}(?![^\W_])"
    # The end of a stem can differ from that of its word: `queri` for `query`.
    return rf"{re.escape(token[:-1])}[^\W\d_]*"


def _is(text: str, term: Term) -> bool:
    if term.prefix and text.lower().startswith(term.prefix):
        return True
    return word_tokens(text) in term.ways
