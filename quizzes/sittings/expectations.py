"""What to expect of a quiz before it is started: how many tasks, of which kinds, how long."""

from collections import Counter
from dataclasses import dataclass

from quizzes.items.words import kind_words
from quizzes.models import Item

# Minutes that a task takes with paper and a calculator, by kind.
_MINUTES = {
    "choice": 1,
    "choices": 1,
    "computed_choice": 2,
    "shape": 1,
    "big_o": 1,
    "count": 2,
    "order": 1,
    "number": 2,
    "vector": 3,
    "matrix": 5,
    "steps": 8,
}


@dataclass(frozen=True)
class Expectation:
    """`kinds`: (words, how many), the most frequent first."""

    count: int
    minutes: int
    kinds: list[tuple[str, int]]


def expectation_of(items: list[Item]) -> Expectation:
    kinds = Counter(kind_words(item.kind) for item in items)
    return Expectation(
        count=len(items),
        minutes=sum(_MINUTES[item.kind] for item in items),
        kinds=kinds.most_common(),
    )
