"""A quiz of one's own in a browser: chosen, shared by its link, taken by two people."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_axe import faults_on

NEW = "/quizzes/custom/"
SCRIPTS = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
PHONE = {"width": 320, "height": 640}


def make(open_page: Open, **options: object) -> Page:
    page = open_page("/quizzes/", **options)
    page.get_by_role("link", name="Make your own quiz").click()
    page.get_by_role("checkbox", name="Masks").check()
    page.get_by_role("checkbox", name="A matrix").check()
    page.get_by_role("radio", name="5 tasks", exact=True).check()
    return page


def start(page: Page) -> str:
    """The heading and the text of the first task."""
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.locator("#strip-title")).to_contain_text("Task 1 of")
    return (
        page.locator(".sitting-task .prose").inner_text()
        + page.locator(".sitting-task").inner_text()
    )


@SCRIPTS
def test_two_people_open_one_link_and_get_the_same_numbers(
    open_page: Open, javascript: bool
) -> None:
    page = make(open_page, java_script_enabled=javascript)
    if not javascript:
        page.get_by_role("button", name="Count matching tasks").click()
        expect(page.get_by_role("checkbox", name="Masks")).to_be_checked()
    expect(page.get_by_role("status").first).to_have_text(re.compile(r"\d tasks? match"))
    page.get_by_role("button", name="Make the quiz").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("on Masks (a matrix)")
    link = page.url
    other = open_page(link, java_script_enabled=javascript)
    assert start(page) == start(other)
    assert page.url != other.url
    page.goto("/quizzes/")
    expect(page.get_by_role("heading", name="Your own quizzes")).to_be_visible()
    page.get_by_role("link", name=re.compile("Continue: task 1 of")).click()
    expect(page.locator("#strip-title")).to_contain_text("Task 1 of")


def test_the_number_of_matching_tasks_follows_what_is_chosen(open_page: Open) -> None:
    page = make(open_page)
    told = page.locator("#matching")
    expect(told).not_to_contain_text("10 of them")
    before = told.inner_text()
    page.get_by_role("checkbox", name="Masks").uncheck()
    expect(told).not_to_have_text(before)
    page.get_by_role("checkbox", name="A matrix").uncheck()
    expect(told).to_contain_text("Your quiz will have 5 of them.")


def test_the_keyboard_alone_makes_and_starts_a_quiz(open_page: Open) -> None:
    page = open_page(NEW)
    page.get_by_role("checkbox", name="Positions").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("on Positions")
    page.get_by_role("button", name="Start", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#strip-title")).to_contain_text("Task 1 of")


def test_the_page_of_a_quiz_fits_a_phone_copies_its_link_and_has_no_fault(
    open_page: Open,
) -> None:
    permissions = ["clipboard-read", "clipboard-write"]
    page = make(open_page, viewport=PHONE, permissions=permissions, reduced_motion="reduce")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.get_by_role("button", name="Make the quiz").click()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert faults_on(page) == []
    start(page)
    page.get_by_role("button", name="Finish").click()
    page.get_by_role("button", name="Submit with blanks").click()
    page.get_by_role("link", name="About this quiz").click()
    expect(page.get_by_role("button", name="New numbers")).to_be_visible()
    assert faults_on(page) == []
    page.get_by_role("link", name="Quizzes").first.click()
    assert faults_on(page) == []
