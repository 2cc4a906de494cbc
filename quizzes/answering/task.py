"""A task: one item at one seed, ready to be shown and judged."""

from dataclasses import dataclass
from functools import cached_property

from quizzes.items import ItemSpec, Kind, kind_of, make_variant, parse_spec
from quizzes.items.spec import ComputedBase, ComputedChoiceSpec, OptionsBase, OrderSpec
from quizzes.items.words import kind_words
from quizzes.models import Attempt, Item, Verdict


class UnknownSeed(ValueError):
    """A seed that the item was not released with."""


@dataclass(frozen=True)
class Task:
    item: Item
    seed: int

    @cached_property
    def spec(self) -> ItemSpec:
        return parse_spec({k: v for k, v in self.item.spec.items() if k != "rendered"})

    @cached_property
    def kind(self) -> Kind:
        identity = f"{self.item.question.slug}/{self.item.key}"
        return kind_of(self.spec, make_variant(identity, self.item.version, self.spec, self.seed))

    @property
    def kind_words(self) -> str:
        return kind_words(self.item.kind)

    @cached_property
    def step_titles(self) -> dict[str, str]:
        """The steps of a derivation by name, in order."""
        return {name: step.title for name, step in self.kind.derivation.applied.items()}

    @property
    def address(self) -> str:
        """The address of this very variant, to share and to come back to."""
        return f"{self.item.get_absolute_url()}?seed={self.seed}"

    @property
    def other(self) -> "Task | None":
        """The next variant, after the last the first; None where there is no other."""
        seeds = self.item.seeds
        if len(seeds) < 2 or not self.other_words:
            return None
        return Task(self.item, seeds[(seeds.index(self.seed) + 1) % len(seeds)])

    @property
    def is_in_letters(self) -> bool:
        """Answered by the letters of what is shown, whose order the seed decides."""
        return self.item.kind in ("choice", "choices", "computed_choice", "order")

    @property
    def other_words(self) -> str:
        """What another seed changes; empty where it changes nothing."""
        if isinstance(self.spec, OptionsBase | OrderSpec):
            return "Another order"
        if isinstance(self.spec, ComputedBase) and any(map(_is_drawn, self.spec.givens.values())):
            return "New numbers"
        return "Another order" if isinstance(self.spec, ComputedChoiceSpec) else ""


def task_of(item: Item, seed: str | int) -> Task:
    """The task at a seed as it stands in an address. Raises UnknownSeed."""
    text = str(seed)
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text) in item.seeds):
        raise UnknownSeed(f"“{text[:20]}” is not one of the numbers that this task comes with.")
    return Task(item, int(text))


def next_task(item: Item, learner: str | None) -> Task:
    """The variant to offer: the first that the learner has not yet answered rightly."""
    solved = set()
    if learner is not None:
        mine = Attempt.objects.filter(learner=learner, item=item, item_version=item.version)
        solved = set(mine.filter(verdict=Verdict.RIGHT).values_list("seed", flat=True))
    return Task(item, next((seed for seed in item.seeds if seed not in solved), item.seeds[0]))


def _is_drawn(given: object) -> bool:
    return isinstance(given, str) and "(" in given
