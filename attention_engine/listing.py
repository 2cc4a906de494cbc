"""Joins words as a sentence lists them."""

from collections.abc import Sequence


def listed(words: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`; nothing for no words."""
    return f" {last} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
