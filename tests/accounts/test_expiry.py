"""An address that somebody typed and never confirmed is not kept."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User

from quizzes.accounts.expiry import remove_unconfirmed
from quizzes.jobs.periodic import clear_away
from tests.accounts.signing_in import sign_up
from tests.fixtures import kept_learner

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


def made(name: str, days_ago: int, **facts: object) -> User:
    user = User.objects.create_user(name, date_joined=NOW - timedelta(days=days_ago), **facts)
    user.emailaddress_set.create(email=f"{name}@example.org", primary=True)
    return user


def test_only_old_accounts_that_nobody_confirmed_are_removed(client) -> None:
    sign_up(client, "confirmed@example.org")
    User.objects.filter(email="confirmed@example.org").update(date_joined=NOW - timedelta(900))
    made("old", 31)
    made("young", 29)
    made("staff", 900, is_staff=True)
    learner = kept_learner("a" * 32)
    learner.user = made("learner", 900)
    learner.save()
    User.objects.create_user("terminal", date_joined=NOW - timedelta(900))
    assert remove_unconfirmed(NOW - timedelta(days=30)) == 1
    assert not User.objects.filter(username="old").exists()
    assert User.objects.count() == 5


def test_the_job_that_clears_away_does_it() -> None:
    made("old", 31)
    clear_away(NOW, lambda: False)
    assert not User.objects.exists()
