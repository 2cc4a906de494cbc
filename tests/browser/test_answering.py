"""Answering a task in a browser: what is typed is echoed, and hints come one at a time."""

import pytest
from playwright.sync_api import Locator, Page, expect

from attention_engine import format_array, mistake_title, scaled_dot_product_scores, softmax
from tests.browser.conftest import Complaints, Open
from tests.browser.steps import MATRIX_ITEM, QUESTION, QUIZ, givens_of, open_task
from tests.browser.test_axe import faults_on

SCRIPTS = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
STEPS_ITEM = "weights-step-by-step"
OUTPUT_ITEM = "output-of-attention"


def reading_of(page: Page) -> Locator:
    return page.locator(f"#answer-{MATRIX_ITEM}-reading")


def test_a_matrix_is_read_back_while_it_is_typed(open_page: Open) -> None:
    page = open_page(QUESTION)
    work = open_task(page, MATRIX_ITEM)
    box = work.get_by_label("Your matrix")
    box.press_sequentially("1 2 3; 4 5")
    expect(reading_of(page)).to_contain_text("Not read yet.")
    expect(reading_of(page).locator("pre")).to_contain_text("^")
    box.press_sequentially(" 6")
    expect(reading_of(page)).to_contain_text("2 × 3")
    expect(box).to_be_focused()
    expect(work.get_by_role("button", name="Check", exact=True)).to_be_enabled()
    assert work.locator(".verdict").count() == 0
    assert faults_on(page, f"#work-{MATRIX_ITEM}") == []


def test_the_reading_is_no_live_region_and_says_nothing_to_the_announcer(open_page: Open) -> None:
    page = open_page(QUESTION)
    open_task(page, MATRIX_ITEM).get_by_label("Your matrix").fill("1 2")
    expect(reading_of(page)).to_contain_text("Read as")
    expect(page.locator("#announcer")).to_have_text("")
    live = "element => element.closest('[aria-live], [role=status], [role=alert]')"
    assert reading_of(page).evaluate(live) is None
    assert page.get_by_label("Your matrix").get_attribute("aria-describedby").split()[-1] == (
        f"answer-{MATRIX_ITEM}-reading"
    )


def test_each_step_of_a_derivation_is_read_back_beside_its_box(open_page: Open) -> None:
    page = open_page(QUESTION)
    work = open_task(page, STEPS_ITEM)
    work.get_by_label("1. Dot products").fill("1 2 3; 4 5 6")
    work.get_by_label("2. Scaled scores").fill("1 2; 3 4")
    name = f"#answer-{STEPS_ITEM}"
    expect(page.locator(f"{name}-dot_products-reading")).to_contain_text("2 × 3")
    expect(page.locator(f"{name}-scores-reading")).to_contain_text("2 × 2")


def test_without_script_a_button_shows_how_it_is_read(open_page: Open) -> None:
    page = open_page(QUESTION, java_script_enabled=False)
    open_task(page, MATRIX_ITEM).get_by_label("Your matrix").fill("1 2 3; 4 5 6")
    page.get_by_role("button", name="Show how we read it").click()
    expect(reading_of(page)).to_contain_text("2 × 3")
    expect(page.get_by_label("Your matrix")).to_have_value("1 2 3; 4 5 6")
    expect(page.get_by_role("button", name="Check", exact=True)).to_be_visible()


def test_where_scripts_run_the_button_for_it_is_not_shown(open_page: Open) -> None:
    page = open_page(QUESTION)
    work = open_task(page, MATRIX_ITEM)
    expect(work.get_by_text("Show how we read it")).to_be_hidden()


@SCRIPTS
def test_three_hints_lead_through_the_step_and_keep_what_is_typed(
    open_page: Open, javascript: bool
) -> None:
    page = open_page(QUESTION, java_script_enabled=javascript)
    open_task(page, MATRIX_ITEM).get_by_label("Your matrix").fill("1 2 3")
    hints = page.locator(f"#hints-{MATRIX_ITEM}")
    for number, words in enumerate(("Look at the step Dot products", "how well", "Q"), start=1):
        hints.get_by_role("button", name=f"({number} of 3)").focus()
        page.keyboard.press("Enter")
        hint = hints.locator("li").nth(number - 1)
        expect(hint).to_contain_text(words)
        if javascript:
            expect(hint).to_be_focused()
        expect(page.get_by_label("Your matrix")).to_have_value("1 2 3")
    expect(hints.get_by_role("button")).to_have_count(0)
    if javascript:
        assert page.url.endswith(QUESTION)
        assert faults_on(page, f"#work-{MATRIX_ITEM}") == []


def test_no_control_of_a_task_makes_the_console_complain(open_page: Open) -> None:
    page = open_page(QUESTION)
    work = open_task(page, MATRIX_ITEM)
    hints = page.locator(f"#hints-{MATRIX_ITEM}")
    for number in (1, 2, 3):
        hints.get_by_role("button", name=f"({number} of 3)").click()
        expect(hints.locator("li")).to_have_count(number)
    before = work.get_by_role("link", name="Link to this task").get_attribute("href")
    work.get_by_role("link", name="New numbers").click()
    link = work.get_by_role("link", name="Link to this task")
    expect(link).not_to_have_attribute("href", before or "")
    work.get_by_label("Your matrix").fill("1 2 3; 4 5 6")
    work.get_by_role("button", name="Check", exact=True).click()
    expect(work.locator(".verdict")).to_be_visible()
    work.get_by_role("button", name="Show solution").click()
    expect(work.locator(".way")).to_be_visible()


def test_a_hint_leaves_the_verdict_where_it_is(open_page: Open) -> None:
    page = open_page(QUESTION)
    work = open_task(page, MATRIX_ITEM)
    work.get_by_label("Your matrix").fill("1 2 3; 4 5 6")
    work.get_by_role("button", name="Check", exact=True).click()
    verdict = page.locator(f"#verdict-{MATRIX_ITEM}")
    expect(verdict).to_be_focused()
    page.get_by_label("Your matrix").fill("7 8 9; 1 2 3")
    page.get_by_role("button", name="Show a hint").click()
    expect(page.locator(f"#hints-{MATRIX_ITEM} li")).to_be_focused()
    expect(verdict).to_contain_text("Not right yet")
    expect(page.get_by_label("Your matrix")).to_have_value("7 8 9; 1 2 3")


@SCRIPTS
def test_two_mistakes_at_once_are_both_named(open_page: Open, javascript: bool) -> None:
    page = open_page(QUESTION, java_script_enabled=javascript)
    work = open_task(page, OUTPUT_ITEM)
    givens = givens_of(work)
    unscaled = softmax(givens["query"] @ givens["key"].T, axis=0)
    work.get_by_label("Your matrix").fill(format_array(unscaled @ givens["value"], 2))
    work.get_by_role("button", name="Check", exact=True).press("Enter")
    verdict = page.locator(f"#verdict-{OUTPUT_ITEM}")
    expect(verdict).to_contain_text("Two mistakes at once:")
    for mistake in ("unscaled", "softmax_over_queries"):
        words = mistake_title(mistake).replace("_", "")
        expect(verdict).to_contain_text(words[0].lower() + words[1:])


@SCRIPTS
def test_the_one_wrong_cell_is_written_out_but_for_its_result(
    open_page: Open, javascript: bool
) -> None:
    page = open_page(QUESTION, java_script_enabled=javascript)
    work = open_task(page, MATRIX_ITEM)
    givens = givens_of(work)
    scores = scaled_dot_product_scores(givens["query"], givens["key"])
    scores[1, 2] += 1.3
    work.get_by_label("Your matrix").fill(format_array(scores, 2))
    work.get_by_role("button", name="Check", exact=True).press("Enter")
    verdict = page.locator(f"#verdict-{MATRIX_ITEM}")
    expect(verdict).to_contain_text("Only row 2, column 3 is wrong. Written out:")
    expect(verdict).to_contain_text("Work out the last result yourself.")
    expect(verdict.locator("td.cell-wrong")).to_have_count(1)
    if javascript:
        assert faults_on(page, f"#work-{MATRIX_ITEM}") == []


def test_in_a_quiz_the_box_is_read_back_and_saved_and_no_hint_is_offered(open_page: Open) -> None:
    page = open_page(QUIZ)
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="All on one page").click()
    task = page.locator(".sitting-task").filter(has_text="Your matrix").first
    task.get_by_label("Your matrix").fill("1 2 3; 4 5 6")
    expect(task.locator(".reading")).to_contain_text("2 × 3")
    expect(task.locator(".saved")).to_contain_text("Saved.")
    expect(page.get_by_text("Show a hint")).to_have_count(0)


@pytest.mark.parametrize("item", [MATRIX_ITEM, "which-weights"])
def test_no_task_is_wider_than_a_phone_whatever_is_typed(
    open_page: Open, complaints: Complaints, item: str
) -> None:
    complaints.expected_statuses.add(422)
    page = open_page(f"{QUESTION}items/{item}/", viewport={"width": 320, "height": 640})
    if item == MATRIX_ITEM:
        page.get_by_label("Your matrix").fill("<b>" * 400)
        page.get_by_role("button", name="Check", exact=True).click()
        expect(page.locator(".field-error pre")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
