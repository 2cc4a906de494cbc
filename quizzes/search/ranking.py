"""Orders the best hits by their titles, short answers and headings, the same on every database."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from math import log
from operator import mul

from .query import Term
from .stop_words import STOP_TOKENS
from .tokens import END

# What one appearance of a term is worth in each place.
TITLE, LEAD, HEADING = 10.0, 5.0, 2.0
# For a title that says nothing but what was asked; less the more else it says.
COVERED = 10.0
# Another word for what was typed counts less than the word itself, and the words of a name apart
# from each other less than the name.
OTHER_WORDS, APART = 0.9, 0.5
# A second appearance in a short answer or in headings adds half of what the first one did, a third
# one a quarter, and so on.
MOST_COUNTED = 6
_SUMS = [2 - 0.5 ** (count - 1) for count in range(MOST_COUNTED + 1)]


@dataclass(frozen=True)
class Head:
    """The tokens of a question by which hits are ordered."""

    question_id: int
    title: str
    lead: str
    headings: str


def ranked(heads: Sequence[Head], terms: Sequence[Term]) -> list[int]:
    """The ids of hits that contain all terms, best first; equal ones stay in their order.

    A term that few of the heads have says more than one that all of them have.
    """
    weights = [_Weight(term) for term in terms]
    asked = {token for term in terms for each in term.with_parts() for token in _tokens(each)}
    texts = [tuple(f" {text} " for text in (h.title, h.lead, h.headings)) for h in heads]
    worth = [[weight.of(*text) for weight in weights] for text in texts]
    rare = [
        log(1 + (len(heads) + 1) / (1 + sum(map(bool, row)))) for row in zip(*worth, strict=True)
    ]
    scores = {
        head.question_id: sum(map(mul, row, rare)) + COVERED * _covered(head.title, asked)
        for head, row in zip(heads, worth, strict=True)
    }
    return sorted(scores, key=scores.__getitem__, reverse=True)


class _Weight:
    """How much a head says about a term. All that is looked for is made once."""

    def __init__(self, term: Term) -> None:
        found = [(f" {' '.join(phrase)} ", 1.0) for phrase in term.phrases]
        found += [(f" {' '.join(phrase)} ", OTHER_WORDS) for phrase in term.others]
        if term.prefix:
            found.append((f" {term.prefix}", APART))
        self.found = found
        self.parts = [_Weight(part) for part in term.parts]

    def of(self, title: str, lead: str, headings: str) -> float:
        best = 0.0
        for text, share in self.found:
            worth = TITLE if text in title else 0.0
            if count := lead.count(text):
                worth += LEAD * _SUMS[min(count, MOST_COUNTED)]
            if count := headings.count(text):
                worth += HEADING * _SUMS[min(count, MOST_COUNTED)]
            best = max(best, share * worth)
        if self.parts:
            parts = [part.of(title, lead, headings) for part in self.parts]
            if all(parts):
                best = max(best, APART * sum(parts) / len(parts))
        return best


def _tokens(term: Term) -> Iterator[str]:
    return (token for phrase in term.ways for token in phrase)


def _covered(title: str, asked: Set[str]) -> float:
    """The part of a title that the terms make up: of its words, not its number and address."""
    tokens = [
        token for token in title.partition(f" {END} ")[0].split()[1:] if token not in STOP_TOKENS
    ]
    return sum(token in asked for token in tokens) / len(tokens) if tokens else 0.0
