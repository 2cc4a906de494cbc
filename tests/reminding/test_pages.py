"""The page of one's reminders, and the way out from a mail."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from quizzes.models import Learner, Reminder, ReminderSettings
from quizzes.reminding.own_data import own_reminder_settings, own_reminders
from quizzes.reminding.planned import plan
from quizzes.reminding.sending import send_waiting
from quizzes.reminding.unsubscribing import off_path
from tests.reminding.conftest import NOW, MakeLearner

pytestmark = pytest.mark.django_db
PAGE = "/account/reminders/"
WANTED = {
    "daily": "on",
    "hour": "7",
    "weekday": "2",
    "time_zone": "Europe/Berlin",
}
ClientOf = Callable[[Learner], Client]


def own() -> ReminderSettings:
    return ReminderSettings.objects.get()


def test_a_visitor_without_an_account_reads_what_it_is(client: Client) -> None:
    page = client.get(PAGE)
    assert page.status_code == 200
    assert "Reminders need an account" in page.text
    assert "/account/signup/?next=%2Faccount%2Freminders%2F" in page.text
    posted = client.post(PAGE, WANTED)
    assert posted.url == "/account/login/?next=%2Faccount%2Freminders%2F"
    assert not ReminderSettings.objects.exists()


def test_everything_is_off_until_it_is_switched_on(
    account: MakeLearner, client_of: ClientOf
) -> None:
    learner = account(choice=None)
    client = client_of(learner)
    page = client.get(PAGE)
    assert "ada@example.org" in page.text
    assert page.text.count(" checked>") == 0
    assert not ReminderSettings.objects.exists()
    assert client.post(PAGE, WANTED).url == f"{PAGE}?saved=1"
    row = own()
    assert row.next_daily_at is not None
    assert row.next_weekly_at is None
    assert (row.hour, row.weekday, row.time_zone) == (7, 2, "Europe/Berlin")
    assert "Your reminders are saved." in client.get(f"{PAGE}?saved=1").text


def test_a_form_that_is_posted_twice_changes_nothing_more(
    account: MakeLearner, client_of: ClientOf
) -> None:
    client = client_of(account(choice=None))
    client.post(PAGE, WANTED)
    first = own()
    client.post(PAGE, WANTED)
    assert own().next_daily_at == first.next_daily_at


def test_an_account_that_has_answered_nothing_can_switch_them_on(bank) -> None:
    user = User.objects.create_user("new", "new@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client = Client()
    client.force_login(user)
    assert client.get(PAGE).status_code == 200
    assert client.post(PAGE, WANTED).status_code == 302
    assert own().learner.user == user


def test_the_zone_of_the_browser_is_proposed(account: MakeLearner, client_of: ClientOf) -> None:
    client = client_of(account(choice=None))
    client.cookies["time_zone"] = "Asia/Tokyo"
    assert '<option value="Asia/Tokyo" selected>' in client.get(PAGE).text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("hour", "24", "Choose an hour from the list."),
        ("hour", "", "Choose an hour from the list."),
        ("weekday", "7", "Choose a day from the list."),
        ("time_zone", "Mars/Olympus", "Choose a time zone from the list."),
    ],
)
def test_what_is_not_in_a_list_is_refused_beside_its_field(
    account: MakeLearner, client_of: ClientOf, field: str, value: str, words: str
) -> None:
    page = client_of(account(choice=None)).post(PAGE, WANTED | {field: value})
    assert page.status_code == 422
    assert words in page.text
    assert not ReminderSettings.objects.exists()


def test_without_a_proven_address_none_can_be_switched_on(
    account: MakeLearner, client_of: ClientOf
) -> None:
    learner = account(choice=None)
    EmailAddress.objects.update(verified=False)
    client = client_of(learner)
    assert "Your account has none." in client.get(PAGE).text
    assert client.post(PAGE, WANTED).status_code == 422
    assert not ReminderSettings.objects.exists()


def test_without_an_address_of_the_site_the_page_says_who_must_set_it(
    account: MakeLearner, client_of: ClientOf, settings
) -> None:
    settings.ADDRESS_IN_MAILS = ""
    client = client_of(account(choice=None))
    assert "SITE_ADDRESS" in client.get(PAGE).text
    assert client.post(PAGE, WANTED).status_code == 422
    assert not ReminderSettings.objects.exists()


def test_what_is_on_can_be_switched_off_whatever_is_in_the_way(
    account: MakeLearner, client_of: ClientOf, settings
) -> None:
    client = client_of(account())
    settings.ADDRESS_IN_MAILS = ""
    assert "Save reminders" in client.get(PAGE).text
    assert client.post(PAGE, WANTED | {"daily": ""}).status_code == 302
    assert not own().is_on


def test_switched_off_on_the_page_nothing_that_waited_is_sent(
    account: MakeLearner, client_of: ClientOf
) -> None:
    client = client_of(account())
    plan(NOW)
    client.post(PAGE, {name: text for name, text in WANTED.items() if name != "daily"})
    assert send_waiting(NOW) == 0
    assert mail.outbox == []


def off_link() -> str:
    plan(NOW)
    assert send_waiting(NOW) == 1
    sent = mail.outbox[-1]
    return (
        sent.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("https://quiz.example.org")
    )


def test_fifty_visits_of_a_mail_scanner_change_nothing(account: MakeLearner) -> None:
    account()
    link, before = off_link(), own().next_daily_at
    for _ in range(25):
        assert "Stop all reminders" in Client().get(link).text
        assert Client().head(link).status_code == 200
    assert own().next_daily_at == before


def test_a_post_without_a_cookie_switches_everything_off(account: MakeLearner) -> None:
    account()
    link = off_link()
    strict = Client(enforce_csrf_checks=True)
    page = strict.post(link)
    assert page.status_code == 200
    assert "Reminders are off" in page.text
    assert not own().is_on
    assert strict.post(link).status_code == 200


def test_one_click_of_a_mail_program_switches_everything_off(account: MakeLearner) -> None:
    """RFC 8058: this body, no cookie, no redirect."""
    account()
    answer = Client(enforce_csrf_checks=True).post(
        off_link(),
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 200
    assert not own().is_on


def test_a_token_stops_only_the_reminders_of_its_learner(account: MakeLearner) -> None:
    ada, alan = account("ada"), account("alan")
    Client().post(off_path(ada))
    assert not ReminderSettings.objects.get(learner=ada).is_on
    assert ReminderSettings.objects.get(learner=alan).is_on


@pytest.mark.parametrize("token", ["nonsense", "x" * 300, "MQ:1abc:def", "%00"])
def test_a_token_that_is_none_is_one_sentence(client: Client, token: str) -> None:
    for answer in (client.get(f"/reminders/off/{token}/"), client.post(f"/reminders/off/{token}/")):
        assert answer.status_code == 404
        assert "This link stops no reminders." in answer.text


def test_the_link_of_a_deleted_account_is_answered_like_any_other(account: MakeLearner) -> None:
    there, gone = account("ada"), account("alan")
    links = [off_path(there), off_path(gone)]
    assert gone.user is not None
    user = gone.user
    gone.delete()
    user.delete()
    for ask in (Client().get, Client().post):
        texts = [ask(link).text.replace(link, "") for link in links]
        assert texts[0] == texts[1]


def test_own_data_is_what_was_chosen_and_sent(account: MakeLearner) -> None:
    learner = account()
    plan(NOW)
    send_waiting(NOW)
    assert own_reminder_settings(learner) == {
        "daily": True,
        "weekly": False,
        "hour": 18,
        "weekday": "Sunday",
        "time_zone": "UTC",
    }
    (row,) = own_reminders(learner)
    assert (row["kind"], row["state"]) == ("daily", "sent")
    assert own_reminder_settings(Learner()) is None
    assert own_reminders(Learner()) == []
    assert Reminder.objects.count() == 1
