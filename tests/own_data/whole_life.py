"""Export, delete, and search the whole database for the person: runs inside a prepared site."""

import json
from collections.abc import Callable
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection

from quizzes.models import CustomQuiz, DepartedAnswers, Item, Learner, Revision
from quizzes.statistics.item_statistics import ItemStatistics, item_statistics
from tests.answering.all_kinds import KEYS, stored_question, stored_quiz
from tests.own_data.dumping import places_of, rows_pointing_to
from tests.own_data.living import Person, client_of, person, unfinished

Statistics = dict[int, ItemStatistics]


def try_it() -> None:
    stored_question()
    stored_quiz(*KEYS)
    by_its_page = lambda who: who.client.post(  # noqa: E731
        "/account/delete/", {"confirmation": f"{who.name}@example.org" if who.user else "delete"}
    )
    ben = person("ben", with_account=False)
    # Somebody without an account, a member of the staff with one, and one whom an admin deletes.
    goes_without_a_trace(person("cat", with_account=False), by_its_page, ben)
    goes_without_a_trace(person("ann", with_account=True, is_staff=True), by_its_page, ben)
    goes_without_a_trace(person("dan", with_account=True), deleted_in_the_admin, ben)


def deleted_in_the_admin(who: Person) -> object:
    boss = client_of(who.learner, User.objects.get(username="boss"))
    return boss.post(f"/admin/auth/user/{who.user.pk}/delete/", {"post": "yes"})


def goes_without_a_trace(who: Person, delete: Callable[[Person], object], ben: Person) -> None:
    exported = b"".join(who.client.get("/account/data/attention-by-hand.json").streaming_content)
    assert len(json.loads(exported)["attempts"]) >= len(KEYS)
    assert places_of(*who.secrets)
    assert rows_pointing_to(who.learner)
    assert unfinished(who.learner)
    elsewhere = client_of(who.learner, who.user)
    before, of_ben = statistics(), everything_of(ben)
    user, learner, custom = who.user, who.learner, who.custom

    answer = delete(who)
    assert answer.status_code == 302, answer.content.decode()

    assert places_of(*who.secrets) == set()
    assert rows_pointing_to(learner) == {}
    assert not Learner.objects.filter(pk=learner.pk).exists()
    # Those who have its link can go on.
    assert CustomQuiz.objects.get(pk=custom.pk).learner is None
    if user is not None:
        assert rows_pointing_to(user) == {}
        assert not User.objects.filter(pk=user.pk).exists()
        assert not EmailAddress.objects.filter(email=user.email).exists()
        assert not LogEntry.objects.filter(object_id=str(user.pk)).exists()
        assert Revision.objects.filter(name="a text", author=None).exists()
        assert not [s for s in Session.objects.all() if is_of(s, user)]
        # Nobody else ever gets this number, with which a stale session would be theirs.
        assert User.objects.create_user("next").pk > user.pk
        User.objects.get(username="next").delete()
    assert Learner.objects.create(browser_id="e" * 32).pk > learner.pk
    Learner.objects.get(browser_id="e" * 32).delete()
    # On another device: nobody's data, and no error.
    assert "store nothing about you" in elsewhere.get("/account/data/").content.decode()
    assert elsewhere.get("/progress/").status_code == 200
    assert statistics() == before
    assert everything_of(ben) == of_ben
    assert DepartedAnswers.objects.exists()
    if connection.vendor == "sqlite":
        assert_not_in_the_file(who.secrets)


def is_of(session: Session, user: User) -> bool:
    return session.get_decoded().get(SESSION_KEY) == str(user.pk)


def statistics() -> Statistics:
    return {item.pk: item_statistics(item) for item in Item.objects.all()}


def everything_of(who: Person) -> dict[str, object]:
    answer = who.client.get("/account/data/attention-by-hand.json")
    return json.loads(b"".join(answer.streaming_content)) | {"exported_at": ""}


def assert_not_in_the_file(secrets: list[str]) -> None:
    """Not even in parts of the file that are free, once the log of writes has gone into it."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert cursor.fetchone()[0] == 0
    raw = Path(settings.DATABASES["default"]["NAME"]).read_bytes()
    assert [secret for secret in secrets if secret.encode() in raw] == []
