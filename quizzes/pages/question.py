"""The contents of a question's page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from quizzes.bank.page.plain_words import plain_words
from quizzes.items import KINDS
from quizzes.items.words import difficulty_words
from quizzes.keeping.strip import strip_of
from quizzes.models import Item, Question, ScriptKind

from .examples import closed_panel, example_panel
from .page_state import PageState

FORMULA = "<math"
# An open example weighs 15 kB. A page with more of them shows the first ones, and the others as
# a title with a link that opens them.
OPEN_EXAMPLES = 3
SHOWN_LEVELS = (2, 3)
_HEADING = re.compile(r'<h([23]) id="([^"]+)">(.*?)</h\1>', re.DOTALL)


@dataclass(frozen=True)
class Entry:
    """A line of the table of contents."""

    id: str
    words: str
    level: int


@dataclass(frozen=True)
class ItemCard:
    """An item before it is answered: its task only."""

    item: Item
    kind: str


def page_context(
    question: Question,
    state: PageState | None,
    items: Iterable[Item] | None = None,
) -> dict[str, Any]:
    """The context of the page's template; a draft has no state. One query, for the items.

    A preview passes its own `items`, because its question is not in the database.
    """
    cards = {}
    for item in question.items.filter(retired=False) if items is None else items:
        item.question = question
        cards[item.key] = ItemCard(item, KINDS[item.kind].words)
    examples = [block["key"] for block in question.blocks if block["type"] == "example"]
    is_open = set(examples[:OPEN_EXAMPLES])
    shown = (_shown(block, question, cards, is_open) for block in question.blocks)
    blocks = [block for block in shown if block]
    return {
        "question": question,
        "blocks": blocks,
        "has_say_it": any(map(is_said, blocks)),
        "has_tasks": any(block["type"] == "item" for block in blocks),
        "has_math": any(map(_has_math, blocks)),
        "has_pictures": any(map(_has_pictures, blocks)),
        "contents": contents(question.blocks),
        "difficulty": difficulty_words(question.difficulty),
        "minutes": question.minutes,
        "previous": state and state.previous,
        "next": state and state.next,
        "related": state.related if state else (),
        "keeping": strip_of(question) if state else None,
    }


def _shown(
    block: dict[str, Any],
    question: Question,
    cards: dict[str, ItemCard],
    is_open: set[str],
) -> dict[str, Any] | None:
    """A block with the context of its partial; None for an item that was withdrawn."""
    if block["type"] == "example":
        of_block = example_panel if block["key"] in is_open else closed_panel
        return block | {"panel": of_block(block, question)}
    if block["type"] == "item":
        card = cards.get(block["key"])
        return card and block | {"card": card}
    return block


def _has_math(block: dict[str, Any]) -> bool:
    """Whether to preload the font for formulas. Examples always show some."""
    if block["type"] == "item":
        return FORMULA in block["card"].item.ask_html
    if block["type"] == "script":
        return FORMULA in block["opening"]
    return block["type"] == "example" or FORMULA in block["html"]


def _has_pictures(block: dict[str, Any]) -> bool:
    """Whether the page can contain pictures: in an example, or after a wrong answer."""
    if block["type"] == "item":
        return KINDS[block["card"].item.kind].is_pictured
    return block["type"] == "example" and block["panel"]["has_pictures"]


def contents(blocks: list[dict[str, Any]]) -> list[Entry]:
    """The headings of a page down to the third level, and `Say it`, in order."""
    entries: list[Entry] = []
    for block in blocks:
        if block["type"] == "html":
            entries += [Entry(*each) for each in block["headings"] if each[2] in SHOWN_LEVELS]
        elif is_said(block):
            entries.append(Entry(f"say-{block['key']}", "Say it", 2))
    return entries


def is_said(block: dict[str, Any]) -> bool:
    """Whether a block is a question to answer aloud."""
    return block["type"] == "script" and block["kind"] == ScriptKind.QUESTION


def contents_of_html(html: str) -> list[Entry]:
    """The headings of a text that is stored only as HTML."""
    return [
        Entry(name, plain_words(words), int(level)) for level, name, words in _HEADING.findall(html)
    ]
