"""A question as it is indexed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .passages import CLOSE, OPEN, passages_of
from .tokens import formula_tokens, word_tokens

# Separates texts and formulas, so that no phrase runs on from one to the next.
END = "_"


@dataclass(frozen=True)
class Entry:
    """A question as it is indexed: its tokens by place, and the passages for excerpts."""

    question_id: int
    title: str
    headings: str
    words: str
    formulas: str
    passages: str


def entry_of(question: Any) -> Entry:
    """The entry of a question, from the current model or from a historical one in a migration."""
    passages = passages_of(question.blocks, question.context_html)
    title = [f"{question.number} {question.title}"]
    return Entry(
        question.pk,
        title=f"{_joined(title)} {END} {' '.join(formula_tokens(question.title))}",
        headings=_joined(passage.heading for passage in passages),
        words=_joined(piece for passage in passages for piece in prose(passage.text)),
        formulas=f" {END} ".join(tokens for passage in passages for tokens in passage.formulas),
        passages=json.dumps([passage.as_json() for passage in passages]),
    )


def prose(text: str) -> list[str]:
    """The text between the formulas of a passage. Formulas have tokens of their own."""
    first, *others = text.split(OPEN)
    return [first, *(other.partition(CLOSE)[2] for other in others)]


def _joined(texts: Iterable[str]) -> str:
    return f" {END} ".join(" ".join(word_tokens(text)) for text in texts)
