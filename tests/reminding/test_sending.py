"""Each reminder is sent at most once, only if it is still wanted, and not lost for a server that is
down for a while."""

import logging
import socket
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from quizzes.models import (
    Attempt,
    Card,
    Item,
    Learner,
    Mark,
    Reminder,
    ReminderKind,
    ReminderSettings,
    ReminderState,
    Verdict,
)
from quizzes.reminding import sending
from quizzes.reminding.choosing import Choice, store
from quizzes.reminding.contents import Contents, contents_of
from quizzes.reminding.fates import GIVEN_UP_AFTER, KEPT, forget_old, give_up_on_dead, wait_after
from quizzes.reminding.mail_server import connect
from quizzes.reminding.planned import plan, plan_one
from quizzes.reminding.sending import send_waiting
from quizzes.reminding.unsubscribing import switch_off
from quizzes.reviewing.earlier import review_attempts_of
from tests.reminding.conftest import BEFORE, DAILY, NOW, TODAY, MakeLearner
from tests.serving import HOST, free_port
from tests.smtp_sink import Sink

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def states() -> list[str]:
    return list(Reminder.objects.order_by("pk").values_list("state", flat=True))


def test_nothing_comes_before_its_hour(account: MakeLearner) -> None:
    account()
    assert plan(BEFORE) == 0
    assert send_waiting(BEFORE) == 0


def test_what_is_due_is_sent_once_however_often_the_job_runs(account: MakeLearner) -> None:
    account()
    assert [plan(NOW), plan(NOW), plan(LATER)] == [1, 0, 0]
    assert [send_waiting(NOW), send_waiting(NOW), send_waiting(LATER)] == [1, 0, 0]
    (sent,) = mail.outbox
    assert sent.to == ["ada@example.org"]
    assert sent.subject == "1 task to review today"
    assert states() == [ReminderState.SENT]


def test_the_next_day_has_its_own(account: MakeLearner) -> None:
    account()
    for moment in (NOW, NOW + timedelta(days=1)):
        plan(moment)
        send_waiting(moment)
    assert len(mail.outbox) == 2
    days = Reminder.objects.order_by("day").values_list("day", flat=True)
    assert list(days) == [TODAY, TODAY + timedelta(1)]
    assert mail.outbox[0].extra_headers["Message-ID"] != mail.outbox[1].extra_headers["Message-ID"]


def test_a_mail_names_topics_practice_and_the_way_out(account: MakeLearner, settings) -> None:
    account()
    plan(NOW)
    send_waiting(NOW)
    (sent,) = mail.outbox
    html = str(sent.alternatives[0][0])
    off = sent.extra_headers["List-Unsubscribe"].strip("<>")
    for text in (str(sent.body), html):
        assert "You have 1 task to review today." in text
        assert "https://quiz.example.org/practice/" in text
        assert off in text
        assert "By topic:" in text
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_without_anything_due_nothing_is_sent(account: MakeLearner) -> None:
    account(due=False)
    plan(NOW)
    assert send_waiting(NOW) == 0
    assert states() == [ReminderState.SKIPPED]


def test_a_week_without_answers_and_without_anything_due_has_no_summary(
    account: MakeLearner,
) -> None:
    account(choice=Choice(False, True, 18, 1, "UTC"), due=False)
    assert plan(NOW) == 1
    assert send_waiting(NOW) == 0


def test_a_summary_comes_for_what_is_due(account: MakeLearner) -> None:
    account(choice=Choice(False, True, 18, 1, "UTC"))
    plan(NOW)
    assert send_waiting(NOW) == 1
    assert mail.outbox[0].subject == "Your week of practice"
    assert "In the last seven days you answered no tasks." in str(mail.outbox[0].body)


def test_a_summary_tells_what_was_done_and_comes_even_if_nothing_is_due(
    account: MakeLearner,
) -> None:
    learner = account(choice=Choice(False, True, 18, 1, "UTC"), due=False)
    item = Item.objects.filter(kind="matrix").get()
    for seed, days_ago in zip(item.seeds, (0, 2, 9), strict=False):
        Attempt.objects.create(
            learner=learner,
            item=item,
            item_version=item.versions.get(),
            token=f"t{days_ago}",
            seed=seed,
            created_at=NOW - timedelta(days=days_ago, hours=1),
        )
    for attempt in Attempt.objects.all():
        Mark.objects.create(attempt=attempt, verdict=Verdict.RIGHT, score=1.0)
    review_attempts_of(learner)
    Card.objects.update(due_on=TODAY + timedelta(days=5))
    plan(NOW)
    assert send_waiting(NOW) == 1
    text = str(mail.outbox[0].body)
    assert "In the last seven days you answered 2 tasks on 2 days." in text
    assert "Nothing is due today." in text
    assert "https://quiz.example.org/progress/" in text


def test_what_was_reviewed_meanwhile_needs_no_reminder(account: MakeLearner) -> None:
    account()
    plan(NOW)
    Card.objects.all().delete()
    assert send_waiting(NOW) == 0


def test_no_mail_follows_after_it_is_off_even_one_that_waited(account: MakeLearner) -> None:
    learner = account()
    plan(NOW)
    switch_off(learner.pk, NOW)
    assert send_waiting(NOW) == 0
    assert states() == [ReminderState.SKIPPED]
    assert plan(NOW + timedelta(days=1)) == 0


def test_what_waited_before_it_was_off_is_not_sent_when_it_is_on_again(
    account: MakeLearner,
) -> None:
    learner = account()
    plan(NOW)
    switch_off(learner.pk, NOW)
    store(learner, DAILY, NOW)
    assert send_waiting(LATER) == 0
    assert plan(NOW + timedelta(days=1)) == 1


def test_switched_off_while_the_due_ones_are_gathered_it_stays_off(account: MakeLearner) -> None:
    learner = account()
    read_before = ReminderSettings.objects.get()
    switch_off(learner.pk, NOW)
    assert not plan_one(read_before, ReminderKind.DAILY, "next_daily_at", NOW)
    assert not ReminderSettings.objects.get().is_on
    assert not Reminder.objects.exists()


def test_the_switch_is_looked_at_again_when_a_mail_is_claimed(
    account: MakeLearner, sink: Sink, monkeypatch
) -> None:
    """Switched off between the writing of the mail and its sending."""
    learner = account()
    plan(NOW)

    def late() -> object:
        ReminderSettings.objects.filter(learner=learner).update(next_daily_at=None)
        return connect()

    monkeypatch.setattr(sending, "connect", late)
    assert send_waiting(NOW) == 0
    assert sink.accepted == []
    assert states() == [ReminderState.SKIPPED]


def test_an_address_that_is_no_longer_proven_gets_nothing(account: MakeLearner) -> None:
    account()
    plan(NOW)
    EmailAddress.objects.update(verified=False)
    assert send_waiting(NOW) == 0


def test_a_learner_who_is_gone_gets_nothing(account: MakeLearner) -> None:
    account()
    plan(NOW)
    Learner.objects.all().delete()
    assert send_waiting(NOW) == 0
    assert not Reminder.objects.exists()


def test_a_server_that_comes_back_late_sends_nothing_in_the_night(account: MakeLearner) -> None:
    account()
    assert plan(NOW + timedelta(hours=7)) == 0
    own = ReminderSettings.objects.get()
    assert own.next_daily_at is not None
    assert own.next_daily_at > NOW + timedelta(hours=7)


def test_a_mail_server_that_is_down_is_tried_again_later(
    account: MakeLearner, settings, sink: Sink, caplog
) -> None:
    for name in ("ada", "alan", "emmy"):
        account(name)
    plan(NOW)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    with caplog.at_level(logging.WARNING):
        assert send_waiting(NOW) == 0
    assert "cannot be reached" in caplog.text
    assert "3 reminders wait; the next try is in" in caplog.text
    settings.EMAIL_PORT = port
    assert send_waiting(NOW) == 0, "it waits first"
    assert send_waiting(LATER) == 3
    assert {mail["To"] for mail in sink.accepted} == {
        f"{name}@example.org" for name in ("ada", "alan", "emmy")
    }


def test_each_try_waits_longer_up_to_an_hour() -> None:
    waits = [wait_after(tries, jitter=0.0) for tries in range(8)]
    assert waits[:3] == [timedelta(minutes=2), timedelta(minutes=4), timedelta(minutes=8)]
    assert waits == sorted(waits)
    assert wait_after(50, jitter=1.0) == timedelta(hours=1)


def test_a_mail_that_the_server_does_not_take_now_is_tried_again(
    account: MakeLearner, sink: Sink
) -> None:
    account()
    plan(NOW)
    sink.to_mail = lambda _mail: "451 greylisted"
    assert send_waiting(NOW) == 0
    assert states() == [ReminderState.WAITING]
    sink.to_mail = lambda _mail: "250 ok"
    assert send_waiting(LATER) == 1
    assert len(sink.accepted) == 1


def test_an_address_that_the_server_refuses_for_good_is_not_tried_again(
    account: MakeLearner, sink: Sink, caplog
) -> None:
    account()
    plan(NOW)
    sink.to_recipient = "550 no such mailbox"
    assert send_waiting(NOW) == 0
    assert states() == [ReminderState.REFUSED]
    assert "no such mailbox" in caplog.text


def test_a_server_that_breaks_off_in_the_middle_may_have_the_mail(
    account: MakeLearner, sink: Sink, caplog
) -> None:
    account()
    plan(NOW)

    def break_off(_mail: object) -> str:
        raise ConnectionAbortedError

    sink.to_mail = break_off
    assert send_waiting(NOW) == 0
    assert states() == [ReminderState.UNKNOWN]
    sink.to_mail = lambda _mail: "250 ok"
    assert send_waiting(LATER) == 0
    assert "is not sent again" in caplog.text


def test_a_server_that_hangs_before_it_greets_is_one_that_is_down(
    account: MakeLearner, settings, sink: Sink
) -> None:
    account()
    plan(NOW)
    with socket.socket() as silent:
        silent.bind((HOST, 0))
        silent.listen()
        settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = silent.getsockname()[1], 0.1
        assert send_waiting(NOW) == 0
    assert states() == [ReminderState.WAITING]


def test_a_dead_sender_leaves_a_mail_that_is_not_sent_again(account: MakeLearner) -> None:
    account()
    plan(NOW)
    Reminder.objects.update(state=ReminderState.SENDING)
    assert give_up_on_dead(NOW + GIVEN_UP_AFTER) == 0
    assert give_up_on_dead(NOW + GIVEN_UP_AFTER + timedelta(seconds=1)) == 1
    assert send_waiting(LATER) == 0
    assert mail.outbox == []


def test_one_mail_that_cannot_be_written_does_not_keep_back_the_others(
    account: MakeLearner, monkeypatch, caplog
) -> None:
    broken = account("ada")
    account("alan")
    plan(NOW)

    def faulty(learner: Learner, *more: Any) -> Contents:
        if learner.pk == broken.pk:
            raise ZeroDivisionError
        return contents_of(learner, *more)

    monkeypatch.setattr(sending, "contents_of", faulty)
    assert send_waiting(NOW) == 1
    assert states() == [ReminderState.WAITING, ReminderState.SENT]
    assert "could not be written" in caplog.text


def test_without_an_address_of_the_site_nothing_is_sent(account: MakeLearner, settings) -> None:
    account()
    plan(NOW)
    settings.ADDRESS_IN_MAILS = ""
    assert send_waiting(NOW) == 0
    assert states() == [ReminderState.WAITING]


def test_told_to_stop_it_leaves_the_rest_waiting(account: MakeLearner) -> None:
    account("ada")
    account("alan")
    plan(NOW)
    assert send_waiting(NOW, lambda: len(mail.outbox) == 1) == 1
    assert states() == [ReminderState.SENT, ReminderState.WAITING]


def test_old_ones_are_forgotten_and_new_ones_kept(account: MakeLearner) -> None:
    account()
    plan(NOW)
    due_at = Reminder.objects.get().due_at
    assert forget_old(due_at + KEPT) == 0
    assert forget_old(due_at + KEPT + timedelta(seconds=1)) == 1


def test_saving_the_same_choice_in_the_minute_it_is_due_loses_nothing(
    account: MakeLearner,
) -> None:
    learner = account()
    store(learner, DAILY, NOW)
    assert plan(NOW) == 1


def test_a_later_hour_on_the_same_day_is_no_second_mail(account: MakeLearner) -> None:
    learner = account()
    plan(NOW)
    send_waiting(NOW)
    store(learner, Choice(True, False, 20, 6, "UTC"), NOW)
    at_eight = NOW + timedelta(hours=2)
    assert plan(at_eight) == 0
    assert send_waiting(at_eight) == 0
    assert len(mail.outbox) == 1


def test_twenty_mails_cost_a_bounded_number_of_queries(
    account: MakeLearner, django_assert_max_num_queries
) -> None:
    for number in range(20):
        account(f"user{number}")
    plan(NOW)
    with django_assert_max_num_queries(20 * 14):
        assert send_waiting(NOW) == 20
