"""A deck as the file that somebody downloads."""

from dataclasses import replace
from datetime import datetime

from quizzes.models import Learner

from .cards import MOST_VARIANTS
from .decks import Deck, deck_of
from .formats import FORMATS, Format
from .scopes import Scope
from .taking import may_be_taken, take_along


class BadWish(ValueError):
    """A format or a number of variants that there is not; the message says what there is."""


class NothingToTake(ValueError):
    """No task is left for the deck."""


def wish_from(format_name: str, variants: str) -> tuple[Format, int]:
    """The format and the number of variants as a form names them. Raises BadWish."""
    if format_name not in FORMATS:
        known = ", ".join(FORMATS)
        raise BadWish(f"“{format_name[:20]}” is not a format we write. Choose one of {known}.")
    is_number = variants.isascii() and variants.isdecimal()
    if not (is_number and 1 <= int(variants[:3]) <= MOST_VARIANTS):
        raise BadWish(
            f"The number of versions must be a whole number from 1 to {MOST_VARIANTS}, "
            f"not “{variants[:20]}”."
        )
    return FORMATS[format_name], int(variants)


def whole_deck(scope: Scope, form: Format, variants: int, now: datetime) -> bytes:
    """The deck for somebody who may see all answers. Raises NothingToTake."""
    deck = deck_of(scope.name, scope.title, scope.items, variants)
    return form.write(_with_cards(scope, deck), now)


def deck_for(learner: Learner, scope: Scope, form: Format, variants: int, now: datetime) -> bytes:
    """The deck for a learner, who from now on has seen its solutions. Raises NothingToTake."""
    items = may_be_taken(scope.items, learner)
    deck = _with_cards(scope, deck_of(scope.name, scope.title, items, variants))
    # Written before anything is stored: if it cannot be written, nothing was taken along.
    content = form.write(deck, now)
    taken = take_along(learner, [card.task for card in deck.cards], now)
    if len(taken) == len(deck.cards):
        return content
    # Meanwhile they began a quiz with some of the tasks.
    left = replace(deck, cards=[card for card in deck.cards if card.task in taken])
    return form.write(_with_cards(scope, left), now)


def _with_cards(scope: Scope, deck: Deck) -> Deck:
    if deck.cards:
        return deck
    if scope.items:
        raise NothingToTake(
            "All of these tasks are part of a quiz that you have not finished. Finish it first; "
            "then you can take them along."
        )
    raise NothingToTake("There are no tasks here yet, so there is nothing to download.")
