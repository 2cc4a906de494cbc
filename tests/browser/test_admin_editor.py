"""The admin's editor: line numbers, jumps to faults, live preview, and it works without script."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_axe import faults_on, sign_in

CHANGE = "/admin/quizzes/question/1/change/"
HEADING, BROKEN = "## In thirty seconds", "#### In thirty seconds"
SELECTED = """() => {
  const field = document.activeElement;
  return field.value.slice(field.selectionStart, field.selectionEnd);
}"""


def opened(open_page: Open, path: str, **options: object) -> Page:
    page = open_page("/account/login/?next=/admin/", **options)
    sign_in(page)
    page.goto(path)
    return page


def type_instead(page: Page, old: str, new: str) -> str:
    """Replaces `old` with `new` in the text of the question; returns the whole new text."""
    text = page.input_value("#id_source")
    assert old in text
    page.fill("#id_source", text.replace(old, new, 1))
    return page.input_value("#id_source")


def test_every_line_has_its_number(open_page: Open) -> None:
    page = opened(open_page, CHANGE)
    rows = page.locator(".numbered-copy").first.locator("div")
    before = page.input_value("#id_source").split("\n")
    assert rows.count() == len(before)
    after = type_instead(page, HEADING, f"{HEADING}\n\nOne more line.").split("\n")
    assert rows.all_text_contents() == after
    assert rows.last.get_attribute("data-number") == str(len(after))


def test_a_fault_leads_to_its_line_and_nothing_typed_is_lost(open_page: Open) -> None:
    page = opened(open_page, CHANGE)
    text = type_instead(page, HEADING, BROKEN)
    page.get_by_role("button", name="Save", exact=True).first.click()
    line = text.split("\n").index(BROKEN) + 1
    page.locator(f".errorlist a[data-fault-line='{line}']").first.click()
    assert page.evaluate(SELECTED) == BROKEN
    assert page.locator(".numbered-copy .has-fault").first.text_content() == BROKEN
    assert page.input_value("#id_source") == text


def test_the_preview_follows_what_is_typed_and_saves_nothing(open_page: Open) -> None:
    page = opened(open_page, CHANGE)
    pane = page.locator("[data-live-body]")
    expect(pane.get_by_text("Preview, nothing is saved")).to_be_visible()
    type_instead(page, HEADING, f"{HEADING}\n\nWritten a moment ago.")
    expect(pane.get_by_text("Written a moment ago.")).to_be_visible()
    expect(page.get_by_text("Up to date")).to_be_visible()
    page.reload()
    assert "Written a moment ago." not in page.input_value("#id_source")


def test_without_script_the_editor_is_a_plain_form(open_page: Open) -> None:
    page = opened(open_page, CHANGE, java_script_enabled=False)
    expect(page.locator(".live-preview")).to_be_hidden()
    text = type_instead(page, HEADING, BROKEN)
    with page.expect_popup() as popup:
        page.get_by_role("button", name="Preview").first.click()
    expect(popup.value.get_by_text("Preview, nothing is saved")).to_be_visible()
    expect(popup.value.get_by_text("HEADINGS").first).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).first.click()
    line = text.split("\n").index(BROKEN) + 1
    error = page.locator(".errorlist li", has_text="HEADINGS").first
    expect(error).to_contain_text(f"line {line}: HEADINGS")
    expect(error).to_contain_text(BROKEN)


def test_a_question_is_begun_saved_and_deleted(open_page: Open) -> None:
    page = opened(open_page, "/admin/quizzes/question/add/")
    type_instead(page, "What does softmax do to the scores?", "Why do weights sum to one?")
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.get_by_text("/questions/why-do-weights-sum-to-one/")).to_be_visible()
    expect(page.locator(".facts")).to_contain_text("Only here, in no file")
    page.get_by_role("link", name="Delete").first.click()
    expect(page.get_by_text("This question has no file.")).to_be_visible()
    page.get_by_role("button", name="Yes, I’m sure").click()
    expect(page.locator(".messagelist")).to_contain_text("Why do weights sum to one?")


def test_a_second_editor_sees_both_texts(open_page: Open) -> None:
    first = opened(open_page, "/admin/quizzes/question/add/")
    type_instead(first, "What does softmax do to the scores?", "Who wrote this?")
    first.get_by_role("button", name="Save and continue editing").first.click()
    second = opened(open_page, first.url)
    for page, title in ((first, "Says the first?"), (second, "Says the second?")):
        type_instead(page, "Who wrote this?", title)
        page.get_by_role("button", name="Save and continue editing").first.click()
    expect(second.get_by_text("Somebody else saved this while you were writing")).to_be_visible()
    expect(second.locator(".diff del").first).to_contain_text("first?")
    assert "Says the second?" in second.input_value("#id_source")
    second.get_by_role("button", name="Save mine on top of version 2").click()
    expect(second.locator(".messagelist")).to_contain_text("Says the second?")
    second.goto(first.url.replace("/change/", "/delete/"))
    second.get_by_role("button", name="Yes, I’m sure").click()


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_of_the_admin_is_wider_than_the_screen(open_page: Open, width: int) -> None:
    page = opened(open_page, "/admin/", viewport={"width": width, "height": 800})
    lists = ("question", "item", "attempt", "quiz", "topic")
    for path in ("/admin/", CHANGE, *(f"/admin/quizzes/{name}/" for name in lists)):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_axe_finds_nothing_on_the_other_pages_of_the_admin(open_page: Open) -> None:
    page = opened(open_page, "/admin/")
    question = "/admin/quizzes/question/1"
    for path in (
        *(f"{question}/delete/", f"{question}/history/", "/admin/quizzes/item/11/change/"),
        *("/admin/quizzes/item/", "/admin/quizzes/attempt/", "/admin/quizzes/quiz/1/change/"),
        *("/admin/quizzes/quiz/add/", "/admin/quizzes/topic/1/change/", "/admin/password_change/"),
    ):
        page.goto(path)
        assert faults_on(page) == [], path
    page.get_by_role("button", name="Log out").click()
    assert faults_on(page) == []
