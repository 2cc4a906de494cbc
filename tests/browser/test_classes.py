"""A teacher and a learner of one class in two browsers: code, assignment, live counts, results."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Complaints, Open
from tests.browser.test_axe import faults_on, sign_in

SCRIPTS = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
PHONE = {"width": 390, "height": 844}
SMALLEST = 320
# The page asks for new counts every 15 seconds.
NEXT_COUNTS = 25_000


@pytest.fixture(autouse=True)
def expected_statuses(complaints: Complaints) -> None:
    # An empty name and a wrong code are tried, too.
    complaints.expected_statuses |= {404, 422}


def fits(page: Page, width: int) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= width


def looked_at(page: Page) -> None:
    """axe finds nothing, light or dark."""
    assert faults_on(page) == []


def teacher_with_a_class(open_page: Open) -> Page:
    page = open_page("/admin/login/", reduced_motion="reduce")
    sign_in(page)
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Classes").click()
    looked_at(page)
    page.get_by_role("link", name="Make a class").click()
    page.get_by_role("button", name="Make the class").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was saved.")
    looked_at(page)
    page.get_by_label("Name of the class").fill("Deep learning, section 2")
    page.get_by_role("button", name="Make the class").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Deep learning, section 2")
    looked_at(page)
    return page


def assign(page: Page, numbers: str) -> None:
    page.get_by_role("link", name="Assign a quiz").click()
    looked_at(page)
    page.get_by_label("Quiz", exact=True).select_option(label="Complexity and memory")
    page.get_by_role("radio", name=re.compile(numbers)).check()
    page.get_by_role("button", name="Assign", exact=True).click()
    expect(page.locator("#counts")).to_contain_text("0 of")


@SCRIPTS
def test_a_teacher_and_a_learner_work_through_an_assignment(
    open_page: Open, javascript: bool
) -> None:
    host = teacher_with_a_class(open_page)
    code = host.locator(".class-code").inner_text()
    home = host.url
    assign(host, "The same for everyone")
    results = host.url

    ada = open_page(
        "/classes/", viewport=PHONE, java_script_enabled=javascript, timezone_id="Asia/Tokyo"
    )
    ada.get_by_label("Class code").fill(code.lower().replace("-", " "))
    ada.get_by_role("button", name="Look up the class").click()
    expect(ada.get_by_role("heading", name="Who sees what")).to_be_visible()
    assert fits(ada, PHONE["width"])
    ada.get_by_label("Your name in this class").fill("Ada")
    ada.get_by_role("button", name="Join the class").click()
    expect(ada.get_by_role("status")).to_contain_text("You have joined as Ada.")
    ada.get_by_role("link", name="Complexity and memory").click()
    assert fits(ada, PHONE["width"])
    ada.get_by_role("button", name="Start", exact=True).click()
    expect(ada.locator("#strip-title")).to_contain_text("Task 1 of")
    expect(host.locator("#counts")).to_contain_text(
        "1 of 1 learner has begun: 1 in progress", timeout=NEXT_COUNTS
    )
    ada.get_by_role("button", name="Finish").click()
    ada.get_by_role("button", name="Submit with blanks").click()
    expect(ada.get_by_role("heading", level=1)).to_contain_text("Your score")
    expect(ada.get_by_text("when the assignment closes")).to_be_visible()
    assert fits(ada, PHONE["width"])
    ada.get_by_role("link", name="About this assignment").click()
    expect(ada.get_by_role("heading", name="Your results")).to_be_visible()

    host.goto(results)
    row = host.get_by_role("row", name=re.compile("Ada"))
    expect(row).to_contain_text("Submitted")
    expect(row).to_contain_text("0%")
    host.goto(home)
    with host.expect_download() as download:
        host.get_by_role("link", name="Download the gradebook").click()
    assert download.value.suggested_filename == "Gradebook Deep learning, section 2.csv"
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert lines[0] == "Name,Joined,Complexity and memory (%)"
    assert lines[1].startswith("Ada,")
    assert lines[1].endswith(",0")


def test_every_page_fits_a_phone_and_axe_finds_nothing(open_page: Open) -> None:
    host = teacher_with_a_class(open_page)
    code, home = host.locator(".class-code").inner_text(), host.url
    assign(host, "Different for each")
    results = host.url
    ada = open_page("/classes/", viewport=PHONE, reduced_motion="reduce")
    ada.goto("/classes/join/?code=nothing")
    looked_at(ada)
    ada.goto(f"/classes/join/{code}/")
    looked_at(ada)
    ada.get_by_label("Your name in this class").fill(
        "A long name without any space".replace(" ", "")
    )
    ada.get_by_role("button", name="Join the class").click()
    looked_at(ada)
    ada.get_by_role("link", name="Complexity and memory").click()
    looked_at(ada)
    ada.get_by_role("button", name="Start", exact=True).click()
    ada.goto("/classes/")
    looked_at(ada)
    for page, addresses in (
        (ada, ["/classes/", home, f"{home}leave/", results]),
        (
            host,
            [
                *(home, f"{home}settings/", f"{home}delete/", f"{home}assignments/new/"),
                *(results, f"{results}window/", f"{results}delete/"),
            ],
        ),
    ):
        for address in addresses:
            for width in (SMALLEST, PHONE["width"]):
                page.set_viewport_size({"width": width, "height": 800})
                page.goto(address)
                assert fits(page, width), (address, width)
            looked_at(page)


def test_the_keyboard_alone_joins_a_class(open_page: Open) -> None:
    host = teacher_with_a_class(open_page)
    code = host.locator(".class-code").inner_text()
    page = open_page("/classes/")
    page.get_by_label("Class code").focus()
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Join")
    page.get_by_label("Your name in this class").focus()
    page.keyboard.type("Bo")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("You have joined as Bo.")
