"""The part of the home page that is a returning learner's own."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from django.template.loader import render_to_string

from quizzes.learners.visitor import Visitor
from quizzes.models import Card, Learner
from quizzes.planning.goals import aim_of
from quizzes.planning.own_plan import plan_from
from quizzes.planning.saying import to_say_again
from quizzes.web.learner_facts import facts_of_today

from .starting_points import last_worked_on

Places = Mapping[str, bytes]
NOTHING: Places = {}


def own_places(visitor: Visitor, now: datetime) -> Places:
    """The plan in place of what a newcomer reads, and the question of the latest answer, which then
    is not offered as the first one, too. One query until the learner answers again, sets another
    goal or has another day; none for a stranger."""
    return facts_of_today(visitor, "home", now, partial(_places, visitor), NOTHING)


def _places(visitor: Visitor, learner: int, today: date) -> Places:
    own: dict[str, bytes] = {}
    aim = aim_of(Learner(pk=learner))
    plan = plan_from(list(Card.objects.filter(learner=learner)), aim, today)
    if plan.is_begun:
        context = {"own": plan, "to_say": to_say_again(Learner(pk=learner))}
        shown = rendered("_plan", context | {"has_account": visitor.user_id is not None})
        own |= {"plan": shown, "newcomer": b"", "demonstration": b"", "more": b"More to do"}
    question = last_worked_on(visitor)
    if question is not None:
        own |= {
            "continue": rendered("_continue", {"question": question}),
            f"first-{question.slug}": b"",
        }
    return own


def rendered(name: str, context: Mapping[str, Any]) -> bytes:
    return render_to_string(f"quizzes/site/{name}.html", dict(context)).encode()
