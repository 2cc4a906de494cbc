"""The door: an address and a code, what was done before comes along, and nobody learns who has an
account."""

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.test import Client

from quizzes.models import Attempt, Item, Learner
from tests.accounts.signing_in import code_sent, sign_in, sign_up
from tests.fixtures import kept_learner, stored_attempt

pytestmark = pytest.mark.django_db

ANN, BEN = "ann@example.org", "ben@example.org"
BROWSER = "b" * 32


@pytest.fixture
def browser(bank, learner_client) -> Client:
    """A browser with seven answers and no account."""
    for _ in range(7):
        stored_attempt(BROWSER, Item.objects.first(), "right")
    return learner_client(BROWSER)


def is_signed_in(client: Client) -> bool:
    return b"You are signed in as" in client.get("/account/").content


def test_an_address_and_its_code_make_an_account(client) -> None:
    assert sign_up(client, ANN).status_code == 302
    assert is_signed_in(client)
    user = User.objects.get()
    assert user.email == ANN
    assert "ann" not in user.username
    assert not user.has_usable_password()


def test_answers_of_a_browser_come_along_at_sign_up(browser) -> None:
    sign_up(browser, ANN, bring="on")
    learner = Learner.objects.get()
    assert learner.user == User.objects.get()
    assert learner.browser_id is None
    assert Attempt.objects.filter(learner=learner).count() == 7
    assert (
        b"The 7 answers from this browser are now in your account."
        in browser.get("/account/").content
    )


def test_answers_of_a_browser_come_along_at_sign_in_and_only_once(browser, client) -> None:
    sign_up(client, ANN)
    for _ in range(2):
        sign_in(browser, ANN, bring="on")
        assert Attempt.objects.filter(learner__user__email=ANN).count() == 7
        browser.post("/account/logout/")
    assert Learner.objects.count() == 1


def test_on_a_shared_computer_the_answers_stay_where_they_are(browser, client) -> None:
    sign_up(client, ANN)
    page = browser.get("/account/login/").content
    assert b"Add what was done in this browser (7 answers) to my account" in page
    sign_in(browser, ANN)
    browser.get("/progress/")
    assert Attempt.objects.filter(learner__browser_id=BROWSER).count() == 7
    browser.post("/account/logout/")
    assert b"(7 answers)" in browser.get("/account/login/").content


def test_after_signing_out_the_browser_shows_nothing_of_the_account(browser) -> None:
    sign_up(browser, ANN, bring="on")
    browser.post("/account/logout/")
    assert b"7 answers" not in browser.get("/account/login/").content
    assert not Learner.objects.exclude(browser_id=None).exists()


def test_an_answer_that_was_on_its_way_is_taken_over_with_the_next_page(
    browser, client, learner_client
) -> None:
    sign_up(browser, ANN, bring="on")
    stored_attempt(BROWSER, Item.objects.first(), "wrong")
    browser.cookies["learner"] = learner_client(BROWSER).cookies["learner"].value
    browser.get("/")
    assert Attempt.objects.filter(learner__user__email=ANN).count() == 8
    assert browser.cookies["learner"].value == ""


def test_a_learner_of_another_account_is_not_taken(client, learner_client, bank) -> None:
    """A browser's cookie with the id of a row that belongs to somebody."""
    ben = kept_learner(BROWSER)
    Learner.objects.filter(pk=ben.pk).update(user=User.objects.create_user("ben"))
    browser = learner_client(BROWSER)
    sign_up(browser, ANN)
    assert Learner.objects.get(pk=ben.pk).user.username == "ben"


# Codes


def test_a_wrong_code_can_be_tried_three_times(client) -> None:
    client.post("/account/signup/", {"email": ANN})
    for _ in range(3):
        client.post("/account/confirm-email/", {"code": "BBBB-BBBB"})
    client.post("/account/confirm-email/", {"code": code_sent(ANN)})
    assert not is_signed_in(client)


def test_a_code_works_once_and_only_in_its_browser(client) -> None:
    sign_up(client, ANN)
    client.post("/account/logout/")
    other = Client()
    other.post("/account/login/code/confirm/", {"code": code_sent(ANN)})
    assert not is_signed_in(other)
    client.post("/account/confirm-email/", {"code": code_sent(ANN)})
    assert not is_signed_in(client)


def test_a_code_in_small_letters_without_its_dash_is_the_code(client) -> None:
    client.post("/account/signup/", {"email": ANN})
    typed = f" {code_sent(ANN).replace('-', ' ').lower()} "
    client.post("/account/confirm-email/", {"code": typed})
    assert is_signed_in(client)


def test_opening_every_address_of_the_mail_signs_nobody_in(client) -> None:
    """As a mail scanner does."""
    client.post("/account/signup/", {"email": ANN})
    body = str(mail.outbox[0].body)
    for address in [word for word in body.split() if word.startswith("http")]:
        Client().get(address)
    client.post("/account/confirm-email/", {"code": code_sent(ANN)})
    assert is_signed_in(client)


def test_two_sign_ups_with_one_address_make_one_account_that_can_be_used(client) -> None:
    other = Client()
    client.post("/account/signup/", {"email": ANN})
    cache.clear()  # As ten seconds do.
    other.post("/account/signup/", {"email": ANN})
    assert "already have an account" in mail.outbox[-1].subject
    client.post("/account/confirm-email/", {"code": code_sent_first(ANN)})
    assert is_signed_in(client)
    assert b"Start again" in other.get("/account/confirm-email/").content
    other.post("/account/logout/", {"next": "/account/login/"})
    sign_in(other, ANN)
    assert is_signed_in(other)
    assert User.objects.count() == 1


def code_sent_first(address: str) -> str:
    mail.outbox.pop()
    return code_sent(address)


def test_who_gave_up_signing_up_signs_in_with_a_code_later(client) -> None:
    client.post("/account/signup/", {"email": ANN})
    other = Client()
    sign_in(other, ANN)
    assert is_signed_in(other)


# Who has an account is nobody's business


def told(client: Client, path: str, **typed: str) -> str:
    """What a page says after a post, without what differs for everybody."""
    page = client.post(path, typed, follow=True)
    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    lines = [line for line in main.splitlines() if "csrfmiddlewaretoken" not in line]
    return "\n".join(lines).replace(ANN, "address").replace(BEN, "address")


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/account/login/", {"login": "{}"}),
        ("/account/login/", {"login": "{}", "password": "wrong and long"}),
        ("/account/login/code/", {"email": "{}"}),
        ("/account/signup/", {"email": "{}"}),
        ("/account/signup/passkey/", {"email": "{}"}),
        ("/account/password/reset/", {"email": "{}"}),
    ],
)
def test_known_and_unknown_addresses_are_told_the_same(path, typed) -> None:
    sign_up(Client(), ANN)
    mail.outbox.clear()
    cache.clear()
    pages = [
        told(Client(), path, **{name: text.format(address) for name, text in typed.items()})
        for address in (ANN, BEN)
    ]
    assert pages[0] == pages[1]
    to = [sent.to[0] for sent in mail.outbox]
    assert to in ([ANN, BEN], []), "each is sent one mail, or neither"


@pytest.mark.parametrize("login", [ANN, BEN, "nobody", "o'clock@example.org"])
def test_every_wrong_password_costs_one_hash(client, login, monkeypatch) -> None:
    user = User.objects.create_user("ann", ANN, "correct horse battery")
    user.emailaddress_set.create(email=ANN, verified=True, primary=True)
    hashes = []
    usual = Argon2PasswordHasher.encode
    monkeypatch.setattr(
        Argon2PasswordHasher,
        "encode",
        lambda *args: hashes.append(1) or usual(*args),
    )
    verify = Argon2PasswordHasher.verify
    monkeypatch.setattr(
        Argon2PasswordHasher,
        "verify",
        lambda *args: hashes.append(1) or verify(*args),
    )
    client.post("/account/login/", {"login": login, "password": "wrong and long"})
    assert len(hashes) == 1


def test_a_password_that_was_set_signs_in(client) -> None:
    sign_up(client, ANN)
    typed = {"password1": "correct horse battery", "password2": "correct horse battery"}
    client.post("/account/password/set/", typed)
    other = Client()
    other.post("/account/login/", {"login": ANN, "password": "correct horse battery"})
    assert is_signed_in(other)


def test_signing_out_everywhere_else_leaves_this_browser_signed_in(client) -> None:
    sign_up(client, ANN)
    other = Client()
    sign_in(other, ANN)
    client.post("/account/sessions/")
    assert is_signed_in(client)
    assert not is_signed_in(other)


@pytest.mark.parametrize("following", ["https://evil.example/", "//evil.example/", "/\\evil"])
def test_a_sign_in_leads_to_no_other_site(client, following) -> None:
    sign_up(Client(), ANN)
    client.post("/account/login/", {"login": ANN, "next": following})
    confirmed = {"code": code_sent(ANN), "next": following}
    there = client.post("/account/login/code/confirm/", confirmed)
    assert there.headers["Location"] == "/account/"


def test_who_asks_for_codes_without_end_is_told_to_wait(client) -> None:
    for _ in range(2):
        page = Client().post("/account/signup/", {"email": ANN})
    assert page.status_code == 429
    assert page.headers["Retry-After"] == "60"
    assert b"Wait a minute, then try again." in page.content
