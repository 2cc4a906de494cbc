"""Classes from the teacher's side: made, renamed, closed to newcomers, archived, deleted."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, QuerySet

from quizzes.models import Classroom

from .codes import new_code

MOST_CLASSES = 100


class TooManyClasses(ValueError):
    def __init__(self) -> None:
        super().__init__(
            f"You have {MOST_CLASSES} classes, the most that we keep for one teacher. Delete one "
            "that you no longer need, then make this one."
        )


def make(teacher: Any, name: str, token: str, now: datetime) -> Classroom:
    """A new class, or the one made earlier by the same form. Raises TooManyClasses."""
    if found := Classroom.objects.filter(teacher=teacher, token=token).first():
        return found
    if Classroom.objects.filter(teacher=teacher).count() >= MOST_CLASSES:
        raise TooManyClasses
    try:
        with transaction.atomic():
            return Classroom.objects.create(
                teacher=teacher, name=name, code=new_code(), created_at=now, token=token
            )
    except IntegrityError:
        return Classroom.objects.get(teacher=teacher, token=token)


def taught_by(teacher: Any) -> QuerySet[Classroom]:
    """The classes of a teacher, with how many have joined each as `joined`."""
    rows = Classroom.objects.filter(teacher=teacher)
    return rows.annotate(joined=Count("memberships")).order_by("archived_at", "-created_at")


def rename(classroom: Classroom, name: str) -> None:
    _change(classroom, name=name)


def replace_code(classroom: Classroom) -> None:
    """The old code leads nowhere from now on; whoever has joined stays."""
    _change(classroom, code=new_code())


def set_joinable(classroom: Classroom, is_joinable: bool) -> None:
    _change(classroom, is_joinable=is_joinable)


def archive(classroom: Classroom, now: datetime) -> None:
    """Nobody can join, and no assignment can be made or started; everything can be read."""
    _change(classroom, archived_at=now)


def unarchive(classroom: Classroom) -> None:
    _change(classroom, archived_at=None)


def _change(classroom: Classroom, **fields: Any) -> None:
    # Changes nothing where the class was deleted meanwhile.
    Classroom.objects.filter(pk=classroom.pk).update(**fields)
    for name, value in fields.items():
        setattr(classroom, name, value)
