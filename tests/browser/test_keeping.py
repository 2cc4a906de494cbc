"""Bookmarks, notes and reports in a browser, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.test_axe import faults_on

QUESTION = "/questions/dot-product-self-attention/"
TASK = f"{QUESTION}items/dot-of-two-vectors/"
SCRIPTS = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
LONG = "A long word: " + "softmax" * 40


@SCRIPTS
@pytest.mark.parametrize("address", [QUESTION, TASK], ids=["question", "task"])
def test_a_bookmark_is_kept_listed_removed_and_put_back(
    open_page: Open, javascript: bool, address: str
) -> None:
    page = open_page(address, java_script_enabled=javascript)
    before = page.url
    page.get_by_role("button", name="Bookmark", exact=True).click()
    expect(page.get_by_role("button", name="Remove bookmark")).to_be_visible()
    assert page.url == before
    if javascript:
        expect(page.get_by_role("button", name="Remove bookmark")).to_be_focused()
        expect(page.locator("#announcer")).to_have_text("Bookmark kept")
    page.get_by_role("link", name="Your bookmarks").click()
    page.get_by_role("button", name=re.compile("^Remove")).click()
    expect(page.get_by_text("You have no bookmarks yet")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="Practice", exact=False).last).to_be_visible()
    if javascript:
        assert faults_on(page) == []
    page.goto(address)
    expect(page.get_by_role("button", name="Remove bookmark")).to_be_visible()


@SCRIPTS
def test_two_tabs_write_one_note_and_nothing_is_lost(open_page: Open, complaints, javascript: bool):
    complaints.expected_statuses.add(409)
    first = open_page(
        QUESTION, java_script_enabled=javascript, viewport={"width": 390, "height": 800}
    )
    first.get_by_role("link", name="Write a note").click()
    second = first.context.new_page()
    second.goto(first.url)
    first.get_by_label("Text").fill(f"Divide by $\\sqrt{{d_k}}$.\n\n{LONG}")
    first.get_by_role("button", name="Save").click()
    expect(first.locator(".prose math")).to_be_visible()
    second.get_by_label("Text").fill("The other tab.")
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_role("alert")).to_contain_text("Nothing was overwritten")
    expect(second.locator(".saved-text")).to_contain_text("Divide by")
    expect(second.locator("#note-text")).to_have_value("The other tab.")
    for page in (first, second):
        if javascript:
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= 390
            assert faults_on(page) == []


@SCRIPTS
def test_a_problem_is_reported_and_seen_on_the_task(open_page: Open, complaints, javascript: bool):
    complaints.expected_statuses.add(422)
    page = open_page(TASK, java_script_enabled=javascript)
    page.get_by_role("link", name="Report a problem with this task").click()
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_text("Choose what the problem is.")).to_be_visible()
    if javascript:
        assert faults_on(page) == []
    page.get_by_role("radio", name="The text is unclear").check()
    page.get_by_label("What did you notice?").fill("Which of the two vectors is meant?")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("status").first).to_contain_text("Your report was sent")
    if javascript:
        assert faults_on(page) == []
    page.get_by_role("link", name=re.compile("^Task from")).click()
    expect(page.get_by_text("You reported a problem with this task")).to_be_visible()
