"""In a browser: a deck is downloaded, a worksheet is printed with and without solutions."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.test_axe import faults_on
from tests.exporting.gift_reader import read

QUESTION = "/questions/dot-product-self-attention/"
PHONE = {"width": 390, "height": 800}


@pytest.mark.parametrize("javascript", [True, False])
def test_a_deck_is_downloaded_and_its_tasks_say_so(
    open_page: Open, tmp_path: Path, javascript: bool
):
    page = open_page(QUESTION, java_script_enabled=javascript)
    page.get_by_role("link", name="Take these tasks with you").click()
    page.get_by_label("GIFT").check()
    page.get_by_label("Versions of each task").fill("2")
    with page.expect_download() as loading:
        page.get_by_role("button", name="Download").click()
    path = tmp_path / loading.value.suggested_filename
    loading.value.save_as(path)
    assert path.name == "question-dot-product-self-attention.gift"
    questions = read(path.read_text())[1]
    assert len(questions) > 10
    key = questions[0].id.split("/")[1]
    page.goto(f"{QUESTION}items/{key}/?seed=8")
    expect(page.locator("main")).to_contain_text("solution")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_worksheet_shows_its_solutions_when_asked(open_page: Open, javascript: bool):
    page = open_page(f"{QUESTION}worksheet/", java_script_enabled=javascript, viewport=PHONE)
    expect(page.get_by_text("Worked solution")).to_have_count(0)
    page.get_by_role("button", name="Show solutions").click()
    expect(page.get_by_role("heading", name="Worksheet 1 with solutions")).to_be_visible()
    assert page.get_by_text("Worked solution").count() > 5
    if javascript:
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert faults_on(page) == []


def test_on_paper_nothing_is_left_to_click(open_page: Open):
    page = open_page(f"{QUESTION}worksheet/")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Show solutions")).to_be_hidden()
    expect(page.get_by_text("Prints on A4 or Letter.")).to_be_hidden()
    expect(page.get_by_role("heading", name="1. A number")).to_be_visible()
    assert page.locator(".worksheet-space").first.bounding_box()["height"] > 60
