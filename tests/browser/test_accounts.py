"""Accounts in a browser: a code from a mail, two devices, a passkey."""

import re
import secrets
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Mails, Open
from tests.browser.test_axe import faults_on
from tests.serving import Site

TASKS = "/questions/dot-product-self-attention/items/"
SCRIPTS = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])


@pytest.fixture
def address() -> str:
    """One for each test, because all share a site."""
    return f"{secrets.token_hex(4)}@example.org"


def sign_up(page: Page, mails: Mails, address: str) -> None:
    page.get_by_role("link", name="Account", exact=True).first.click()
    page.get_by_role("link", name="Create an account", exact=True).click()
    page.get_by_label("Email address").fill(address)
    page.get_by_role("button", name="Send me a code").click()
    type_code(page, mails, address)


def sign_in(page: Page, mails: Mails, address: str) -> None:
    page.get_by_role("link", name="Account", exact=True).first.click()
    page.get_by_role("link", name="Sign in", exact=True).click()
    page.get_by_label("Email address").fill(address)
    page.get_by_role("button", name="Sign in", exact=True).click()
    type_code(page, mails, address)


def type_code(page: Page, mails: Mails, address: str) -> None:
    expect(page.get_by_role("heading", name="Enter the code")).to_be_visible()
    page.get_by_label("Code").fill(mails.code_for(address))
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text(f"You are signed in as {address}")).to_be_visible()


def answer_seven_tasks(page: Page) -> None:
    for _ in range(7):
        page.goto(f"{TASKS}dot-of-two-vectors/")
        page.get_by_label("Your answer").fill("1000")
        page.get_by_role("button", name="Check", exact=True).click()
        expect(page.locator("#verdict-dot-of-two-vectors")).to_contain_text("Not right")


def begin_quiz(page: Page) -> None:
    page.goto("/quizzes/gradients/")
    page.get_by_label("No time limit").check()
    page.get_by_role("button", name="Start").click()
    page.locator(".sitting-task input[type=radio]").first.check()
    page.get_by_role("button", name="Save and next").last.click()


def answers_in_account(page: Page) -> int:
    page.goto("/account/")
    return int(page.locator("dt:text-is('Answers') + dd").inner_text().split()[0])


@SCRIPTS
def test_what_was_done_without_an_account_is_in_it_after_signing_in(
    open_page: Open, mails: Mails, address: str, javascript: bool
) -> None:
    """On the first device seven tasks and half a quiz; the account is made on a second."""
    first = open_page("/", java_script_enabled=javascript)
    answer_seven_tasks(first)
    begin_quiz(first)
    second = open_page("/", java_script_enabled=javascript)
    sign_up(second, mails, address)
    assert answers_in_account(second) == 0
    for _ in range(2):
        sign_in(first, mails, address)
        assert answers_in_account(first) == 7
        first.get_by_role("button", name="Sign out").click()
    assert answers_in_account(second) == 7
    second.goto("/quizzes/gradients/")
    second.get_by_role("link", name=re.compile("Go on|Resume|Continue")).first.click()
    expect(second.get_by_role("button", name="Task 1 : answered")).to_be_visible()
    second.goto("/mistakes/")
    expect(second.locator("main")).not_to_contain_text("no mistakes")


@pytest.fixture
def passkeys(open_page: Open) -> Iterator[Page]:
    """A page in a browser with a fingerprint reader that always agrees."""
    page = open_page("/")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield page
    session.detach()


def test_a_passkey_is_added_and_signs_in(
    passkeys: Page, site: Site, complaints, mails: Mails, address: str
) -> None:
    # A passkey belongs to a name; an IP address is none.
    complaints.address = f"http://localhost:{site.port}"
    passkeys.goto(complaints.address)
    sign_up(passkeys, mails, address)
    passkeys.goto(f"{complaints.address}/account/two-step/")
    assert faults_on(passkeys) == []
    passkeys.goto(f"{complaints.address}/account/two-step/webauthn/add/")
    passkeys.get_by_label("Passwordless").check()
    passkeys.get_by_role("button", name="Add").click()
    expect(passkeys.locator("main")).to_contain_text("recovery", ignore_case=True)
    passkeys.goto(f"{complaints.address}/account/")
    expect(passkeys.get_by_text("1 passkey,")).to_be_visible()
    passkeys.get_by_role("button", name="Sign out").click()
    passkeys.goto(f"{complaints.address}/account/login/")
    passkeys.get_by_role("button", name="Sign in with a passkey").click()
    expect(passkeys.get_by_text(f"You are signed in as {address}")).to_be_visible()


def test_axe_finds_nothing_on_the_pages_of_an_account(
    open_page: Open, mails: Mails, address: str
) -> None:
    page = open_page("/", reduced_motion="reduce")
    sign_up(page, mails, address)
    for path in ("", "email/", "password/set/", "sessions/", "two-step/", "logout/"):
        page.goto(f"/account/{path}")
        assert faults_on(page) == [], path
