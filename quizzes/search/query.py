"""Parses what a person typed into terms that must all be found."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from .tokens import formula_tokens, word_tokens

MOST_CHARACTERS, MOST_TERMS = 200, 10
SHORTEST_PREFIX = 3
_EVERYWHERE = """
a an and are as at be by can do does for from how i in is it of on or that the this to was we what
when where which why with you
"""
_NAMED = "cos exp inf ln log max min sin softmax sqrt sum tanh"
# Left out if other words remain, because they appear on every page.
STOP_WORDS = frozenset(_EVERYWHERE.split())
_FUNCTIONS = frozenset(_NAMED.split())
_RUN = re.compile(r"(?<![\\a-z])[^\W\d_]+")
_CHUNK = re.compile(r'"([^"]*)"|(\S+)')

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """Matches where any of its phrases appears, or else all of its parts.

    A phrase is consecutive tokens. With `prefix`, words that begin with it match too.
    """

    shown: str
    phrases: tuple[Phrase, ...]
    parts: tuple["Term", ...] = ()
    prefix: str = ""

    @property
    def is_symbolic(self) -> bool:
        """True for a piece of a formula: signs, letters, numbers, names of functions."""
        return all(
            len(run) == 1 or run.isupper() or run in _FUNCTIONS for run in _RUN.findall(self.shown)
        )


@dataclass(frozen=True)
class Query:
    text: str
    terms: tuple[Term, ...]

    @cached_property
    def single(self) -> tuple[Term, ...]:
        """All terms, each followed by its parts."""
        return tuple(single for term in self.terms for single in (term, *term.parts))

    def loose(self) -> "Query":
        """The same query, where every word may also be the beginning of a longer word."""
        return replace(self, terms=tuple(map(_as_prefix, self.terms)))

    def without(self, term: Term) -> "Query":
        terms = tuple(other for other in self.terms if other is not term)
        return Query(" ".join(other.shown for other in terms), terms)


def cleaned(text: str) -> str:
    """`text` on one line, cut to the length that is read."""
    text = text[: 10 * MOST_CHARACTERS].replace("\0", " ")
    return " ".join(text.split())[:MOST_CHARACTERS].strip()


def parse(text: str) -> Query:
    """The terms of a text. Never raises; a text without a letter or digit has none."""
    text = cleaned(text)
    terms = []
    for quoted, word in _CHUNK.findall(text)[: 2 * MOST_TERMS]:
        if term := _term(quoted or word, f'"{quoted}"' if quoted else word):
            terms.append(term)
    telling = [term for term in terms if term.shown.lower() not in STOP_WORDS]
    return Query(text, tuple(_grouped((telling or terms)[:MOST_TERMS])))


def _term(text: str, shown: str) -> Term | None:
    # The same text may be read as words and as a formula: `QK` is one word or two symbols.
    readings = dict.fromkeys(filter(None, (word_tokens(text), formula_tokens(text))))
    return Term(shown, tuple(readings)) if readings else None


def _grouped(terms: list[Term]) -> list[Term]:
    """Joins pieces of a formula that were typed side by side into one term: `n log n`."""
    groups: list[list[Term]] = []
    for term in terms:
        if groups and term.is_symbolic and groups[-1][-1].is_symbolic:
            groups[-1].append(term)
        else:
            groups.append([term])
    return [group[0] if len(group) == 1 else _group(group) for group in groups]


def _group(terms: list[Term]) -> Term:
    whole = tuple(token for term in terms for token in term.phrases[-1])
    return Term(" ".join(term.shown for term in terms), (whole,), tuple(terms))


def _as_prefix(term: Term) -> Term:
    word = term.shown.lower()
    if len(word) < SHORTEST_PREFIX or not (word.isascii() and word.isalpha()):
        return term
    return replace(term, prefix=word)
