"""How a room says which rows of a learner it stores, for the learner to see and to take along."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from quizzes.models import Learner

# One row of an export: what JSON can hold.
Row = dict[str, Any]
Chunks = Iterator[list[Row]]


@dataclass(frozen=True)
class OwnRows:
    """The rows of one kind. `name` is their key in the export, `words` say what they are, `count`
    how many there are, and `chunks` makes them, some at a time."""

    name: str
    words: str
    count: Callable[[Learner], int]
    chunks: Callable[[Learner], Chunks]


def in_chunks(rows: QuerySet, size: int) -> Iterator[list[Any]]:
    """The rows by their primary key, `size` at a time. Each chunk is a query of its own, so nothing
    is held open while the one before is sent, however slowly."""
    page = list(rows.order_by("pk")[:size])
    while page:
        yield page
        last = page[-1]
        key = last["pk"] if isinstance(last, dict) else last.pk
        page = list(rows.filter(pk__gt=key).order_by("pk")[:size])
