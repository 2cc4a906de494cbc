"""How the tasks of a question went for a visitor, as a part of its table of contents."""

from collections.abc import Iterable
from functools import partial

from django.template.loader import render_to_string

from quizzes.items import KINDS
from quizzes.learners.visitor import Visitor
from quizzes.models import Item
from quizzes.planning.task_states import task_states
from quizzes.web.finished_pages import kept_in_this_edition

PLACE = "tasks"


def own_tasks(visitor: Visitor, question: int, places: Iterable[str]) -> dict[str, bytes]:
    """The tasks of the page with their states, if one of them was answered. One query, and one more
    after each answer; none for a stranger."""
    if PLACE not in places:
        return {}
    states = task_states(visitor, [question]).get(question)
    if not states:
        return {}
    tasks = kept_in_this_edition(["tasks of", str(question)], partial(_tasks, question))
    shown = [(key, words, states.get(item)) for item, key, words in tasks]
    return {PLACE: render_to_string("quizzes/pages/_own_tasks.html", {"tasks": shown}).encode()}


def _tasks(question: int) -> list[tuple[int, str, str]]:
    """The key in the database, the key on the page and the kind in words of each task."""
    items = Item.objects.filter(question=question, retired=False).order_by("position")
    rows = items.values_list("pk", "key", "kind")
    return [(item, key, KINDS[kind].words) for item, key, kind in rows]
