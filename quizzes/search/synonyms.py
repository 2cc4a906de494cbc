"""Other words for what was typed: the names that the glossary gives one thing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from .stop_words import STOP_TOKENS
from .tokens import word_tokens

Phrase = tuple[str, ...]
# How the names of functions are said.
_SAID = (
    ("sqrt", "square root"),
    ("log", "logarithm"),
    ("exp", "exponential"),
    ("inf", "infinity", "infty"),
)
# "value (of a token)": what stands in brackets only tells the term from an everyday word.
_ADDITION = re.compile(r"\s*\([^()]*\)$")


@dataclass(frozen=True)
class Synonyms:
    """`others` has for each name, as `name_tokens`, the other names of the same thing in full."""

    others: Mapping[Phrase, tuple[Phrase, ...]] = field(default_factory=dict)
    longest: int = 0


NO_SYNONYMS = Synonyms()


@lru_cache(maxsize=8)
def synonyms_of(groups: tuple[tuple[str, ...], ...]) -> Synonyms:
    """The synonyms in groups of names, and how the names of functions are said.

    A name that several groups have means what the first of them says.
    """
    others: dict[Phrase, tuple[Phrase, ...]] = {}
    for group in (*groups, *_SAID):
        names = dict.fromkeys(filter(None, map(_all_tokens, group)))
        for name in map(_telling, names):
            # A name that contains this one is found with it.
            others.setdefault(name, tuple(each for each in names if not _contains(each, name)))
    return Synonyms(others, max(map(len, others), default=0))


def name_tokens(name: str) -> Phrase:
    """The tokens of a name without its addition in brackets and without words like `of`."""
    return _telling(_all_tokens(name))


def _all_tokens(name: str) -> Phrase:
    return word_tokens(_ADDITION.sub("", name))


def _telling(tokens: Phrase) -> Phrase:
    return tuple(token for token in tokens if token not in STOP_TOKENS) or tokens


def _contains(phrase: Phrase, part: Phrase) -> bool:
    return f" {' '.join(part)} " in f" {' '.join(phrase)} "
