"""The way of a newcomer in a browser: diagnostic, profile, interview date, and home as the plan."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_axe import faults_on

SCRIPTS = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
PHONE = {"width": 320, "height": 640}
TASKS = 3


def take_the_diagnostic(page: Page) -> None:
    """Starts on the first page, does not know three tasks, and ends."""
    page.get_by_role("link", name="Start the diagnostic").click()
    page.get_by_role("button", name="Start", exact=True).click()
    bar = page.get_by_role("region", name="Diagnostic")
    for number in range(1, TASKS + 1):
        expect(bar).to_contain_text(f"task {number} of up to 15")
        page.get_by_role("button", name="Show solution").click()
        expect(page.get_by_text("Worked solution")).to_be_visible()
        page.get_by_role("button", name="Next task").click()
    page.get_by_role("button", name="End and see my results").click()


@SCRIPTS
def test_a_newcomer_learns_where_they_stand_and_what_to_do_until_the_interview(
    open_page: Open, javascript: bool
) -> None:
    page = open_page("/", java_script_enabled=javascript)
    take_the_diagnostic(page)
    expect(page.get_by_role("heading", name="Where you stand")).to_be_visible()
    expect(page.get_by_text("To learn: no task right yet")).to_be_visible()
    assert "passed" not in page.inner_text("main")
    if javascript:
        assert faults_on(page) == []
    page.get_by_role("link", name="Set my interview date").click()
    page.get_by_label("Role").select_option("systems")
    in_five_days = date.today() + timedelta(5)
    page.get_by_label("Interview date").fill(in_five_days.isoformat())
    page.get_by_label("Minutes a day").fill("25")
    page.get_by_role("button", name="Save my plan").click()
    expect(page.get_by_text("Your plan is saved")).to_be_visible()
    page.goto("/")
    # A day may begin between the two dates.
    expect(page.get_by_role("heading", level=1)).to_contain_text("days until your interview")
    expect(page.get_by_text("% ready", exact=False).first).to_be_visible()
    expect(page.get_by_role("heading", name="Today", exact=False).first).to_be_visible()
    if javascript:
        assert faults_on(page) == []


def test_on_a_phone_the_plan_is_no_wider_than_the_screen(open_page: Open) -> None:
    page = open_page("/", viewport=PHONE)
    take_the_diagnostic(page)
    for path in ("/", "/plan/", "/levels/", "/progress/", "/topics/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path


def test_the_dark_home_of_a_learner_has_enough_contrast(open_page: Open) -> None:
    page = open_page("/", color_scheme="dark")
    take_the_diagnostic(page)
    page.goto("/")
    assert faults_on(page) == []
