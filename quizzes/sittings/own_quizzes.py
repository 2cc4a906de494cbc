"""What the list of quizzes says to one learner: scores, unfinished quizzes, and their own."""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import DatabaseError
from django.template.loader import render_to_string
from django.urls import reverse

from quizzes.learners.days import day_at
from quizzes.learners.visitor import Visitor
from quizzes.models import CustomQuiz, Learner, SavedAnswer, Sitting

from . import lifecycle
from .clock import in_words, is_after
from .scores import AllScores, QuizScores, all_scores, moment_of

PLACE, PLACE_OF_CUSTOM = "own", "own-quizzes"
# So many finished custom quizzes are listed.
LATEST_CUSTOM = 5


@dataclass
class Unfinished:
    """A running sitting of a `quiz`, or of the `custom` quiz with this `title`; `answered` are the
    items with a saved answer."""

    sitting: UUID
    quiz: int | None
    custom: str | None
    title: str
    plan: list[dict[str, int]]
    ends_at: datetime | None
    answered: set[int] = field(default_factory=set)

    @property
    def number(self) -> int:
        """The first task without an answer, or the last task."""
        open_ones = (n for n, row in enumerate(self.plan, 1) if row["item"] not in self.answered)
        return next(open_ones, len(self.plan))


_LEARNER, _SITTING = Learner._meta.db_table, Sitting._meta.db_table
_SAVED, _CUSTOM = SavedAnswer._meta.db_table, CustomQuiz._meta.db_table
# Not kept: what is saved in a running sitting leaves the version of the record as it is.
_UNFINISHED = f"""
    SELECT learner.time_zone, CAST(sitting.id AS varchar(36)), sitting.quiz_id,
           custom.id, custom.title, CAST(sitting.plan AS text), sitting.ends_at, saved.item_id
    FROM {_LEARNER} learner
    LEFT JOIN {_SITTING} sitting ON sitting.learner_id = learner.id
        AND sitting.finished_at IS NULL
        -- The link of a custom quiz is its teacher's to give away.
        AND (sitting.custom_id IS NULL OR sitting.assignment_id IS NULL)
    LEFT JOIN {_CUSTOM} custom ON custom.id = sitting.custom_id
    LEFT JOIN {_SAVED} saved ON saved.sitting_id = sitting.id AND saved.raw <> ''
    WHERE learner.id = {{learner}}
    ORDER BY sitting.started_at
"""  # noqa: S608 - table names of our own models


@dataclass(frozen=True)
class ShownScore:
    percent: int | None
    day: date


@dataclass(frozen=True)
class Card:
    """A custom quiz in the list of one's own; `html` is what a card says of a quiz."""

    address: str
    title: str
    html: str


def own_cards(visitor: Visitor, now: datetime) -> Mapping[str, bytes]:
    """What stands in the place of each quiz, by the place. No query for a stranger, else three at
    most, and more only where a time has run out since."""
    rows = visitor.rows(_UNFINISHED)
    if not rows:
        return {}
    going_on = _in_time(_unfinished(rows), now)
    scores, zone = all_scores(visitor), rows[0][0]
    running = {each.quiz: each for each in going_on if each.quiz is not None}
    cards = {
        f"{PLACE}-{quiz}": _card(scores.quizzes.get(quiz), running.get(quiz), zone, now)
        for quiz in {*scores.quizzes, *running}
    }
    if customs := _custom_cards(scores, going_on, zone, now):
        context = {"customs": customs}
        section = render_to_string("quizzes/sittings/_own_quizzes.html", context)
        cards[PLACE_OF_CUSTOM] = section
    return {place: html.encode() for place, html in cards.items()}


def _custom_cards(
    scores: AllScores, going_on: Iterable[Unfinished], zone: str, now: datetime
) -> list[Card]:
    """The unfinished custom quizzes, the latest first, then those finished last."""
    running = {each.custom: each for each in going_on if each.custom is not None}
    latest = sorted(
        scores.custom, key=lambda key: scores.custom[key].scores.last.finished_at, reverse=True
    )
    titles = {key: each.title for key, each in running.items()}
    titles |= {key: scores.custom[key].title for key in latest}
    cards = []
    for key in dict.fromkeys([*reversed(running), *latest[:LATEST_CUSTOM]]):
        mine = scores.custom.get(key)
        html = _card(mine.scores if mine else None, running.get(key), zone, now)
        cards.append(Card(reverse("custom-quiz", args=[key]), titles[key], html))
    return cards


def _unfinished(rows: Iterable[tuple]) -> list[Unfinished]:
    """The sittings of these rows, the latest last, so that it stands for its quiz."""
    found: dict[str, Unfinished] = {}
    for _zone, pk, quiz, custom, title, plan, ends_at, item in rows:
        if pk is None:
            continue
        if pk not in found:
            ends = None if ends_at is None else moment_of(ends_at)
            found[pk] = Unfinished(UUID(pk), quiz, custom, title, json.loads(plan), ends)
        if item is not None:
            found[pk].answered.add(item)
    return list(found.values())


def _in_time(found: Iterable[Unfinished], now: datetime) -> list[Unfinished]:
    """Those that can be continued. The others are judged as they are."""
    return [each for each in found if not close_if_over(each.sitting, each.ends_at, now)]


def close_if_over(sitting: UUID, ends_at: datetime | None, now: datetime) -> bool:
    """Whether the time of a running sitting is out; then what is saved in it is judged. `ends_at`
    is as a query written by hand returns it."""
    if ends_at is None or not is_after(moment_of(ends_at), now):
        return False
    # A page of everybody can be read while nothing can be written.
    with suppress(DatabaseError):
        lifecycle.close_overdue(now, pk=sitting)
    return True


def close_overdue_of(learner: Learner | None, now: datetime) -> None:
    """Judges a learner's quizzes whose time is out, so that their tasks can be asked elsewhere."""
    if learner is None or learner.is_new:
        return
    # A page can be read while nothing can be written.
    with suppress(DatabaseError):
        lifecycle.close_overdue(now, learner=learner)


def _card(scores: QuizScores | None, running: Unfinished | None, zone: str, now: datetime) -> str:
    context: dict[str, object] = {"running": running}
    if running is not None and running.ends_at is not None:
        context["left"] = in_words(running.ends_at - now)
    if scores is not None:
        best, last = (
            ShownScore(score.percent, day_at(score.finished_at, zone))
            for score in (scores.best, scores.last)
        )
        context |= {"best": best, "last": last, "times": scores.times}
    return render_to_string("quizzes/sittings/_own_card.html", context)
