"""The main journeys through the site in a browser, with JavaScript and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from attention_engine import mistake_title
from tests.browser.conftest import Open
from tests.browser.steps import (
    MATRIX_ITEM,
    QUESTION,
    QUIZ,
    answer_without_scaling,
    open_task,
)
from tests.browser.test_axe import PUBLIC, faults_on

SCRIPTS = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
PHONE = {"width": 320, "height": 640}


def test_a_changed_number_changes_every_step_at_once(open_page: Open) -> None:
    page = open_page(QUESTION)
    steps = page.locator("#steps-similar-key")
    expect(steps).to_contain_text("7.2")
    page.locator("#given-similar-key-query").fill("2 4 3")
    expect(steps.locator("td")).to_contain_text(["1.8", "8.4", "4.2"])
    expect(steps).to_contain_text("14.4")
    assert page.evaluate("document.activeElement.id") == "given-similar-key-query"


def test_without_script_a_changed_number_is_computed_on_a_page_that_can_be_shared(
    open_page: Open,
) -> None:
    page = open_page(QUESTION, java_script_enabled=False)
    page.locator("#given-similar-key-query").fill("2 4 3")
    page.locator("#example-similar-key").get_by_role("button", name="Compute").click()
    expect(page.locator("#steps-similar-key")).to_contain_text("14.4")
    shared = open_page(page.url, java_script_enabled=False)
    expect(shared.locator("#steps-similar-key")).to_contain_text("14.4")


@SCRIPTS
def test_a_wrong_matrix_is_told_which_mistake_makes_exactly_it(
    open_page: Open, javascript: bool
) -> None:
    page = open_page(QUESTION, java_script_enabled=javascript)
    verdict = answer_without_scaling(page)
    # The page typesets d_k with a subscript k.
    expect(verdict).to_contain_text(mistake_title("unscaled").replace("_", ""))
    expect(verdict).to_contain_text("Read as")
    assert page.locator(f"#work-{MATRIX_ITEM} td.cell-wrong").count() > 0
    if javascript:
        assert page.url.endswith(QUESTION)
        expect(verdict).to_be_focused()
        assert faults_on(page, f"#work-{MATRIX_ITEM}") == []


@SCRIPTS
def test_an_answer_that_cannot_be_read_costs_nothing_and_is_kept(
    open_page: Open, complaints, javascript: bool
) -> None:
    complaints.expected_statuses.add(422)
    page = open_page(QUESTION, java_script_enabled=javascript)
    work = open_task(page, MATRIX_ITEM)
    work.get_by_label("Your matrix").fill("1 2\n3 oops")
    work.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(f"#work-{MATRIX_ITEM} .field-error")).to_contain_text("Row 2, column 2")
    expect(page.get_by_label("Your matrix")).to_have_value("1 2\n3 oops")


@SCRIPTS
def test_a_quiz_is_taken_to_its_end(open_page: Open, javascript: bool) -> None:
    page = open_page(QUIZ, java_script_enabled=javascript)
    page.get_by_role("button", name="Start").click()
    expect(page).to_have_url(re.compile(r"/sittings/"))
    page.get_by_role("button", name="All on one page").click()
    page.locator(".sitting-task input[type=radio]").first.check()
    page.get_by_role("button", name="Submit and see your results").click()
    expect(page.get_by_role("alert")).to_contain_text("11 tasks are blank. Submit anyway?")
    page.get_by_role("button", name="Submit with blanks").click()
    expect(page).to_have_url(re.compile(r"/sittings/[0-9a-f-]+/results/"))
    expect(page.locator("h1")).to_be_visible()
    if javascript:
        assert faults_on(page) == []


@pytest.mark.parametrize("name", PUBLIC)
def test_a_phone_needs_no_sideways_scrolling(open_page: Open, complaints, name: str) -> None:
    complaints.expected_statuses |= {404, 422}
    page = open_page(PUBLIC[name], viewport=PHONE)
    widest = page.evaluate("document.documentElement.scrollWidth")
    assert widest <= PHONE["width"], too_wide(page)


def too_wide(page: Page) -> str:
    """The elements that overflow, for whoever has to fix it."""
    return page.evaluate(
        """() => [...document.querySelectorAll("main *")]
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
            .slice(0, 5).map(e => e.outerHTML.slice(0, 120)).join("\\n")"""
    )


def test_the_keyboard_alone_leads_past_the_navigation_and_through_a_task(open_page: Open) -> None:
    page = open_page(QUESTION)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.locator(f"#item-{MATRIX_ITEM}").get_by_role("link", name="Try it").focus()
    page.keyboard.press("Enter")
    box = page.get_by_label("Your matrix")
    box.wait_for()
    for _ in range(10):
        if page.evaluate("document.activeElement.tagName") == "TEXTAREA":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("1 2 3")
    expect(box).to_have_value("1 2 3")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) != "none"
