"""A visitor takes everything along and deletes it, with keys alone, on a phone, in the dark."""

import json
from pathlib import Path

from tests.browser.conftest import Open
from tests.browser.test_axe import faults_on

TASK = "/questions/dot-product-self-attention/items/dot-of-two-vectors/"


def test_a_visitor_takes_their_answers_along_and_deletes_them(open_page: Open, complaints) -> None:
    complaints.expected_statuses |= {422}
    page = open_page(TASK, viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page.get_by_role("textbox").first.fill("12345")
    page.get_by_role("button", name="Check").click()
    page.get_by_role("alert").or_(page.locator(".notice-wrong")).first.wait_for()

    page.get_by_role("navigation", name="All pages").get_by_role("link", name="Your data").click()
    assert faults_on(page) == []
    with page.expect_download() as started:
        page.get_by_role("link", name="Download everything").click()
    assert started.value.suggested_filename == "attention-by-hand.json"
    taken = json.loads(Path(started.value.path()).read_text())
    assert [attempt["typed"] for attempt in taken["attempts"]] == ["12345"]

    page.get_by_role("link", name="Delete everything").click()
    assert faults_on(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = page.get_by_label("To confirm")
    box.fill("no")
    box.press("Enter")
    page.get_by_role("alert").wait_for()
    assert "nothing was deleted" in page.get_by_role("alert").inner_text()
    assert faults_on(page) == []
    box.fill("delete")
    box.press("Enter")
    page.get_by_role("heading", name="Nothing about you is stored here").wait_for()
    names = {cookie["name"] for cookie in page.context.cookies()}
    assert "learner" not in names
    page.goto(page.url.replace("deleted", "data"))
    page.get_by_text("We store nothing about you").wait_for()
