"""Practice in a browser: from task to task by mouse and by key, with JavaScript and without."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_axe import faults_on

SCRIPTS = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
PHONE = {"width": 320, "height": 640}


def begin(open_page: Open, **options: object) -> Page:
    page = open_page("/practice/", **options)
    page.get_by_label("5 tasks", exact=True).check()
    page.get_by_role("button", name="Start", exact=True).click()
    expect(bar(page)).to_contain_text("task 1 of 5")
    return page


def bar(page: Page):
    return page.get_by_role("region", name="Practice")


@SCRIPTS
def test_a_session_goes_from_task_to_task_to_its_summary(open_page: Open, javascript: bool) -> None:
    page = begin(open_page, java_script_enabled=javascript)
    for number in range(1, 6):
        expect(bar(page)).to_contain_text(f"task {number} of 5")
        page.get_by_role("button", name="Show solution").click()
        expect(page.get_by_text("Worked solution")).to_be_visible()
        page.get_by_role("button", name="Next task").click()
    expect(page.get_by_role("heading", name="Practice summary")).to_be_visible()
    expect(page.get_by_text("0 of 5 right on the first try")).to_be_visible()
    if javascript:
        assert faults_on(page) == []


def test_one_key_goes_to_the_next_task_but_not_while_typing(open_page: Open) -> None:
    page = begin(open_page)
    page.keyboard.press("n")
    expect(bar(page)).to_contain_text("task 1 of 5")
    page.get_by_role("button", name="Show solution").click()
    expect(page.get_by_role("button", name="Next task")).to_be_visible()
    page.keyboard.press("n")
    expect(bar(page)).to_contain_text("task 2 of 5")


def test_the_time_zone_of_the_browser_goes_along_with_what_is_sent(open_page: Open) -> None:
    page = open_page("/practice/", timezone_id="Pacific/Honolulu")
    assert not [cookie for cookie in page.context.cookies() if cookie.get("name") == "time_zone"]
    page.get_by_role("button", name="Start", exact=True).click()
    expect(bar(page)).to_be_visible()
    zones = [c.get("value") for c in page.context.cookies() if c.get("name") == "time_zone"]
    assert zones == ["Pacific/Honolulu"]


def test_on_a_phone_nothing_is_wider_than_the_screen(open_page: Open) -> None:
    page = begin(open_page, viewport=PHONE)
    page.get_by_role("button", name="Show solution").click()
    expect(page.get_by_role("button", name="Next task")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
