"""Light and dark by choice, keys, and cards of which none stands alone."""

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from attention_engine import format_array
from tests.browser.conftest import Complaints, Open
from tests.browser.steps import MATRIX_ITEM, QUESTION, givens_of, open_task
from tests.browser.test_axe import faults_on

PAPER = "getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(250, 246, 238)", "rgb(23, 24, 26)"
SCRIPTS = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])


def choose(page: Page, theme: str) -> None:
    page.get_by_role("button", name=theme, exact=True).click()
    pressed = page.locator('.theme-switch [aria-pressed="true"]')
    expect(pressed).to_have_text(theme)


@SCRIPTS
@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_choice_holds_on_the_next_pages_against_the_system(
    open_page: Open, javascript: bool, system: str
) -> None:
    page = open_page("/topics/", java_script_enabled=javascript, color_scheme=system)
    assert page.evaluate(PAPER) == (DARK if system == "dark" else LIGHT)
    for theme, paper in (("Dark", DARK), ("Light", LIGHT)):
        choose(page, theme)
        assert page.url.endswith("/topics/")
        assert page.evaluate(PAPER) == paper
        page.goto("/practice/")
        assert page.evaluate(PAPER) == paper
        page.goto("/topics/")
    choose(page, "System")
    page.goto("/practice/")
    assert page.evaluate(PAPER) == (DARK if system == "dark" else LIGHT)


def test_a_picture_and_the_browser_follow_the_choice_at_once(open_page: Open) -> None:
    page = open_page("/labs/similarity/?guess=cosine", color_scheme="light")
    label = page.locator("svg.picture .label").first
    fill = "element => getComputedStyle(element).fill"
    before = label.evaluate(fill)
    choose(page, "Dark")
    assert label.evaluate(fill) not in (before, "rgb(0, 0, 0)")
    colors = page.locator("meta[name=theme-color]").evaluate_all("all => all.map(m => m.content)")
    assert set(colors) == {DARK}
    page.emulate_media(media="print")
    assert page.evaluate(PAPER) == "rgb(255, 255, 255)"


def test_chosen_dark_has_the_contrast_too(open_page: Open) -> None:
    page = open_page("/", color_scheme="light", reduced_motion="reduce")
    choose(page, "Dark")
    assert faults_on(page) == []


def test_the_list_of_keys_opens_closes_and_gives_the_focus_back(open_page: Open) -> None:
    page = open_page("/topics/", reduced_motion="reduce")
    link = page.get_by_role("link", name="Practice", exact=True).first
    link.focus()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_contain_text("Go to search")
    assert faults_on(page) == []
    page.keyboard.press("/")
    assert page.url.endswith("/topics/")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(link).to_be_focused()
    page.keyboard.press("?")
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_have_count(0)


def test_the_keys_can_be_read_without_the_script(open_page: Open) -> None:
    page = open_page("/topics/", java_script_enabled=False)
    page.get_by_role("link", name="Keyboard shortcuts").click()
    expect(page.get_by_role("definition").nth(1)).to_have_text("Go to search")
    expect(page.get_by_role("checkbox")).to_have_count(0)


def test_a_slash_goes_to_the_search_box_from_any_page(open_page: Open) -> None:
    page = open_page("/questions/")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("a/b?n")
    expect(page.get_by_role("searchbox")).to_have_value("a/b?n")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.goto("/topics/")
    page.keyboard.press("/")
    page.wait_for_url("**/search/#q")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_single_keys_can_be_turned_off_and_on_again(open_page: Open) -> None:
    page = open_page("/topics/")
    page.keyboard.press("?")
    page.get_by_label("Use single-key shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.goto("/questions/")
    page.keyboard.press("/")
    page.keyboard.press("?")
    expect(page.get_by_role("searchbox")).not_to_be_focused()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("link", name="Keyboard shortcuts").click()
    page.get_by_label("Use single-key shortcuts").check()
    page.goto("/questions/")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()


@pytest.mark.parametrize("key", ["Control+Enter", "Meta+Enter"])
def test_enter_with_control_checks_what_is_typed_in_a_large_box(open_page: Open, key: str) -> None:
    page = open_page(f"{QUESTION}items/scaled-scores/")
    page.get_by_label("Your matrix").fill("1 2 3\n4 5 6")
    page.keyboard.press("Enter")
    expect(page.locator(".verdict")).to_have_count(0)
    page.keyboard.press(key)
    expect(page.locator(".verdict")).to_be_visible()
    page.wait_for_timeout(100)
    expect(page.get_by_text("Check again")).to_be_visible()


def solve(page: Page, key: str) -> None:
    """Answers a task of the question page correctly, whose answer is a product of its givens."""
    work = open_task(page, key)
    query, vectors = list(givens_of(work).values())[:2]
    right = query @ vectors.T / (np.sqrt(query.shape[1]) if key == MATRIX_ITEM else 1)
    work.get_by_role("textbox").fill(format_array(right, decimals=6))
    work.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(f"#item-{key}").get_by_role("link", name="Next task")).to_be_visible()


def test_n_goes_on_from_wherever_the_focus_is_but_not_while_typing(open_page: Open) -> None:
    page = open_page(QUESTION)
    page.keyboard.press("n")
    solve(page, MATRIX_ITEM)
    page.locator(f"#work-{MATRIX_ITEM}").get_by_role("textbox").press("n")
    page.get_by_role("link", name="Practice", exact=True).first.focus()
    page.keyboard.press("Control+n")
    page.keyboard.press("Shift+N")
    assert page.url.endswith(QUESTION)
    page.keyboard.press("n")
    page.wait_for_url(f"**{QUESTION}#item-*")


def test_where_two_tasks_go_on_the_key_does_not_choose(open_page: Open) -> None:
    page = open_page(QUESTION)
    solve(page, MATRIX_ITEM)
    solve(page, "dot-of-two-vectors")
    page.keyboard.press("n")
    assert page.url.endswith(QUESTION)


ROWS = """count => {
  const list = document.querySelector(".card-grid");
  const card = list.firstElementChild;
  list.replaceChildren(...Array.from({length: count}, () => card.cloneNode(true)));
  const rows = {};
  for (const each of list.children) {
    const {top, width} = each.getBoundingClientRect();
    (rows[Math.round(top)] ??= []).push(width);
  }
  const ordered = Object.keys(rows).sort((a, b) => a - b).map(top => rows[top]);
  const full = ordered.every(row => row.reduce((sum, w) => sum + w, 16 * (row.length - 1))
    > list.clientWidth - 2);
  return [full, ordered.map(row => row.length)];
}"""


@pytest.mark.parametrize(
    ("width", "rows"),
    [
        (1280, {1: [1], 2: [2], 3: [3], 4: [4], 5: [3, 2], 6: [3, 3], 7: [3, 2, 2], 8: [3, 3, 2]}),
        (768, {1: [1], 2: [2], 3: [1, 2], 4: [2, 2], 5: [1, 2, 2], 6: [2, 2, 2]}),
        (390, {1: [1], 5: [1] * 5}),
    ],
)
def test_no_card_stands_alone_in_the_last_row(
    open_page: Open, complaints: Complaints, width: int, rows: dict[int, list[int]]
) -> None:
    page = open_page("/", viewport={"width": width, "height": 900})
    assert {count: page.evaluate(ROWS, count) for count in rows} == {
        count: [True, row] for count, row in rows.items()
    }
