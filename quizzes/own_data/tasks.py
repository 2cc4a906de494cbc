"""Which task a row is about, in words that mean something outside of the database."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from quizzes.learners.own_rows import Row
from quizzes.models import Item

TASK_FIELDS = ("key", "kind", "question__number", "question__slug", "question__title")


def task_facts(row: Mapping[str, Any], before: str, version: int, seed: int) -> Row:
    """The task of a row that has the fields of its item, each with `before` in front. Version and
    seed say which numbers were asked."""
    key, kind, number, slug, title = (row[f"{before}{name}"] for name in TASK_FIELDS)
    return {
        "question": {"number": number, "slug": slug, "title": title},
        "task": key,
        "kind": kind,
        "version": version,
        "seed": seed,
        "address": f"{reverse('item', args=[slug, key])}?seed={seed}",
    }


def planned_tasks(plans: Iterable[Iterable[Mapping[str, int]]]) -> list[list[Row]]:
    """The tasks of each plan, as a sitting and a custom quiz store them, with `item`, the key of
    the row. One query for all."""
    plans = [list(plan) for plan in plans]
    keys = {entry["item"] for plan in plans for entry in plan}
    items = {row["pk"]: row for row in Item.objects.filter(pk__in=keys).values("pk", *TASK_FIELDS)}
    return [
        [
            {"item": entry["item"]}
            | task_facts(items[entry["item"]], "", entry["version"], entry["seed"])
            for entry in plan
            if entry["item"] in items
        ]
        for plan in plans
    ]
