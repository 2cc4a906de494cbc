"""What the first page of an account shows."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User

from quizzes.models import Attempt, Sitting


@dataclass(frozen=True)
class Overview:
    """`name` is shown: the email address, or the name of an account without one."""

    name: str
    answers: int
    quizzes: int
    has_password: bool
    passkeys: int
    has_app: bool
    sessions: int


def overview_of(user: User) -> Overview:
    factors = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return Overview(
        name=EmailAddress.objects.get_primary_email(user) or user.email or user.get_username(),
        answers=Attempt.marked.at_a_task().filter(learner__user=user).count(),
        quizzes=Sitting.objects.filter(learner__user=user).count(),
        has_password=user.has_usable_password(),
        passkeys=factors.count(Authenticator.Type.WEBAUTHN),
        has_app=Authenticator.Type.TOTP in factors,
        sessions=len(UserSession.objects.purge_and_list(user)),
    )
