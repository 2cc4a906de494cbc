"""How an item was answered, by everybody who ever answered it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Subquery, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from quizzes.models import DepartedAnswers, Item, Mark
from quizzes.models.attempt import TAKEN_ALONG

Row = tuple[str, str | None, int]


@dataclass(frozen=True)
class ItemStatistics:
    """The numbers of answers: all, by verdict, and by the first mistake that explains them, the
    most frequent first."""

    answers: int
    verdicts: Mapping[str, int]
    mistakes: Mapping[str, int]


def item_statistics(item: Item) -> ItemStatistics:
    """The answers to all versions of an item with their newest marks, and those whose learners are
    gone. Two queries."""
    verdicts, mistakes = Counter[str](), Counter[str]()
    for verdict, mistake, answers in [*_stored(item), *_departed(item)]:
        verdicts[verdict] += answers
        if mistake:
            mistakes[mistake] += answers
    return ItemStatistics(verdicts.total(), _in_order(verdicts), _in_order(mistakes))


def departed(**which: Any) -> Coalesce:
    """For a query of items: how many answers to each are of learners who are gone."""
    rows = DepartedAnswers.objects.filter(item_version__item=OuterRef("pk"), **which)
    total = rows.order_by().values("item_version__item").values(total=Sum("answers"))
    return Coalesce(Subquery(total), 0)


def _stored(item: Item) -> Iterable[Row]:
    of_item = Mark.objects.filter(attempt__item=item, newest=True).order_by()
    # Solutions that were taken along are no answers.
    marks = of_item.exclude(attempt__token__startswith=TAKEN_ALONG)
    return marks.values_list("verdict", KT("mistakes__0")).annotate(Count("pk"))


def _departed(item: Item) -> Iterable[Row]:
    rows = DepartedAnswers.objects.filter(item_version__item=item)
    return rows.values_list("verdict", "mistake", "answers")


def _in_order(counts: Counter[str]) -> Mapping[str, int]:
    # Equal counts by name, so that two pages never differ by chance.
    return dict(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))
