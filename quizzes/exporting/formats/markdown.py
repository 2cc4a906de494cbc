"""Markdown: each task, its answers to choose from, and below them which one is right and why."""

from datetime import datetime

from ..cards import Card, Choice, given_text
from ..decks import Deck
from ..plain import as_markdown, escaped


def written(deck: Deck, now: datetime) -> bytes:
    parts = [f"# {escaped(deck.title)}", *map(_card, deck.cards)]
    return ("\n\n".join(parts) + "\n").encode()


def _card(card: Card) -> str:
    task = card.task
    parts = [f"## {escaped(card.title)}", as_markdown(task.ask_html)]
    for given in card.givens:
        meaning = escaped(given.meaning)
        parts.append(f"`{given.name}` = {escaped(given_text(given))} ({meaning})")
    parts += [f"{letter}\\. {as_markdown(line)}" for letter, line in card.lines]
    parts.append(f"*{escaped(card.words)}*")
    if not card.is_open:
        parts.append("\n".join(f"- **{c.letter}** {_one_line(c.markdown)}" for c in card.choices))
    answers = "; ".join(_answer(card, choice) for choice in card.right)
    parts.append(f"**Answer:** {answers}")
    reasons = [f"- **{c.letter}** {_one_line(c.why_markdown)}" for c in card.choices if c.why]
    parts += ["\n".join(reasons)] if reasons else []
    return "\n\n".join([*parts, as_markdown(task.rendered["explain"])])


def _answer(card: Card, choice: Choice) -> str:
    text = _one_line(choice.markdown)
    return text if card.is_open else f"{choice.letter}: {text}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
