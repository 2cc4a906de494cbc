"""What the site's small script adds to pages that also work without it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Complaints, Open

QUESTION = "/questions/dot-product-self-attention/"


@pytest.fixture
def question(open_page: Open) -> Page:
    return open_page(QUESTION)


def test_an_item_opens_in_its_card_and_takes_the_focus(question: Page) -> None:
    card = question.locator("#item-dot-of-two-vectors")
    link = card.get_by_role("link", name="Try it")
    link.focus()
    question.keyboard.press("Enter")
    expect(card.get_by_role("button", name="Check")).to_be_visible()
    assert question.url.endswith(QUESTION)
    assert card.evaluate("card => card.contains(document.activeElement)")


def test_a_lost_connection_is_said_and_what_was_typed_stays(
    question: Page, complaints: Complaints
) -> None:
    card = question.locator("#item-dot-of-two-vectors")
    card.get_by_role("link", name="Try it").click()
    box = card.get_by_label("Your answer")
    box.fill("12.5")
    question.context.set_offline(True)
    card.get_by_role("button", name="Check").click()
    expect(card.get_by_role("alert")).to_contain_text("Nothing was saved")
    assert box.input_value() == "12.5"
    question.context.set_offline(False)
    card.get_by_role("button", name="Check").click()
    expect(card.locator(".verdict")).to_be_visible()
    expect(card.get_by_text("The server cannot be reached")).to_have_count(0)
    # The browser's own messages about the lost connection are expected.
    lost = [
        words for words in complaints if re.search("DISCONNECTED|sendError|afterRequest", words)
    ]
    for words in lost:
        complaints.remove(words)


def test_the_search_is_live_keeps_the_focus_and_is_announced(open_page: Open) -> None:
    page = open_page("/questions/")
    box = page.get_by_role("searchbox")
    box.press_sequentially("zebra")
    expect(page.locator("#announcer")).to_have_text("0 questions found")
    expect(page.get_by_text("No questions match")).to_be_visible()
    expect(box).to_be_focused()
    assert page.url.endswith("/questions/?q=zebra")
    page.go_back()
    expect(page.get_by_text("No questions match")).to_have_count(0)


def test_the_search_works_without_the_script(open_page: Open) -> None:
    page = open_page("/questions/", java_script_enabled=False)
    page.get_by_role("searchbox").fill("zebra")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("No questions match")).to_be_visible()


def test_the_tex_of_a_formula_can_be_copied(open_page: Open) -> None:
    page = open_page(QUESTION, permissions=["clipboard-read", "clipboard-write"])
    formula = page.locator(".prose .formula").first
    formula.hover()
    page.get_by_role("button", name="Copy TeX").first.click()
    expect(page.locator("#announcer")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == formula.locator("math").get_attribute("data-tex")


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("path", ["/", "/questions/", QUESTION, f"{QUESTION}context/", "/nowhere/"])
def test_no_page_is_wider_than_the_screen(
    open_page: Open, complaints: Complaints, path: str, width: int
) -> None:
    complaints.expected_statuses.add(404)
    page = open_page(path, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_contents_fold_on_a_phone_and_stay_in_view_on_a_wide_screen(open_page: Open) -> None:
    phone = open_page(QUESTION, viewport={"width": 360, "height": 800})
    expect(phone.locator(".toc-wide")).to_be_hidden()
    phone.get_by_text("On this page").locator("visible=true").click()
    expect(phone.locator(".toc-narrow a").first).to_be_visible()
    wide = open_page(QUESTION, viewport={"width": 1280, "height": 900})
    wide.evaluate("window.scrollTo({top: 9000, behavior: 'instant'})")
    expect(wide.locator(".toc-wide")).to_be_in_viewport()


def test_on_paper_there_is_nothing_to_click_and_sources_show_their_address(
    question: Page,
) -> None:
    question.emulate_media(media="print", color_scheme="dark")
    for gone in (".site-nav", ".toc-wide", ".item-card a.button", "form"):
        expect(question.locator(gone).first).to_be_hidden()
    source = question.locator(".sources a").first
    shown = source.evaluate("link => getComputedStyle(link, '::after').content")
    assert "https://" in shown or "attr(href)" in shown
    paper = question.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"


def test_the_skip_link_leads_past_the_navigation(question: Page) -> None:
    question.keyboard.press("Tab")
    expect(question.get_by_role("link", name="Skip to the content")).to_be_focused()
    question.keyboard.press("Enter")
    assert question.evaluate("document.activeElement.id") == "main"
