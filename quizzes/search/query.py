"""Parses what a person typed into terms that must all be found."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from .stop_words import STOP_WORDS
from .synonyms import NO_SYNONYMS, Phrase, Synonyms
from .tokens import INDEXED, formula_tokens, word_tokens

MOST_CHARACTERS, MOST_TERMS = 200, 10
SHORTEST_PREFIX = 3
_NAMED = "cos exp inf ln log max min sin softmax sqrt sum tanh"
_FUNCTIONS = frozenset(_NAMED.split())
_RUN = re.compile(r"(?<![\\a-z])[^\W\d_]+")
_CHUNK = re.compile(r'"([^"]*)"|(\S+)')
_AROUND = "?!.,;:()'’“”"


@dataclass(frozen=True)
class Term:
    """Matches where any of its phrases appears, or else all of its parts.

    A phrase is consecutive tokens: `phrases` are the readings of what was typed, `others` are
    other words for it. With `prefix`, words that begin with it match too.
    """

    shown: str
    phrases: tuple[Phrase, ...]
    parts: tuple["Term", ...] = ()
    prefix: str = ""
    others: tuple[Phrase, ...] = ()

    @property
    def ways(self) -> tuple[Phrase, ...]:
        return self.phrases + self.others

    @property
    def is_quoted(self) -> bool:
        return self.shown.startswith('"')

    @property
    def is_symbolic(self) -> bool:
        """True for a piece of a formula: signs, letters, numbers, names of functions."""
        return all(
            len(run) == 1 or run.isupper() or run in _FUNCTIONS or INDEXED.fullmatch(run)
            for run in _RUN.findall(self.shown)
        )

    def with_parts(self) -> Iterator["Term"]:
        """The term itself and all its parts."""
        yield self
        for part in self.parts:
            yield from part.with_parts()


@dataclass(frozen=True)
class Query:
    text: str
    terms: tuple[Term, ...]

    @cached_property
    def single(self) -> tuple[Term, ...]:
        """All terms, each followed by its parts."""
        return tuple(single for term in self.terms for single in term.with_parts())

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


def parse(text: str, synonyms: Synonyms = NO_SYNONYMS) -> Query:
    """The terms of a text. Never raises; a text without a letter or digit has none."""
    text = cleaned(text)
    terms = []
    for quoted, word in _CHUNK.findall(text)[: 4 * MOST_TERMS]:
        if term := _term(quoted or word, f'"{quoted}"' if quoted else word):
            terms.append(term)
    telling = [term for term in terms if term.shown.lower().strip(_AROUND) not in STOP_WORDS]
    named = _named((telling or terms)[:MOST_TERMS], synonyms)
    return Query(text, tuple(_grouped(named)))


def _term(text: str, shown: str) -> Term | None:
    # The same text may be read as words and as a formula: `QK` is one word or two symbols.
    # A command of TeX is never a word: `\times` is not the word.
    words = () if "\\" in text else word_tokens(text)
    readings = dict.fromkeys(filter(None, (words, formula_tokens(text))))
    return Term(shown, tuple(readings)) if readings else None


def _named(terms: Sequence[Term], synonyms: Synonyms) -> Iterator[Term]:
    """The terms, where those that make up a name become one term with the other names."""
    at = 0
    while at < len(terms):
        count, term = _longest_name(terms[at:], synonyms) or (1, terms[at])
        yield term
        at += count


def _longest_name(terms: Sequence[Term], synonyms: Synonyms) -> tuple[int, Term] | None:
    """The longest name that the terms begin with: of how many terms, and as one."""
    for count in range(min(len(terms), synonyms.longest), 0, -1):
        parts = tuple(terms[:count])
        name = tuple(token for part in parts for token in part.phrases[0])
        if name in synonyms.others and not any(part.is_quoted for part in parts):
            if count == 1:
                return 1, replace(parts[0], others=synonyms.others[name])
            shown = " ".join(part.shown for part in parts)
            return count, Term(shown, (name,), parts, others=synonyms.others[name])
    return None


def _grouped(terms: Iterator[Term]) -> list[Term]:
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
