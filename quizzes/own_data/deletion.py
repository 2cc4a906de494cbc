"""Deletes a person: the learner, the account, and everything that hangs on them.

Whatever points to a learner or a user goes with them, unless its model says otherwise
(`on_delete`): a custom quiz and a revision of a text stay, without who made them. Of the answers
the numbers stay (`quizzes/statistics/`).
"""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.db.models import Model, Q

from quizzes.models import Learner, Sitting
from quizzes.statistics.departing import count_departing

# An answer that is stored while we delete makes us begin anew, and its learner cannot be so fast
# again and again.
TIMES = 3


class LastAdmin(ValueError):
    """Without this account nobody could open the admin with all rights."""

    def __init__(self) -> None:
        super().__init__(
            "This is the only account that may do everything in the admin, so it was not deleted. "
            "Make another account a superuser first."
        )


def delete_person(learner: Learner | None, user: User | None = None) -> None:
    """Deletes all of it or nothing. What is gone already is passed over. Raises LastAdmin, with
    nothing deleted."""
    for left in reversed(range(TIMES)):
        try:
            with transaction.atomic():
                _delete_learner(learner)
                _delete_user(user)
            break
        except IntegrityError:
            if not left:
                raise
    if user is not None:
        _end_sessions(user.pk)


def delete_user(user: User) -> None:
    """The same for an account with or without answers. Raises LastAdmin."""
    pk = user.pk
    delete_person(Learner.objects.filter(user=pk).first(), User.objects.filter(pk=pk).first())


def refuse_last_admin(users: Iterable[User]) -> None:
    """Raises LastAdmin if no admin were left without these."""
    gone = [user.pk for user in users if user.is_superuser]
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk__in=gone)
    if gone and not others.exists():
        raise LastAdmin


def _delete_learner(learner: Learner | None) -> None:
    if learner is None or learner.is_new:
        return
    # In the order in which the end of a quiz locks them, so that neither waits for the other.
    list(Sitting.objects.select_for_update().filter(learner=learner).values("pk").order_by("pk"))
    row = Learner.objects.select_for_update(of=("self",)).filter(pk=learner.pk).first()
    if row is None:
        return
    count_departing(row)
    row.delete()


def _delete_user(user: User | None) -> None:
    # Two admins who leave at once must not both count on the other.
    admins = User.objects.select_for_update().filter(is_superuser=True).order_by("pk")
    if user is None or (user.is_superuser and not list(admins)):
        return
    refuse_last_admin([user])
    _forget_in_the_log(user)
    User.objects.filter(pk=user.pk).delete()


def _forget_in_the_log(user: User) -> None:
    """What others did to the account is logged with its names; what its owner did goes with it."""
    addresses = EmailAddress.objects.filter(user=user)
    names = {user.get_username(), user.email, *addresses.values_list("email", flat=True)} - {""}
    about = _entries_about(User, [user.pk]) | _entries_about(
        EmailAddress, addresses.values_list("pk", flat=True)
    )
    LogEntry.objects.filter(about | Q(object_repr__in=names)).delete()


def _entries_about(model: type[Model], keys: Iterable[Any]) -> Q:
    of_model = ContentType.objects.get_for_model(model)
    return Q(content_type=of_model, object_id__in=[str(key) for key in keys])


def _end_sessions(user: int) -> None:
    """Deletes the sessions of a user wherever they are signed in. What a session says is signed and
    packed, so each has to be read."""
    mine = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get(SESSION_KEY) == str(user)
    ]
    Session.objects.filter(pk__in=mine).delete()
