"""The map by keyboard, and the links from a word to its glossary entry and back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

TOPIC = "/topics/attention-scores/"
QUESTION = "/questions/dot-product-self-attention/"


def test_a_topic_of_the_map_is_reached_and_opened_from_the_keyboard(open_page: Open) -> None:
    page = open_page("/topics/")
    page.get_by_role("group", name="Picture of the topics").focus()
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    assert re.fullmatch(r"/topics/[\w-]+/", first)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{first}$"))


def test_a_word_leads_to_its_meaning_and_back(open_page: Open) -> None:
    page = open_page(QUESTION)
    word = page.locator("a.term").first
    slug = (word.get_attribute("href") or "").partition("#")[2]
    word.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/glossary/#{slug}$"))
    expect(page.locator(f"#{slug}")).to_be_in_viewport()
    page.go_back()
    expect(page).to_have_url(re.compile(f"{QUESTION}$"))


@pytest.mark.parametrize("address", ["/topics/", TOPIC, f"{TOPIC}sheet/", "/glossary/"])
def test_nothing_is_wider_than_a_small_phone(open_page: Open, address: str) -> None:
    page = open_page(address, viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_sheet_on_paper_has_no_navigation(open_page: Open) -> None:
    page = open_page(f"{TOPIC}sheet/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    for part in (".site-header", ".site-footer", ".breadcrumb", ".without-paper"):
        expect(page.locator(part).first).to_be_hidden()
