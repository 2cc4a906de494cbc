"""Classes from the learner's side: joined by code, and left."""

from datetime import datetime

from django.db import transaction

from quizzes.models import Classroom, Learner, Membership

MOST_MEMBERS = 500


class CannotJoin(ValueError):
    """The class takes nobody in; the words say why."""


def join(classroom: Classroom, learner: Learner, name: str, now: datetime) -> Membership:
    """Whoever has joined before keeps their place and takes the new name. Raises CannotJoin."""
    with transaction.atomic():
        # Locked, so that two who join at once do not both get the last place.
        locked = Classroom.objects.select_for_update().filter(pk=classroom.pk).first()
        if locked is None or locked.code != classroom.code:
            raise CannotJoin("This code was replaced while you joined. Ask your teacher for it.")
        if learner.user_id is not None and learner.user_id == locked.teacher_id:
            raise CannotJoin("You teach this class, so you cannot join it as a learner.")
        is_newcomer = learner.keep()
        if not is_newcomer and (mine := membership_of(locked, learner)):
            rename(mine, name)
            return mine
        if reason := why_closed(locked):
            raise CannotJoin(reason)
        if Membership.objects.filter(classroom=locked).count() >= MOST_MEMBERS:
            raise CannotJoin(
                f"{MOST_MEMBERS} learners have joined this class, the most that we allow. Tell "
                "your teacher."
            )
        return Membership.objects.create(
            classroom=locked, learner=learner, name=name, joined_at=now
        )


def why_closed(classroom: Classroom) -> str:
    """Why nobody can join; empty where anybody with the code can."""
    if classroom.archived_at is not None:
        return "This class is archived, so nobody can join it. Ask your teacher."
    if not classroom.is_joinable:
        return "Your teacher has closed this class to new learners. Ask your teacher to open it."
    return ""


def membership_of(classroom: Classroom, learner: Learner | None) -> Membership | None:
    if learner is None or learner.is_new:
        return None
    return Membership.objects.filter(classroom=classroom, learner=learner).first()


def rename(membership: Membership, name: str) -> None:
    Membership.objects.filter(pk=membership.pk).update(name=name)
    membership.name = name


def leave(membership: Membership) -> None:
    """The teacher sees neither the name nor the results any more. What was answered stays the
    learner's, and counts again if they join again: leaving gives no further try."""
    membership.delete()
