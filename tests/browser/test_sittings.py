"""A quiz in a browser: one task at a time, with a clock that only the server keeps."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Complaints, Open
from tests.browser.test_axe import faults_on
from tests.serving import Site

# It begins with a choice; its second task has a matrix.
QUIZ = "/quizzes/gradients/"
SCRIPTS = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
PHONE = {"width": 320, "height": 640}
# Whatever the device believes, it is ten minutes later.
SLOW_DEVICE = """
  const Real = Date;
  window.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() - 600000); }
    static now() { return Real.now() - 600000; }
  };
"""


def begin(
    open_page: Open, clock: str = "No time limit", path: str = QUIZ, **options: object
) -> Page:
    page = open_page(path, **options)
    page.get_by_label(clock).check()
    page.get_by_role("button", name="Start").click()
    expect(where(page)).to_have_text(re.compile(r"Task 1 of \d+"))
    return page


def where(page: Page):
    return page.locator("#strip-title")


def ends_in(site: Site, page: Page, seconds: int) -> None:
    """Moves the end of the clock, so that nobody waits for minutes."""
    key = re.search(r"sittings/([0-9a-f-]+)/", page.url)
    assert key
    site.manage(
        "shell",
        "-c",
        "from datetime import timedelta; from django.utils import timezone;"
        "from quizzes.models import Sitting;"
        f"Sitting.objects.filter(pk='{key[1]}').update("
        f"ends_at=timezone.now() + timedelta(seconds={seconds}))",
    )
    page.reload()


@SCRIPTS
def test_a_quiz_is_taken_task_by_task_and_nothing_typed_is_lost(
    open_page: Open, javascript: bool
) -> None:
    page = begin(open_page, java_script_enabled=javascript)
    page.locator(".sitting-task input[type=radio]").first.check()
    page.get_by_role("button", name="Flag this task").click()
    expect(page.get_by_role("button", name="Remove the flag")).to_be_visible()
    expect(page.locator(".sitting-task input[type=radio]").first).to_be_checked()
    page.get_by_role("button", name="Save and next").last.click()
    expect(where(page)).to_contain_text("Task 2 of")
    if javascript:
        assert faults_on(page) == []
    page.get_by_role("button", name="Task 1 : answered, flagged").click()
    expect(where(page)).to_contain_text("Task 1 of")
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_role("heading", name="Before you submit")).to_be_visible()
    expect(page.get_by_text("You flagged 1 task")).to_be_visible()
    if javascript:
        assert faults_on(page) == []
    page.get_by_role("button", name="Submit with blanks").click()
    expect(page.get_by_role("heading", name="Your results")).to_be_visible()
    if javascript:
        assert faults_on(page) == []
        page.locator(".tick").nth(2).click()
        expect(page.locator("#task-3")).to_be_visible()
    page.get_by_role("button", name="Retake with new numbers").click()
    expect(where(page)).to_contain_text("Task 1 of")


def test_what_is_typed_in_the_last_moment_before_leaving_is_kept(open_page: Open) -> None:
    page = begin(open_page)
    page.get_by_role("button", name="Save and next").last.click()
    page.get_by_label("Your matrix").fill("1 2; 3 4")
    page.get_by_role("button", name="All on one page").click()
    expect(page.get_by_label("Your matrix").first).to_have_value("1 2; 3 4")


def test_the_keyboard_alone_saves_and_goes_on(open_page: Open) -> None:
    page = begin(open_page, path="/quizzes/numbers-by-hand/")
    box = page.locator(".sitting-task input:not([type=radio], [type=checkbox])").first
    here = page.url
    box.fill("12")
    box.press("Enter")
    expect(page).not_to_have_url(here)
    page.go_back()
    expect(box).to_have_value("12")


def test_the_network_is_cut_before_the_end_and_the_device_is_ten_minutes_slow(
    open_page: Open, complaints: Complaints, site: Site
) -> None:
    complaints.expected_statuses.add(409)
    page = begin(open_page, "interview pace")
    page.context.add_init_script(SLOW_DEVICE)
    page.locator(".sitting-task input[type=radio]").first.check()
    expect(page.locator(".saved")).to_contain_text("Saved.")
    ends_in(site, page, 20)
    left = page.locator(".clock-left")
    expect(left).to_have_text(re.compile(r"^0:(1\d|0\d|20) left$"))
    page.context.set_offline(True)
    page.locator(".sitting-task input[type=radio]").last.check()
    expect(page.get_by_text("The server cannot be reached.").first).to_be_visible()
    expect(left).to_have_text("Time is up.", timeout=30_000)
    told = page.locator(".clock-said")
    expect_late(page, told)
    expect(page.locator(".sitting-task input[type=radio]").last).to_be_checked()
    told.get_by_role("link", name="See your results").click()
    expect(page.get_by_text("Time was up. We scored what you had saved by then.")).to_be_visible()
    assert complaints_of_the_cut(complaints)


def expect_late(page: Page, told) -> None:
    """Back online once it is too late: the answer is refused with the reason."""
    page.wait_for_timeout(6_000)
    page.context.set_offline(False)
    expect(told).to_contain_text("Time was up at", timeout=30_000)
    expect(told).to_contain_text("later and was not counted")


def complaints_of_the_cut(complaints: Complaints) -> bool:
    """The browser reports each request of the time without a network; nothing else may be."""
    words = ("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")
    cut = [each for each in complaints if any(word in each for word in words)]
    rest = [each for each in complaints if each not in cut]
    complaints[:] = rest
    return bool(cut)


def test_when_the_time_is_out_the_page_goes_to_the_results_by_itself(
    open_page: Open, site: Site
) -> None:
    page = begin(open_page, "interview pace")
    ends_in(site, page, 8)
    page.locator(".sitting-task input[type=radio]").first.check()
    expect(page).to_have_url(re.compile("/results/"), timeout=30_000)
    expect(page.get_by_text("Time was up. We scored what you had saved by then.")).to_be_visible()
    expect(page.locator(".tick").first).not_to_contain_text("blank")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_on_a_phone_nothing_is_wider_than_the_screen(open_page: Open, javascript: bool) -> None:
    page = begin(open_page, "interview pace", viewport=PHONE, java_script_enabled=javascript)
    for end in ("1/", "?all=1", "check/"):
        page.goto(re.sub(r"(sittings/[0-9a-f-]+/).*", rf"\g<1>{end}", page.url))
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Submit with blanks").click()
    expect(page.get_by_role("heading", name="Your results")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
