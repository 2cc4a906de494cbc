"""An interview begins: its scripts are chosen and copied."""

from datetime import datetime
from secrets import token_urlsafe

import numpy as np
from django.db import IntegrityError, transaction
from django.db.models import Prefetch

from quizzes.models import Interview, Item, Learner, Part, Script, Turn
from quizzes.models.item import LONG_TEXTS

from .asked import AskedScript, copy_of
from .choosing import Candidate, Wanted, choose

MINUTES = (15, 30, 45)


class NothingToAsk(ValueError):
    """No script is public."""


class OneIsOpen(Exception):
    """The learner has not finished another interview: `interview`."""

    def __init__(self, interview: Interview) -> None:
        super().__init__("another interview is not finished")
        self.interview = interview


def open_interview(learner: Learner | None) -> Interview | None:
    """The learner's unfinished interview."""
    if learner is None or learner.is_new:
        return None
    return Interview.objects.filter(learner=learner, finished_at=None).first()


def start(
    learner: Learner, token: str, wanted: Wanted, now: datetime, chance: np.random.Generator
) -> Interview:
    """A new interview, without a prompt yet; the one started earlier with the same token. Raises
    NothingToAsk, OneIsOpen and LearnerGone."""
    if not learner.is_new and (same := _started(learner, token)):
        return same
    scripts = _scripts(learner, wanted, chance)
    if not scripts:
        raise NothingToAsk
    try:
        with transaction.atomic():
            if not learner.keep():
                learner.lock()
            # A double click: the other request began it while this one chose its scripts.
            if same := _started(learner, token):
                return same
            if found := open_interview(learner):
                raise OneIsOpen(found)
            return Interview.objects.create(
                learner=learner,
                token=token,
                role=wanted.role,
                seniority=wanted.seniority,
                minutes=wanted.minutes,
                topics=list(wanted.topics),
                scripts=scripts,
                started_at=now,
                seat_token=token_urlsafe(32),
            )
    except IntegrityError:
        # The same form was posted twice at once, or two tabs started; the other request won.
        same = _started(learner, token) or open_interview(learner)
        if same is None:
            learner.refuse_gone()
            raise
        return same


def _started(learner: Learner, token: str) -> Interview | None:
    return Interview.objects.filter(learner=learner, token=token).first()


def _scripts(learner: Learner, wanted: Wanted, chance: np.random.Generator) -> list[dict]:
    """Copies of the scripts to ask, in order."""
    rows = {script.pk: script for script in public_scripts()}
    asked = last_asked(learner)
    kinds = {pk: _kinds(script) for pk, script in rows.items()}
    candidates = [
        Candidate(
            pk,
            f"{script.question.slug}/{script.key}",
            script.question.slug,
            script.question.topic.slug,
            script.kind,
            tuple(script.roles),
            script.seniority,
            AskedScript("", "", "", script.spec, kinds[pk]).minutes,
            asked.get((script.question.slug, script.key)),
        )
        for pk, script in rows.items()
    ]
    choice = choose(candidates, wanted, chance)
    return [
        copy_of(rows[each.identity], kinds[each.identity], is_reserve=is_reserve)
        for is_reserve, scripts in ((False, choice.planned), (True, choice.reserve))
        for each in scripts
    ]


def public_scripts() -> list[Script]:
    items = Item.objects.filter(retired=False).only("question", "key", "kind")
    rows = Script.published.select_related("question__topic").prefetch_related(
        Prefetch("question__items", items)
    )
    return list(rows.defer(*LONG_TEXTS))


def last_asked(learner: Learner) -> dict[tuple[str, str], datetime]:
    """When this learner was last asked each script, by question and key."""
    if learner.is_new:
        return {}
    openings = Prefetch("turns", Turn.objects.filter(part=Part.OPENING).only("interview", "script"))
    rows = Interview.objects.filter(learner=learner).order_by("started_at")
    found: dict[tuple[str, str], datetime] = {}
    for interview in rows.prefetch_related(openings):
        for turn in interview.turns.all():
            script = interview.scripts[turn.script]
            found[script["question"], script["spec"]["key"]] = interview.started_at
    return found


def _kinds(script: Script) -> dict[str, str]:
    return {item.key: item.kind for item in script.question.items.all()}
