"""Orders the best hits by their titles, short answers and headings, the same on every database."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from .query import Term
from .stop_words import STOP_TOKENS
from .synonyms import Phrase

# What one appearance of a term is worth in each place.
TITLE, LEAD, HEADING = 10.0, 5.0, 2.0
# For a title that says nothing but what was asked; less the more else it says.
COVERED = 10.0
# Another word for what was typed counts less than the word itself, and the words of a name apart
# from each other less than the name.
OTHER_WORDS, APART = 0.9, 0.5
# A second appearance in a short answer or in headings adds half of what the first one did, and a
# third one a quarter.
AGAIN = 0.5


@dataclass(frozen=True)
class Head:
    """The tokens of a question by which hits are ordered."""

    question_id: int
    title: str
    lead: str
    headings: str

    @cached_property
    def places(self) -> tuple[tuple[str, float], ...]:
        """The tokens of each place, between spaces, with its weight."""
        weights = ((self.title, TITLE), (self.lead, LEAD), (self.headings, HEADING))
        return tuple((f" {tokens} ", weight) for tokens, weight in weights)


def ranked(heads: Sequence[Head], terms: Sequence[Term]) -> list[int]:
    """The ids of hits that contain all terms, best first; equal ones stay in their order.

    A term that few of the heads have says more than one that all of them have.
    """
    worth = [[_worth(head, term) for term in terms] for head in heads]
    rare = [
        log(1 + (len(heads) + 1) / (1 + sum(row[at] > 0 for row in worth)))
        for at in range(len(terms))
    ]
    scores = {
        head.question_id: sum(map(float.__mul__, row, rare)) + COVERED * _covered(head, terms)
        for head, row in zip(heads, worth, strict=True)
    }
    return sorted(scores, key=scores.__getitem__, reverse=True)


def _worth(head: Head, term: Term) -> float:
    """How much a head says about a term."""
    own = max((_of_phrase(head, phrase) for phrase in term.phrases), default=0.0)
    other = max((_of_phrase(head, phrase) for phrase in term.others), default=0.0)
    parts = [_worth(head, part) for part in term.parts]
    apart = sum(parts) / len(parts) if parts and min(parts) > 0 else 0.0
    begun = _of_beginning(head, term.prefix) if term.prefix else 0.0
    return max(own, OTHER_WORDS * other, APART * apart, APART * begun)


def _of_phrase(head: Head, phrase: Phrase) -> float:
    return _of_text(head, f" {' '.join(phrase)} ")


def _of_beginning(head: Head, prefix: str) -> float:
    return _of_text(head, f" {prefix}")


def _of_text(head: Head, text: str) -> float:
    title, *others = head.places
    found = title[1] if text in title[0] else 0.0
    for tokens, weight in others:
        if count := tokens.count(text):
            found += weight * (1 - AGAIN**count) / (1 - AGAIN)
    return found


def _covered(head: Head, terms: Sequence[Term]) -> float:
    """The part of a title that the terms make up."""
    question, _, _rest = head.title.partition(" _ ")
    tokens = [token for token in question.split()[1:] if token not in STOP_TOKENS]
    single = [each for term in terms for each in term.with_parts()]
    asked = {token for each in single for phrase in each.ways for token in phrase}
    return sum(token in asked for token in tokens) / len(tokens) if tokens else 0.0
