"""Everything that is stored about one person, as one JSON file, written piece by piece.

The file has `format` and `version`, then what there is once (`account`, `settings`, `goal`), then
one list for each kind of rows. docs/own-data.md describes it; a change of a field that is there is
a new version.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder

from quizzes.classes.own_data import own_classes
from quizzes.interviewing.own_data import INTERVIEWS
from quizzes.learners.own_rows import OwnRows, Row
from quizzes.models import Goal, Learner

from .answers import ATTEMPTS
from .kept_and_joined import KEPT_AND_JOINED
from .quizzes_taken import QUIZZES_MADE, QUIZZES_TAKEN
from .study import CARDS, HINTS_SHOWN, PRACTICE

FORMAT, VERSION = "attention-by-hand/own-data", 1
SECTIONS: tuple[OwnRows, ...] = (
    *(ATTEMPTS, CARDS, HINTS_SHOWN, PRACTICE, QUIZZES_TAKEN, QUIZZES_MADE),
    INTERVIEWS,
    *KEPT_AND_JOINED,
)
_ENCODER = DjangoJSONEncoder(ensure_ascii=False)


def export(learner: Learner | None, user: User | None, now: datetime) -> Iterator[str]:
    """The pieces of the file. Each is made of the rows as they are when it is asked for."""
    head: Row = {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": now,
        "account": account_of(user),
        "settings": _settings_of(learner),
        "goal": _goal_of(learner),
    }
    yield _ENCODER.encode(head)[:-1]
    for section in SECTIONS:
        yield f',\n"{section.name}": ['
        yield from _rows(section.chunks(learner) if learner else ())
        yield "]"
    yield "\n}\n"


def _rows(chunks: Iterable[list[Row]]) -> Iterator[str]:
    between = "\n"
    for chunk in chunks:
        yield between + ",\n".join(map(_ENCODER.encode, chunk))
        between = ",\n"


def account_of(user: User | None) -> Row | None:
    """What is stored of an account, without its password and other secrets."""
    if user is None:
        return None
    addresses = EmailAddress.objects.filter(user=user).order_by("pk")
    sessions = UserSession.objects.filter(user=user).order_by("pk")
    factors = Authenticator.objects.filter(user=user).order_by("pk")
    return {
        "username": user.get_username(),
        "first_name": user.first_name,
        "last_name": user.last_name,
        "email": user.email,
        "email_addresses": list(addresses.values("email", "verified", "primary")),
        "joined_at": user.date_joined,
        "last_login_at": user.last_login,
        "signed_in": list(sessions.values("created_at", "ip", "user_agent")),
        "second_factors": list(factors.values("type", "created_at")),
        "classes_taught": own_classes(user),
        "is_staff": user.is_staff,
        "is_superuser": user.is_superuser,
    }


def _settings_of(learner: Learner | None) -> Row | None:
    if learner is None:
        return None
    return {
        "browser_id": learner.browser_id,
        "time_zone": learner.time_zone,
        "theme": learner.theme,
        "first_seen_at": learner.created_at,
    }


def _goal_of(learner: Learner | None) -> dict[str, Any] | None:
    goals = Goal.objects.filter(learner=learner).values(
        "role", "seniority", "interview_on", "minutes_a_day"
    )
    return goals.first() if learner else None
