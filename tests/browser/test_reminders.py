"""Reminders in a browser: switched on, and stopped from a mail, with and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_axe import faults_on
from tests.serving import Site

SCRIPTS = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
PHONE = {"width": 320, "height": 640}
ACCOUNT = {"password": "a-long-pass-phrase-8"}
MAKE = """
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
user = User.objects.create_user({name!r}, {email!r}, {password!r})
EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
"""
OFF = """
from quizzes.models import ReminderSettings
from quizzes.reminding.unsubscribing import off_path
print(off_path(ReminderSettings.objects.get(learner__user__username={name!r}).learner))
"""


def signed_in(page: Page, site: Site, name: str) -> None:
    email = f"{name}@example.org"
    code = MAKE.format(name=name, email=email, **ACCOUNT)
    site.manage("shell", "--no-imports", "--command", code)
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password, if you have set one").fill(ACCOUNT["password"])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/account/reminders/")


@SCRIPTS
def test_a_learner_switches_reminders_on_and_stops_them_from_a_mail(
    open_page: Open, site: Site, javascript: bool
) -> None:
    name = "script" if javascript else "plain"
    page = open_page("/account/reminders/", java_script_enabled=javascript)
    signed_in(page, site, name)
    daily = page.get_by_role("checkbox", name="Daily reminder")
    expect(daily).not_to_be_checked()
    daily.check()
    page.get_by_label("Hour").select_option(label="7 AM (07:00)")
    page.get_by_label("Time zone").select_option("America/New_York")
    page.get_by_role("button", name="Save reminders").click()
    expect(page.get_by_role("status").filter(has_text="saved")).to_be_visible()
    expect(daily).to_be_checked()
    expect(page.get_by_text("In America/New_York it is")).to_be_visible()
    if javascript:
        assert faults_on(page) == []
    link = site.manage("shell", "--no-imports", "--command", OFF.format(name=name)).strip()
    stranger = open_page(link, java_script_enabled=javascript)
    if javascript:
        assert faults_on(stranger) == []
    stranger.get_by_role("button", name="Stop all reminders").click()
    expect(stranger.get_by_role("heading", name="Reminders are off")).to_be_visible()
    page.reload()
    expect(daily).not_to_be_checked()


def test_the_form_fits_a_narrow_phone(open_page: Open, site: Site) -> None:
    page = open_page("/account/reminders/", viewport=PHONE)
    signed_in(page, site, "phone")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]
