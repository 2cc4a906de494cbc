"""The workbench in a browser: by keyboard, with undo, with copying, and without the script."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Complaints, Open
from tests.browser.test_axe import faults_on

TYPED = "1 2\n3 4.25"
KEY = "0 1\n1 0\n2 2"
COPYING = ["clipboard-read", "clipboard-write"]


@pytest.fixture
def bench(open_page: Open) -> Page:
    return open_page("/workbench/", permissions=COPYING)


def field(page: Page, name: str):
    return page.locator(f"#given-bench-{name}")


def paste(page: Page, name: str, text: str) -> None:
    """Pastes into a field by keyboard, replacing its contents."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    field(page, name).focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+V")


def access_key(page: Page, letter: str) -> None:
    """Alt plus a letter, sent as the browser would; Playwright's own key event lacks the letter."""
    session = page.context.new_cdp_session(page)
    key = {"modifiers": 1, "key": letter, "text": letter, "unmodifiedText": letter}
    for kind in ("rawKeyDown", "char", "keyUp"):
        session.send("Input.dispatchKeyEvent", {"type": kind, **key})


def heard(page: Page, words: str) -> None:
    expect(page.locator("#announcer")).to_contain_text(words)


def test_paste_swap_undo_and_copy_from_the_keyboard_alone(bench: Page) -> None:
    paste(bench, "query", "\\begin{bmatrix}1 & 2 \\\\ 3 & 4\\end{bmatrix}")
    paste(bench, "key", "[[0, 1], [1, 0]]")
    access_key(bench, "s")
    heard(bench, "Swapped Q and K.")
    expect(field(bench, "query")).to_have_value("[[0, 1], [1, 0]]")
    expect(bench.locator("#bench-tool-swap")).to_be_focused()
    access_key(bench, "z")
    expect(field(bench, "query")).to_have_value("\\begin{bmatrix}1 & 2 \\\\ 3 & 4\\end{bmatrix}")
    expect(field(bench, "key")).to_have_value("[[0, 1], [1, 0]]")
    heard(bench, "Undone.")
    expect(bench.locator("#bench-undo")).to_be_focused()
    access_key(bench, "y")
    expect(field(bench, "query")).to_have_value("[[0, 1], [1, 0]]")
    heard(bench, "Redone.")
    bench.locator("#bench-show-steps").focus()
    bench.keyboard.press("Enter")
    bench.get_by_text("Copy as Python").focus()
    bench.keyboard.press("Enter")
    # The script of the new page shows the button.
    expect(bench.get_by_role("button", name="Copy the Python")).to_be_visible()
    bench.keyboard.press("Tab")
    bench.keyboard.press("Tab")
    expect(bench.get_by_role("button", name="Copy the Python")).to_be_focused()
    bench.keyboard.press("Enter")
    heard(bench, "Copied")
    code = bench.evaluate("navigator.clipboard.readText()")
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True)
    assert "weights:\n" in done.stdout, done.stderr


@pytest.mark.parametrize("tool", ["Random numbers", "Clear", "Transpose query", "Swap Q and K"])
def test_undo_brings_back_exactly_what_was_typed(bench: Page, tool: str) -> None:
    field(bench, "query").fill(TYPED)
    field(bench, "key").fill(KEY)
    bench.get_by_label("Attention weights").fill("1/3 1/3")
    bench.get_by_role("button", name=tool).click()
    expect(field(bench, "query")).not_to_have_value(TYPED)
    bench.get_by_role("button", name="Undo").click()
    expect(field(bench, "query")).to_have_value(TYPED)
    expect(field(bench, "key")).to_have_value(KEY)
    expect(bench.get_by_label("Attention weights")).to_have_value("1/3 1/3")
    bench.get_by_role("button", name="Undo").click()
    expect(field(bench, "query")).to_have_value("1 0 1 2\n0 1 1 0")
    expect(bench.get_by_role("button", name="Undo")).to_have_attribute("aria-disabled", "true")


def test_another_computation_or_an_example_takes_nothing_away_for_good(
    bench: Page, complaints: Complaints
) -> None:
    # What is typed so far does not fit the key yet, but it must come back anyway.
    complaints.expected_statuses.add(422)
    field(bench, "query").fill(TYPED)
    bench.get_by_label("Computation").select_option("Softmax")
    expect(bench.get_by_text("Softmax: the numbers")).to_be_visible()
    bench.get_by_role("button", name="Undo").click()
    expect(field(bench, "query")).to_have_value(TYPED)
    field(bench, "query").fill(KEY)
    bench.get_by_role("link", name="Causal: no looking ahead").click()
    expect(bench.get_by_label("Hide the keys that come after")).to_be_checked()
    bench.get_by_role("button", name="Undo").click()
    expect(field(bench, "query")).to_have_value(KEY)


def test_undo_goes_back_check_by_check_and_no_further_than_the_workbench(bench: Page) -> None:
    undo = bench.get_by_role("button", name="Undo")
    expect(undo).to_have_attribute("aria-disabled", "true")
    undo.focus()
    bench.keyboard.press("Enter")
    heard(bench, "There is nothing to undo.")
    for answer in ("1", "2"):
        bench.get_by_label("Attention weights").fill(answer)
        bench.get_by_role("button", name="Check", exact=True).last.click()
        expect(bench).to_have_url(re.compile(f"answer={answer}"))
        # Repeating it changes nothing.
        with bench.expect_response(re.compile("/workbench/")):
            bench.get_by_role("button", name="Check", exact=True).last.click()
    for answer in ("1", ""):
        undo.click()
        expect(bench.get_by_label("Attention weights")).to_have_value(answer)
    expect(undo).to_have_attribute("aria-disabled", "true")


def test_reload_back_and_a_second_tab_keep_everything(bench: Page) -> None:
    field(bench, "query").fill("1 0\n0 1")
    field(bench, "key").fill(KEY)
    bench.get_by_label("Attention weights").fill("0.1 0.2 0.7\n0 0 1")
    bench.get_by_text("Check your steps as well").click()
    bench.get_by_label("1. Dot products").fill("0 1 2\n1 0 2")
    bench.get_by_role("button", name="Check", exact=True).last.click()
    expect(bench.get_by_text("Your steps, checked")).to_be_visible()
    second = bench.context.new_page()
    second.goto(bench.url)
    bench.goto("/questions/")
    bench.go_back()
    bench.reload()
    for page in (bench, second):
        expect(field(page, "key")).to_have_value(KEY)
        expect(page.get_by_label("Attention weights")).to_have_value("0.1 0.2 0.7\n0 0 1")
        expect(page.get_by_label("1. Dot products")).to_have_value("0 1 2\n1 0 2")


def test_enter_in_a_line_checks_and_uses_no_tool(bench: Page) -> None:
    bench.get_by_text("More:").click()
    bench.get_by_label("Factor in place of").fill("1")
    bench.keyboard.press("Enter")
    expect(bench).to_have_url(re.compile("scale=1"))
    expect(field(bench, "query")).to_have_value("1 0 1 2\n0 1 1 0")


def test_a_matrix_far_too_long_for_an_address_is_told_what_it_costs(
    bench: Page, complaints: Complaints
) -> None:
    complaints.expected_statuses.add(422)
    row = " ".join(["0.125"] * 16)
    paste(bench, "query", "\n".join([row] * 1000))
    bench.get_by_role("button", name="Check", exact=True).last.click()
    expect(bench.get_by_text("1,000 × 1,000 scores of width 16")).to_be_visible()
    assert len(field(bench, "query").input_value()) > 90_000
    assert len(bench.url) < 6_000


def test_the_link_can_be_copied_without_a_clipboard_of_the_browser(open_page: Open) -> None:
    page = open_page("/workbench/")
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }"
    )
    page.get_by_role("button", name="Copy the link").click()
    heard(page, "Copied")


def test_without_the_script_tools_are_forms_and_texts_can_be_selected(open_page: Open) -> None:
    page = open_page("/workbench/", java_script_enabled=False)
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()
    field(page, "query").fill(TYPED)
    field(page, "key").fill(TYPED)
    page.get_by_role("button", name="Transpose query").click()
    expect(field(page, "query")).to_have_value("1 3\n2 4.25")
    page.go_back()
    page.reload()
    page.get_by_role("button", name="Random numbers").click()
    expect(page.get_by_text("Random numbers from seed 1.")).to_be_visible()
    page.get_by_role("button", name="Show every step").click()
    page.get_by_text("Copy as CSV").click()
    expect(page.get_by_label("CSV", exact=True)).to_have_value(re.compile("^query\n"))
    expect(page.get_by_role("button", name="Copy the CSV")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_state_of_the_workbench_is_wider_than_the_screen(open_page: Open, width: int) -> None:
    page = open_page(
        "/workbench/?show=steps&answer=1+2+3&step_weights=1",
        viewport={"width": width, "height": 800},
    )
    for details in page.locator("details").all():
        details.evaluate("details => (details.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_stand_the_numbers_the_verdict_and_the_steps(open_page: Open) -> None:
    page = open_page("/workbench/?show=steps&answer=1+2+3")
    page.emulate_media(media="print")
    for shown in ("Your numbers, as they were read", "Your result, checked", "Every step"):
        expect(page.get_by_role("heading", name=shown)).to_be_visible()
    expect(page.locator("#bench-form")).to_be_hidden()
    expect(
        page.get_by_text("Attention weights", exact=True).and_(page.locator("p"))
    ).to_be_visible()
    expect(page.get_by_text(f"{page.url.partition('/workbench/')[0]}/workbench/?")).to_be_visible()
    expect(page.get_by_role("heading", name="Take it along")).to_be_hidden()


def test_axe_finds_nothing_in_what_can_be_unfolded(open_page: Open) -> None:
    page = open_page("/workbench/?show=steps&answer=1+2+3", reduced_motion="reduce")
    for details in page.locator("details").all():
        details.evaluate("details => (details.open = true)")
    assert faults_on(page) == []
