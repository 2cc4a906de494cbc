"""Pictures in worked examples and in feedback, in a browser."""

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from attention_engine import format_array
from tests.browser.conftest import Open
from tests.browser.steps import MATRIX_ITEM, QUESTION, givens_of, open_task
from tests.browser.test_axe import faults_on

WORKBENCH = "/workbench/?show=steps&computation="
WEIGHTS = f"{WORKBENCH}attention_weights&query=1+0%0A0+1&key=1+0%0A0+1%0A1+1"
COMPARED = f"{WORKBENCH}scores&query=1+0%0A0+1&key=1+2%0A3+4&answer=1+3%0A2+4"
PLANE = f"{WORKBENCH}projection&vector=2+3&onto=4+1"
ROWS = "%0A".join(["1+2"] * 16)
LARGEST = f"{WORKBENCH}scores&query={ROWS}&key={ROWS}"


def example(page: Page) -> Locator:
    """The first example on the question's page with a heatmap of weights, with all opened."""
    closed = page.get_by_role("link", name="Open the example")
    for left in reversed(range(closed.count())):
        closed.first.click()
        expect(closed).to_have_count(left)
    return page.locator(".worked-example", has=page.locator("[id$=-weights-1]")).first


def answer_wrongly_twice(page: Page) -> Locator:
    work = open_task(page, MATRIX_ITEM)
    givens = givens_of(work)
    right = givens["query"] @ givens["key"].T / np.sqrt(givens["key"].shape[1])
    right[0, 0] += 0.7
    for tried, awaited in ((right + 5, "Not right yet"), (right, "ask for the solution")):
        work.get_by_label("Your matrix").fill(format_array(tried, decimals=4))
        work.get_by_role("button", name="Check").click()
        expect(work.get_by_text(awaited)).to_be_visible()
    work.get_by_role("button", name="Show solution").click()
    expect(work.get_by_text("Worked solution")).to_be_visible()
    return work


def test_the_picture_of_an_example_follows_the_numbers_and_is_read_with_the_arrows(
    open_page: Open,
) -> None:
    page = open_page(QUESTION)
    shown = example(page)
    box = shown.get_by_label("Keys, one row each")
    box.fill("0 " * (len(box.input_value().splitlines()[0].split())))
    expect(shown.locator("svg.picture .cell-edge")).to_have_count(
        shown.locator("tbody").last.locator("tr").count()
    )
    shown.get_by_role("group", name="Picture: Weights at a glance").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#announcer")).to_have_text("q1, k1: 1")


def test_the_picture_of_new_numbers_is_saved_as_png(open_page: Open) -> None:
    page = open_page(QUESTION)
    shown = example(page)
    old = shown.get_by_role("button", name="PNG").get_attribute("data-png-of")
    box = shown.get_by_label("Keys, one row each")
    box.fill(f"{box.input_value()}\n{'1 ' * len(box.input_value().splitlines()[0].split())}")
    new = shown.get_by_role("button", name="PNG")
    expect(new).not_to_have_attribute("data-png-of", old or "")
    with page.expect_download() as saved:
        new.click()
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")


def test_a_wrong_matrix_is_laid_beside_the_right_one(open_page: Open) -> None:
    page = open_page(QUESTION, reduced_motion="reduce")
    work = answer_wrongly_twice(page)
    pictures = work.locator("svg.picture")
    expect(pictures).to_have_count(2)
    expect(work.locator(".differs")).to_have_count(2)
    assert work.get_by_role("group", name="Picture: Your answer").is_visible()
    assert faults_on(page, f"#work-{MATRIX_ITEM}") == []


@pytest.mark.parametrize("address", [WEIGHTS, COMPARED, PLANE, LARGEST])
def test_axe_finds_nothing_where_pictures_are(open_page: Open, address: str) -> None:
    page = open_page(address, reduced_motion="reduce")
    expect(page.locator("svg.picture").first).to_be_visible()
    assert faults_on(page) == []


@pytest.mark.parametrize("address", [QUESTION, COMPARED, PLANE, LARGEST])
def test_no_picture_makes_a_page_wider_than_a_phone(open_page: Open, address: str) -> None:
    page = open_page(address, viewport={"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("address", [COMPARED, PLANE, LARGEST])
def test_on_paper_a_picture_is_whole(open_page: Open, address: str) -> None:
    page = open_page(address, viewport={"width": 660, "height": 900})
    page.emulate_media(media="print")
    for picture in page.locator("svg.picture").all():
        box = picture.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 660
    expect(page.locator(".picture-files").first).to_be_hidden()
