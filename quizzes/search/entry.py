"""A question as it is indexed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .lines import Line
from .passages import passages_of
from .tokens import END, formula_tokens, word_tokens


@dataclass(frozen=True)
class Entry:
    """A question as it is indexed: its tokens by place, and the passages for excerpts.

    `lead` has those of the first passage, which in a published question is the answer in thirty
    seconds. `words` and `formulas` have those of all others.
    """

    question_id: int
    title: str
    lead: str
    headings: str
    words: str
    formulas: str
    passages: str


def entry_of(question: Any) -> Entry:
    """The entry of a question, from the current model or from a historical one in a migration."""
    passages = passages_of(question.blocks, question.context_html)
    texts = [passage.text for passage in passages]
    # The address often says in two words what the title asks in ten.
    title = [f"{question.number} {question.title}", question.slug]
    return Entry(
        question.pk,
        title=f"{_joined(title)} {END} {' '.join(formula_tokens(question.title))}",
        lead=_tokens(texts[:1]),
        headings=_tokens(passage.heading for passage in passages),
        words=_joined(words for text in texts[1:] for words in text.prose),
        formulas=_formulas(texts[1:]),
        passages=json.dumps([passage.as_json() for passage in passages]),
    )


def _tokens(lines: Iterable[Line]) -> str:
    """The tokens of the words of all lines, and then those of their formulas."""
    lines = list(lines)
    return f"{_joined(words for line in lines for words in line.prose)} {END} {_formulas(lines)}"


def _formulas(lines: Iterable[Line]) -> str:
    return f" {END} ".join(formula.tokens for line in lines for _, _, formula in line.formulas)


def _joined(texts: Iterable[str]) -> str:
    return f" {END} ".join(" ".join(word_tokens(text)) for text in texts)
