"""What to expect of a quiz before starting it: how many tasks, of which kinds, how long."""

from collections import Counter
from dataclasses import dataclass

from quizzes.items import KINDS
from quizzes.models import Item


@dataclass(frozen=True)
class Expectation:
    """`kinds` are (words, how many), most frequent first."""

    count: int
    minutes: int
    kinds: list[tuple[str, int]]


def expectation_of(items: list[Item]) -> Expectation:
    kinds = [KINDS[item.kind] for item in items]
    return Expectation(
        count=len(items),
        minutes=sum(kind.minutes for kind in kinds),
        kinds=Counter(kind.words for kind in kinds).most_common(),
    )
