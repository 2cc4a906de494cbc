"""CSV for spreadsheets: one row a task, texts as plain text with formulas in TeX.

A spreadsheet runs a cell that begins with one of a few signs as a formula, even one in quotes. Such
a cell gets an apostrophe in front, which spreadsheets take for "this is text" and do not show.
"""

import csv
from datetime import datetime
from io import StringIO

from quizzes.items.kinds.exported import MOST_WRONG

from ..cards import Card
from ..decks import Deck

# Also the forms of full width, which some spreadsheets take for the same.
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
FACTS = ("key", "version", "seed", "topic", "question", "kind", "task", "answer", "explanation")
MOST_OPTIONS = MOST_WRONG + 1
COLUMNS = (
    *FACTS,
    *(
        f"{what}_{n}"
        for n in range(1, MOST_OPTIONS + 1)
        for what in ("option", "right", "feedback")
    ),
)


def written(deck: Deck, now: datetime) -> bytes:
    file = StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for card in deck.cards:
        cells = _row(card)
        cells += [""] * (len(COLUMNS) - len(cells))
        writer.writerow(map(as_text_cell, cells))
    # With a byte order mark, without which Excel takes UTF-8 for something else.
    return file.getvalue().encode("utf-8-sig")


def as_text_cell(text: str) -> str:
    """A cell that no spreadsheet runs."""
    return f"'{text}" if text.lstrip(" ").startswith(BEGINS_A_FORMULA) else text


def _row(card: Card) -> list[str]:
    item, question = card.item, card.item.question
    row = [card.key, str(card.task.version), str(card.task.seed)]
    row += [question.topic.title, question.title, item.kind, card.ask_text]
    row += ["\n".join(choice.text for choice in card.right), card.explain_text]
    for choice in card.choices:
        row += [choice.text, "yes" if choice.right else "no", choice.why_text]
    return row
