"""GIFT, the text format of Moodle: https://docs.moodle.org/en/GIFT_format.

Every text is HTML on one line; what GIFT would read as a sign of its own has a backslash before it.
"""

from datetime import datetime

from ..cards import Card, Choice
from ..decks import SITE, Deck
from .grades import grade_of

SIGNS = "\\~=#{}:"


def written(deck: Deck, now: datetime) -> bytes:
    # A slash would begin a category inside this one. Here nothing else means anything.
    category = " ".join(deck.title.replace("/", "//").split())
    blocks = [f"$CATEGORY: {SITE}/{category}", *map(_question, deck.cards)]
    return ("\n\n".join(blocks) + "\n").encode()


def _question(card: Card) -> str:
    lines = [f"::{_escaped(card.title)}::[html]{_escaped(card.ask_html)} {{"]
    if card.is_open:
        lines += [f"={_escaped(choice.text)}" for choice in card.right]
    else:
        lines += [_choice(card, choice) for choice in card.choices]
    return "\n".join(
        [f"// [id:{card.key}]", *lines, f"####[html]{_escaped(card.explain_html)}", "}"]
    )


def _choice(card: Card, choice: Choice) -> str:
    one = "=" if choice.right else "~"
    sign = f"~%{grade_of(card, choice)}%" if card.takes_many else one
    feedback = f"#[html]{_escaped(choice.why_html)}" if choice.why else ""
    return f"{sign}[html]{_escaped(choice.html)}{feedback}"


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in SIGNS else sign for sign in text)
