"""Two learners who turn out to be one person become one, with nothing lost or counted twice.

Each table with a learner has one function in MOVES; a test fails for a table that has none.
"""

import secrets
from collections.abc import Callable
from datetime import datetime

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef

from quizzes.interviewing.turns import finish as finish_interview
from quizzes.learners.days import UTC
from quizzes.models import (
    Attempt,
    Bookmark,
    Card,
    CustomQuiz,
    Goal,
    HintsShown,
    Interview,
    Learner,
    Membership,
    Note,
    PracticeSession,
    Reminder,
    ReminderSettings,
    Report,
    Review,
    Sitting,
)
from quizzes.reviewing.rebuilding import rebuild

# Gives the rows of a table from the first learner to the second.
Move = Callable[[Learner, Learner, datetime], None]


def merge(source: Learner, target: Learner, now: datetime) -> bool:
    """Gives everything of `source` to `target` and removes `source`; whether this call did it.

    In one transaction: a second call at the same time waits, finds no source and does nothing.
    """
    if source.pk == target.pk:
        return False
    with transaction.atomic():
        if not _lock_both(source, target):
            return False
        for move in MOVES.values():
            move(source, target, now)
        _take_settings(source, target)
        # What is still there was posted as both learners and counts once: as the target's.
        source.delete()
        Card.objects.filter(learner=target, log=None).delete()
        rebuild(target)
    return True


def _lock_both(source: Learner, target: Learner) -> bool:
    """Locks both rows, in one order everywhere; False if one is gone."""
    both = Learner.objects.filter(pk__in=(source.pk, target.pk)).order_by("pk")
    if len(both.select_for_update().values("pk")) < 2:
        return False
    source.refresh_from_db()
    target.refresh_from_db()
    return True


def _move_attempts(source: Learner, target: Learner, now: datetime) -> None:
    """An answer that was posted twice, once as each learner, has one token."""
    twice = Attempt.objects.filter(learner=target, item=OuterRef("item"), token=OuterRef("token"))
    Attempt.objects.filter(~Exists(twice), learner=source).update(learner=target)


def _move_cards(source: Learner, target: Learner, now: datetime) -> None:
    """A skill that both have becomes one card, with the reviews of both."""
    kept = {(card.kind, card.name): card for card in Card.objects.filter(learner=target)}
    for card in Card.objects.filter(learner=source):
        same = kept.get((card.kind, card.name))
        if same is None:
            Card.objects.filter(pk=card.pk).update(learner=target)
        else:
            Review.objects.filter(card=card).update(card=same)


def _move_hints(source: Learner, target: Learner, now: datetime) -> None:
    """Who saw two hints as one learner and three as the other has seen three."""
    variant = ("item", "item_version", "seed")
    same = HintsShown.objects.filter(learner=target, **{name: OuterRef(name) for name in variant})
    own = HintsShown.objects.filter(learner=source)
    for seen in own.filter(Exists(same)).values(*variant, "count"):
        count = seen.pop("count")
        HintsShown.objects.filter(learner=target, count__lt=count, **seen).update(count=count)
    own.filter(~Exists(same)).update(learner=target)


def _move_practice(source: Learner, target: Learner, now: datetime) -> None:
    """Of two open sessions the one that was begun last goes on; the other is finished."""
    both = PracticeSession.objects.filter(learner__in=(source, target), finished_at=None)
    for earlier in both.order_by("-started_at", "pk")[1:]:
        ended = max(now, earlier.started_at)
        PracticeSession.objects.filter(pk=earlier.pk).update(finished_at=ended)
    _move(PracticeSession, source, target)


def _move_interviews(source: Learner, target: Learner, now: datetime) -> None:
    """Of two open interviews the one that was begun last goes on; the other is ended."""
    both = Interview.objects.filter(learner__in=(source, target), finished_at=None)
    for earlier in both.order_by("-started_at", "pk")[1:]:
        finish_interview(earlier, now)
    _move(Interview, source, target)


def _move_sittings(source: Learner, target: Learner, now: datetime) -> None:
    _move(Sitting, source, target)


def _move_custom_quizzes(source: Learner, target: Learner, now: datetime) -> None:
    _move(CustomQuiz, source, target)


def _move_goal(source: Learner, target: Learner, now: datetime) -> None:
    """What the target does not say, the source does."""
    said = Goal.objects.filter(learner=source).first()
    kept = Goal.objects.filter(learner=target).first()
    if said is None:
        return
    if kept is None:
        Goal.objects.filter(pk=said.pk).update(learner=target)
        return
    for name in ("role", "seniority", "interview_on", "minutes_a_day"):
        setattr(kept, name, getattr(kept, name) or getattr(said, name))
    kept.save()


def _move_bookmarks(source: Learner, target: Learner, now: datetime) -> None:
    """What both kept is kept once."""
    own, kept = (Bookmark.objects.filter(learner=learner) for learner in (source, target))
    own.exclude(question__in=kept.filter(item=None).values("question")).exclude(
        item__in=kept.filter(question=None).values("item")
    ).update(learner=target)


def _move_notes(source: Learner, target: Learner, now: datetime) -> None:
    """Two notes on one question become one, the target's text first."""
    kept = {note.question_id: note for note in Note.objects.filter(learner=target)}
    for note in Note.objects.filter(learner=source):
        same = kept.get(note.question_id)
        if same is None:
            Note.objects.filter(pk=note.pk).update(learner=target)
        elif note.text != same.text:
            text = "\n\n".join(filter(None, (same.text, note.text)))
            # It may be longer than a note that is typed: nothing of either is lost.
            version = max(same.version, note.version) + 1
            Note.objects.filter(pk=same.pk).update(text=text, version=version, updated_at=now)


def _move_reports(source: Learner, target: Learner, now: datetime) -> None:
    """A report that was posted twice, once as each learner, counts once."""
    twice = Report.objects.filter(learner=target, token=OuterRef("token"))
    Report.objects.filter(~Exists(twice), learner=source).update(learner=target)


def _move_reminder_settings(source: Learner, target: Learner, now: datetime) -> None:
    """What the target has chosen stays."""
    if not ReminderSettings.objects.filter(learner=target).exists():
        ReminderSettings.objects.filter(learner=source).update(learner=target)


def _move_reminders(source: Learner, target: Learner, now: datetime) -> None:
    """Of two on one day the target's stays."""
    same = Reminder.objects.filter(learner=target, kind=OuterRef("kind"), day=OuterRef("day"))
    Reminder.objects.filter(~Exists(same), learner=source).update(learner=target)


def _move_memberships(source: Learner, target: Learner, now: datetime) -> None:
    """In a class of both the target stays, under the name that it gave there; nobody learns in a
    class that they teach."""
    kept = Membership.objects.filter(learner=target).values("classroom")
    own = Membership.objects.filter(learner=source).exclude(classroom__in=kept)
    if target.user_id:
        own = own.exclude(classroom__teacher=target.user_id)
    own.update(learner=target)


def _move(model: type[models.Model], source: Learner, target: Learner) -> None:
    """Moves rows that were begun once for each token of a form. One form begun as both learners
    made two rows with work in them, so the second keeps its rows under another token."""
    own = model._default_manager.filter(learner=source)
    same = model._default_manager.filter(learner=target, token=OuterRef("token"))
    for row in own.filter(Exists(same)).values_list("pk", flat=True):
        model._default_manager.filter(pk=row).update(token=secrets.token_hex(16))
    own.update(learner=target)


def _take_settings(source: Learner, target: Learner) -> None:
    target.theme = target.theme or source.theme
    if target.time_zone == UTC:
        target.time_zone = source.time_zone
    target.created_at = min(source.created_at, target.created_at)
    target.save(update_fields=["theme", "time_zone", "created_at"])
    # Whatever was worked out of the answers of either is out of date.
    version = F("record_version") + source.record_version + 1
    Learner.objects.filter(pk=target.pk).update(record_version=version)


MOVES: dict[type[models.Model], Move] = {
    Attempt: _move_attempts,
    Card: _move_cards,
    HintsShown: _move_hints,
    PracticeSession: _move_practice,
    Interview: _move_interviews,
    Sitting: _move_sittings,
    CustomQuiz: _move_custom_quizzes,
    Goal: _move_goal,
    Bookmark: _move_bookmarks,
    Note: _move_notes,
    Report: _move_reports,
    Membership: _move_memberships,
    ReminderSettings: _move_reminder_settings,
    Reminder: _move_reminders,
}
