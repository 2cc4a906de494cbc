"""The search page in a browser: live, by keyboard, without scripts, and at every width."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open


def test_the_search_is_live_keeps_the_focus_and_is_announced(open_page: Open) -> None:
    page = open_page("/search/")
    box = page.get_by_role("searchbox")
    box.press_sequentially("sqrt(d_k)")
    expect(page.locator("#announcer")).to_contain_text("found")
    expect(page.locator(".found mark").first).to_be_visible()
    expect(box).to_be_focused()
    assert "/search/?q=sqrt" in page.url


def test_a_place_that_was_found_is_led_to_by_keyboard(open_page: Open) -> None:
    page = open_page("/search/?q=softmax")
    link = page.locator(".found-heading a").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/**#**")
    anchor = page.url.partition("#")[2]
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()


def test_the_search_works_without_the_script(open_page: Open) -> None:
    page = open_page("/search/", java_script_enabled=False)
    page.get_by_role("searchbox").fill("QK^T")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".found mark").first).to_be_visible()


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("query", ["softmax", "O(n^2 d)", "zebra softmax", "a" * 200])
def test_it_is_never_wider_than_the_screen(open_page: Open, query: str, width: int) -> None:
    page = open_page(f"/search/?q={query}", viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
