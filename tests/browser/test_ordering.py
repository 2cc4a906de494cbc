"""Lines are put in order by dragging, by buttons and keys, or by letters where no script runs."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.test_axe import QUESTION, faults_on

KEY = "order-of-the-steps"
ITEM = f"{QUESTION}items/{KEY}/"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
TARGET = 44


def lines(page: Page) -> Locator:
    return page.locator(".order-lines li")


def shown(page: Page) -> list[str]:
    return [line.get_attribute("data-letter") or "" for line in lines(page).all()]


def chosen(page: Page) -> list[str]:
    """The letters that the form would post."""
    return page.locator(".order select").evaluate_all("all => all.map(each => each.value)")


def middle(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def moved(letters: list[str], start: int, end: int) -> list[str]:
    rest = letters[:start] + letters[start + 1 :]
    return [*rest[:end], letters[start], *rest[end:]]


def checked(page: Page) -> Locator:
    page.get_by_role("button", name="Check", exact=True).click()
    return page.locator(".verdict")


def test_a_line_dragged_with_the_mouse_takes_its_place_and_is_posted(open_page: Open) -> None:
    page = open_page(ITEM)
    before = shown(page)
    page.mouse.move(*middle(lines(page).nth(0).locator(".order-text")))
    page.mouse.down()
    x, y = middle(lines(page).nth(3))
    page.mouse.move(x, y + 5, steps=10)
    page.mouse.up()
    after = moved(before, 0, 3)
    assert shown(page) == chosen(page) == after
    expect(page.locator("#announcer")).to_have_text(f"Line {before[0]} is now 4 of {len(before)}")
    expect(checked(page)).to_contain_text(f"Your order is {', '.join(after)}.")
    # The form comes back as it was sent.
    expect(page.locator(".order.is-movable")).to_be_visible()
    assert shown(page) == after


def test_escape_puts_a_dragged_line_back(open_page: Open) -> None:
    page = open_page(ITEM)
    before = shown(page)
    page.mouse.move(*middle(lines(page).nth(0).locator(".order-handle")))
    page.mouse.down()
    page.mouse.move(*middle(lines(page).nth(2)), steps=5)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert shown(page) == before
    assert set(chosen(page)) == {""}


def test_a_finger_drags_by_the_handle(open_page: Open) -> None:
    page = open_page(ITEM, **PHONE)
    before = shown(page)
    lines(page).nth(2).scroll_into_view_if_needed()
    start, end = (middle(lines(page).nth(n).locator(".order-handle")) for n in (2, 1))
    finger = page.context.new_cdp_session(page)
    for name, points in (
        ("touchStart", [start]),
        *(
            ("touchMove", [(start[0], start[1] + (end[1] - 5 - start[1]) * t / 5)])
            for t in range(6)
        ),
        ("touchEnd", []),
    ):
        touches = [{"x": x, "y": y} for x, y in points]
        finger.send("Input.dispatchTouchEvent", {"type": name, "touchPoints": touches})
    assert shown(page) == chosen(page) == moved(before, 2, 1)


def test_keys_and_buttons_move_a_line_and_say_so(open_page: Open) -> None:
    page = open_page(ITEM)
    before = shown(page)
    down = page.get_by_role("button", name=f"Move line {before[0]} down")
    down.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#announcer")).to_have_text(f"Line {before[0]} is now 2 of {len(before)}")
    expect(down).to_be_focused()
    page.keyboard.press("ArrowDown")
    assert shown(page) == chosen(page) == moved(before, 0, 2)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#announcer")).to_have_text(f"Line {before[0]} is already first")
    expect(down).to_be_focused()
    assert shown(page) == before


def test_lines_left_as_shown_are_no_answer_and_cost_nothing(open_page: Open, complaints) -> None:
    complaints.expected_statuses.add(422)
    page = open_page(ITEM)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("never the right order")
    expect(lines(page).first.get_by_role("button").first).to_be_focused()


def test_every_button_is_large_enough_for_a_thumb_and_axe_is_content(open_page: Open) -> None:
    page = open_page(ITEM, **PHONE)
    for button in page.locator(".order-move, .order-handle").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= TARGET
    assert faults_on(page, f"#work-{KEY}") == []
    wide = "document.documentElement.scrollWidth - innerWidth"
    assert page.evaluate(wide) <= 0


def test_without_a_script_letters_are_chosen(open_page: Open) -> None:
    page = open_page(ITEM, java_script_enabled=False)
    assert page.locator(".order button").count() == 0
    selects = page.locator(".order select")
    letters = shown(page)[::-1]
    for select, letter in zip(selects.all(), letters, strict=True):
        select.select_option(letter)
    expect(checked(page)).to_contain_text(f"Your order is {', '.join(letters)}.")


def test_a_task_opened_on_the_questions_page_can_be_dragged_too(open_page: Open) -> None:
    page = open_page(QUESTION)
    page.locator(f"#item-{KEY}").get_by_role("link", name="Try it").click()
    expect(page.locator(".order.is-movable")).to_be_visible()
    before = shown(page)
    page.get_by_role("button", name=f"Move line {before[0]} down").click()
    assert shown(page) == chosen(page) == moved(before, 0, 1)
