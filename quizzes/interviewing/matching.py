"""Finds the field's terms in a typed answer. Plain matching: a help for marking, not a judge."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from quizzes.bank.text.scripts import alternatives

# As long as it was, so that places in it are places in the text.
_HYPHEN = re.compile(r"[-‐-–]")


@dataclass(frozen=True)
class Matched:
    """What of a rubric point a text has: `found` in its own words. `missing` are the terms that it
    lacks, each by its first name."""

    found: tuple[str, ...]
    missing: tuple[str, ...]


def matched(text: str, terms: Sequence[str]) -> Matched:
    """Each term with its synonyms: `KV head|key-value head`. Case and a plural s do not matter, a
    hyphen is as good as a space."""
    plain = _HYPHEN.sub(" ", text)
    found, missing = [], []
    for term in terms:
        if place := _pattern(term).search(plain):
            found.append(" ".join(text[slice(*place.span())].split()))
        else:
            missing.append(term.split("|")[0].strip())
    return Matched(tuple(dict.fromkeys(found)), tuple(missing))


@lru_cache(maxsize=2048)
def _pattern(term: str) -> re.Pattern[str]:
    words = "|".join(
        r"\s+".join(re.escape(word) for word in _HYPHEN.sub(" ", name).split())
        for name in alternatives(term)
    )
    return re.compile(rf"(?<!\w)(?:{words})(?:s|es)?(?!\w)", re.IGNORECASE)
