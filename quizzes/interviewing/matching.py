"""Finds the field's terms in a typed answer. Plain matching: a help for marking, not a judge."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from quizzes.bank.text.scripts import alternatives


@dataclass(frozen=True)
class Matched:
    """The terms of a rubric point that a text has, and those that it lacks, each by its first
    name."""

    found: tuple[str, ...]
    missing: tuple[str, ...]


def matched(text: str, terms: Sequence[str]) -> Matched:
    """Each term with its synonyms: `KV head|key-value head`. Case and a plural s do not matter, a
    hyphen is as good as a space."""
    plain = _plain(text)
    found, missing = [], []
    for term in terms:
        (found if _pattern(term).search(plain) else missing).append(term.split("|")[0].strip())
    return Matched(tuple(found), tuple(missing))


@lru_cache(maxsize=2048)
def _pattern(term: str) -> re.Pattern[str]:
    words = "|".join(
        r"[\s]+".join(re.escape(word) for word in _plain(name).split())
        for name in alternatives(term)
    )
    return re.compile(rf"(?<!\w)(?:{words})(?:s|es)?(?!\w)")


def _plain(text: str) -> str:
    return re.sub(r"[-‐-–]", " ", text.casefold())
