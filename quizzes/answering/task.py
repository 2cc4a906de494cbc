"""A task: one item at one seed, ready to be shown and judged."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from quizzes.items import ItemSpec, Kind, kind_of, make_variant, parse_spec
from quizzes.models import Attempt, Item, ItemVersion, Learner
from quizzes.web.finished_pages import kept


class UnknownSeed(ValueError):
    """A seed that the item was not released with."""


@dataclass(frozen=True)
class Task:
    """`kept` is the version of the item that an old attempt answered; without it the task is made
    from the item as it is now."""

    item: Item
    seed: int
    kept: ItemVersion | None = None

    @property
    def version(self) -> int:
        return (self.kept or self.item).version

    @property
    def _stored(self) -> dict[str, Any]:
        return (self.kept or self.item).spec

    @cached_property
    def spec(self) -> ItemSpec:
        return parse_spec({k: v for k, v in self._stored.items() if k != "rendered"})

    @cached_property
    def kind(self) -> Kind:
        now = f"{self.item.question.slug}/{self.item.key}"
        identity = self.kept.identity if self.kept else now
        return kind_of(self.spec, make_variant(identity, self.version, self.spec, self.seed))

    @cached_property
    def has_one_answer(self) -> bool:
        """Whether the right answer is the same at every seed: where seeds only shuffle the options,
        and where the numbers do not change it, as in the shape of a result. Whoever has seen it at
        one seed knows it at all of them."""
        if not self.spec.is_computed:
            return True
        if self.kept:
            return False
        return kept(("one answer", self.item.digest), self._has_one_answer)

    def _has_one_answer(self) -> bool:
        answers = (Task(self.item, seed).kind.right_answer() for seed in self.item.seeds)
        first = next(answers)
        return all(answer == first for answer in answers)

    @property
    def ask_html(self) -> str:
        return (self.kept or self.item).ask_html

    @property
    def rendered(self) -> dict[str, Any]:
        """The texts of the item as HTML, sanitized when they were rendered."""
        return self._stored["rendered"]

    def line_html(self, line: int) -> str:
        """One line of an ordering, by its place in the source."""
        rendered = self.rendered["lines"][line]
        return rendered if isinstance(rendered, str) else rendered["text"]

    @cached_property
    def item_version(self) -> ItemVersion:
        """The stored version of the item that this task is made from."""
        return self.kept or self.item.current_version

    @property
    def address(self) -> str:
        """The URL of exactly this variant, to share and to come back to."""
        return f"{self.item.get_absolute_url()}?seed={self.seed}"

    @property
    def other(self) -> "Task | None":
        """The next variant, wrapping around after the last; None if there is no other."""
        seeds = self.item.seeds
        if len(seeds) < 2 or not self.kind.variation():
            return None
        return Task(self.item, seeds[(seeds.index(self.seed) + 1) % len(seeds)])


def task_of(item: Item, seed: str | int) -> Task:
    """The task at a seed as written in a URL. Raises UnknownSeed."""
    text = str(seed)
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text) in item.seeds):
        raise UnknownSeed(f"“{text[:20]}” is not a version of this task.")
    return Task(item, int(text))


def task_of_attempt(attempt: Attempt) -> Task | None:
    """The task that was answered, with its own numbers, even if the item has changed since. None
    if its version predates the storing of versions."""
    version = attempt.item_version
    return None if version.spec is None else Task(attempt.item, attempt.seed, version)


def attempts_at(form: Item | Task, learner: Learner) -> QuerySet[Attempt]:
    """The learner's attempts at one version of an item, each with its current mark."""
    item = form.item if isinstance(form, Task) else form
    return Attempt.marked.filter(learner=learner, item=item, item_version__version=form.version)
