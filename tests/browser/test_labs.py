"""A lab as people use it: predict, look, read cell by cell, download the picture."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

GRADIENTS = "/labs/gradients/"


@pytest.fixture
def run(open_page: Open) -> Page:
    page = open_page(GRADIENTS)
    page.get_by_label("They vanish.").check()
    page.get_by_role("button", name="Check my guess").click()
    return page


def test_a_guess_is_judged_and_the_pictures_appear(run: Page) -> None:
    expect(run.get_by_text("Right.", exact=True)).to_be_visible()
    expect(run.locator("svg.picture")).to_have_count(3)
    assert "guess=vanish" in run.url


def test_a_picture_is_read_cell_by_cell_with_the_arrow_keys(run: Page) -> None:
    run.get_by_role("group", name="Picture: The Jacobian of softmax").focus()
    said = run.locator("#announcer")
    run.keyboard.press("ArrowRight")
    expect(said).to_have_text("weight 1, score 1: 0.223")
    run.keyboard.press("ArrowRight")
    expect(said).to_have_text("weight 1, score 2: −0.163")
    run.keyboard.press("ArrowDown")
    expect(said).to_have_text("weight 2, score 2: 0.185")
    for _ in range(4):
        run.keyboard.press("ArrowLeft")
    expect(said).to_have_text("weight 2, score 1: −0.163")
    expect(run.locator("#picture-jacobian svg .current")).to_have_count(1)


def test_a_picture_is_saved_as_png(run: Page) -> None:
    with run.expect_download() as saved:
        run.locator("#picture-jacobian").get_by_role("button", name="PNG").click()
    assert saved.value.suggested_filename == "jacobian.png"
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")
    expect(run.locator("#announcer")).to_have_text("The picture was saved as PNG.")


def test_a_lab_works_without_scripts(open_page: Open) -> None:
    page = open_page(GRADIENTS, java_script_enabled=False)
    page.get_by_label("They grow with the factor").check()
    page.get_by_label("Scores of one query").fill("3 1 0 -1")
    page.get_by_role("button", name="Check my guess").click()
    expect(page.get_by_text("Not quite.")).to_be_visible()
    page.locator("summary").first.click()
    expect(page.locator("#picture-jacobian tbody tr")).to_have_count(4)
    with page.expect_download() as saved:
        page.locator("#picture-jacobian").get_by_role("link", name="CSV").click()
    assert re.match(r",score 1,", saved.value.path().read_text())


@pytest.mark.parametrize("width", [320, 390])
def test_a_lab_is_no_wider_than_a_phone(open_page: Open, width: int) -> None:
    page = open_page(f"{GRADIENTS}?guess=grow", viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
