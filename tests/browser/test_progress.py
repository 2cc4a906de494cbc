"""Progress in a browser: from nothing to pictures, without JavaScript, on a phone, in the dark."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.gathering import cut_off
from tests.browser.steps import QUESTION, answer_without_scaling
from tests.browser.test_axe import faults_on
from tests.browser.test_practice import begin

SCRIPTS = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
HONOLULU = ZoneInfo("Pacific/Honolulu")
PHONE = {"width": 320, "height": 640}


def give_up_one(open_page: Open, **options: object) -> Page:
    """Somebody who has looked at one solution in practice."""
    page = begin(open_page, **options)
    page.get_by_role("button", name="Show solution").click()
    expect(page.get_by_text("Worked solution")).to_be_visible()
    page.get_by_role("link", name="Progress", exact=True).first.click()
    expect(page.get_by_role("heading", name="My progress")).to_be_visible()
    return page


@SCRIPTS
def test_one_answer_shows_in_the_calendar_and_leads_to_the_task_again(
    open_page: Open, javascript: bool
) -> None:
    page = give_up_one(open_page, java_script_enabled=javascript, timezone_id="Pacific/Kiritimati")
    expect(page.get_by_text("Active on 1 of the last 14 days")).to_be_visible()
    numbers = page.locator("#picture-answers")
    numbers.get_by_text("The numbers of this picture").click()
    expect(numbers.get_by_role("row", name="Solution shown")).to_contain_text("1")
    page.get_by_role("link", name="My mistakes and tasks to try again").click()
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Task")
    expect(page.get_by_role("button", name="Check", exact=True)).to_be_visible()


def test_nothing_is_cut_off_at_any_width_and_axe_finds_nothing(open_page: Open) -> None:
    page = give_up_one(open_page, reduced_motion="reduce")
    assert cut_off(page) == []
    for summary in page.locator("summary").all():
        summary.click()
    assert faults_on(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.goto("/mistakes/")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert faults_on(page) == []


def test_the_calendar_is_read_day_by_day_with_the_arrow_keys(open_page: Open) -> None:
    page = give_up_one(open_page)
    # The keys are the script's.
    page.wait_for_load_state()
    page.get_by_role("group", name="Picture: Activity").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#announcer")).to_contain_text(", Mon: ")
    expect(page.locator("#picture-activity .cell-edge.current")).to_have_count(1)


def test_a_mistake_made_in_honolulu_comes_back_on_the_next_day_there(open_page: Open) -> None:
    page = open_page(QUESTION, timezone_id="Pacific/Honolulu")
    before = datetime.now(HONOLULU).date()
    answer_without_scaling(page).wait_for()
    after = datetime.now(HONOLULU).date()
    page.goto("/mistakes/")
    # Should a day end there while the test runs, either is right.
    days = {day + timedelta(1) for day in (before, after)}
    said = page.inner_text("main")
    assert any(f"{day:%B} {day.day}" in said for day in days), said
    page.goto("/practice/")
    assert "Nothing is due today" in page.inner_text("main")
