"""Learners with an account who want reminders, and cards that are due."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.test import Client

from quizzes.models import CardKind, Learner
from quizzes.planning.skills import skills_in_order
from quizzes.reminding.choosing import Choice, store
from tests.fixtures import stored_card
from tests.smtp_sink import Sink, running_sink

# A Tuesday; at 18:00 in New York it is 23:00 here.
TODAY = date(2026, 12, 1)
BEFORE = datetime(2026, 12, 1, 17, 50, tzinfo=UTC)
NOW = datetime(2026, 12, 1, 18, 1, tzinfo=UTC)
DAILY = Choice(daily=True, weekly=False, hour=18, weekday=6, time_zone="UTC")

MakeLearner = Callable[..., Learner]


@pytest.fixture(autouse=True)
def address_in_mails(settings) -> None:
    settings.ADDRESS_IN_MAILS = "https://quiz.example.org"


@pytest.fixture
def account(bank) -> MakeLearner:
    """Makes a learner with an account, with this choice since `BEFORE`, and something due."""

    def made(name: str = "ada", choice: Choice | None = DAILY, due: bool = True) -> Learner:
        user = User.objects.create_user(name, f"{name}@example.org")
        EmailAddress.objects.create(
            user=user, email=f"{name}@example.org", verified=True, primary=True
        )
        learner = Learner.objects.create(user=user)
        if choice:
            store(learner, choice, BEFORE)
        if due:
            stored_card(learner, CardKind.SKILL, skills_in_order()[0], TODAY, reviews=3)
        return learner

    return made


@pytest.fixture
def client_of() -> Callable[[Learner], Client]:
    def made(learner: Learner) -> Client:
        client = Client()
        assert learner.user is not None
        client.force_login(learner.user)
        return client

    return made


@pytest.fixture
def sink(settings) -> Iterator[Sink]:
    """A real mail server to which the site sends."""
    with running_sink() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = running.url[7:].split(":")
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield running
