"""A mock interview as people hold it: with and without script, recorded, on a phone."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Page, Playwright, expect

from tests.browser.conftest import FLAGS, Complaints, Open
from tests.serving import Site

MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
ABOUT_THE_CACHE = "/interview/?question=kv-cache"


def begin(page: Page) -> None:
    page.get_by_role("button", name="Start the interview").click()
    expect(page.locator(".interviewer")).to_contain_text("keeps a KV cache")


def answer(page: Page) -> None:
    page.get_by_role("button", name="I have answered").click()
    expect(page.get_by_role("heading", name="Your answer")).to_be_visible()


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Go on").click()


def type_all_query_heads(page: Page) -> None:
    """The size of the cache as somebody computes it who counts the query heads."""
    text = page.locator("main").inner_text()
    length, dim, heads = (
        int(re.search(rf"\b{name} = ([\d,]+)", text)[1].replace(",", ""))
        for name in ("length", "dim", "heads")
    )
    page.get_by_label("Your answer").fill(f"{2 * 2 * length * dim * heads} bytes")
    page.get_by_role("button", name="This is my answer").click()


def no_problem_in(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_mistake_leads_to_the_task_that_shows_it(open_page: Open, javascript: bool):
    page = open_page(ABOUT_THE_CACHE, java_script_enabled=javascript)
    begin(page)
    page.locator("#text").fill("Keys and values are kept, KV heads times layers.")
    answer(page)
    expect(page.locator(".rubric").first).to_contain_text("You wrote: “KV heads”")
    page.get_by_label("Keys and values are stored in every layer").check()
    go_on(page)
    expect(page.locator(".interviewer")).to_contain_text("put a number on it")
    type_all_query_heads(page)
    expect(page.locator("main")).to_contain_text("All query heads counted")
    go_on(page)
    expect(page.locator(".interviewer")).to_contain_text("single KV head")
    type_all_query_heads(page)
    expect(page.locator("main")).to_contain_text("Your number counted the query heads.")
    page.get_by_role("button", name="End the interview").click()
    page.get_by_role("button", name="End it and see the debrief").click()
    expect(page.get_by_role("heading", name="Debrief")).to_be_visible()
    expect(page.locator("main")).to_contain_text("All query heads counted (2 times)")
    expect(page.locator("main")).to_contain_text("1 of 4 points of a good answer")


def test_every_page_of_an_interview_is_accessible_and_fits_a_phone(open_page: Open):
    page = open_page(ABOUT_THE_CACHE, viewport={"width": 390, "height": 844}, color_scheme="dark")
    begin(page)
    no_problem_in(page)
    answer(page)
    no_problem_in(page)
    go_on(page)
    expect(page.get_by_label("Your answer")).to_be_visible()
    no_problem_in(page)
    page.get_by_role("button", name="Pause").click()
    no_problem_in(page)
    page.get_by_role("button", name="End the interview").click()
    no_problem_in(page)
    page.get_by_role("button", name="End it and see the debrief").click()
    expect(page.get_by_role("heading", name="Debrief")).to_be_visible()
    no_problem_in(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390


def test_the_clock_ticks_and_what_is_typed_is_kept(open_page: Open):
    page = open_page(ABOUT_THE_CACHE)
    begin(page)
    expect(page.locator(".interview-left")).to_have_text(re.compile(r"14:5[0-8]"))
    with page.expect_response(lambda response: response.status == 204):
        page.locator("#text").fill("half a thought")
    page.reload()
    expect(page.locator("#text")).to_have_value("half a thought")


class Recorded:
    """A browser with a microphone, and everything that it sends."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.context = browser.new_context(base_url=site.address)
        self.complaints = Complaints(site.address)
        self.complaints.watch(self.context)
        self.sent: list[bytes] = []
        self.context.on("request", lambda request: self._note(request.post_data_buffer))
        self.page = self.context.new_page()

    def _note(self, body: bytes | None) -> None:
        if body:
            self.sent.append(body)


@pytest.fixture
def launched(chromium: str, playwright: Playwright) -> Callable[..., Browser]:
    """Starts browsers with more flags than that of the session."""
    return lambda *more: playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, *more])


def test_a_recording_is_played_back_and_never_sent(launched, site: Site):
    browser = launched(*MICROPHONE)
    recorded = Recorded(browser, site)
    page = recorded.page
    page.goto(ABOUT_THE_CACHE)
    begin(page)
    page.get_by_role("button", name="Record my answer").click()
    expect(page.locator(".recorder-time")).to_have_text(re.compile(r"0:0[1-9] of"))
    # Sent in the middle of a recording: it is kept first.
    answer(page)
    expect(page.locator("audio")).to_be_visible()
    played = page.evaluate(
        """async () => {
            const audio = document.querySelector("audio");
            audio.muted = true;
            await audio.play();
            await new Promise((resolve) => (audio.onended = resolve));
            return audio.currentTime;
        }"""
    )
    assert played > 0.5
    go_on(page)
    page.get_by_role("button", name="End the interview").click()
    page.get_by_role("button", name="End it and see the debrief").click()
    expect(page.locator("audio")).to_be_visible()
    page.get_by_role("button", name="Delete my recordings from this browser").click()
    page.reload()
    expect(page.locator("audio")).to_have_count(0)
    assert recorded.sent
    # A second of sound takes several thousand bytes.
    assert max(map(len, recorded.sent)) < 1_000
    assert all(b"webm" not in body and b"\x1aE\xdf\xa3" not in body for body in recorded.sent)
    assert recorded.complaints == []
    browser.close()


@pytest.mark.parametrize(
    ("flags", "says"),
    [
        ((), "No microphone was found"),
        (
            ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream=deny"),
            "did not allow the microphone",
        ),
    ],
)
def test_without_a_microphone_a_sentence_says_what_to_do(launched, site: Site, flags, says):
    browser = launched(*flags)
    recorded = Recorded(browser, site)
    if not flags:
        recorded.context.grant_permissions(["microphone"])
    page = recorded.page
    page.goto(ABOUT_THE_CACHE)
    begin(page)
    page.get_by_role("button", name="Record my answer").click()
    expect(page.locator(".recorder-words")).to_contain_text(says)
    answer(page)
    browser.close()


def test_a_question_can_be_said_on_its_page(open_page: Open):
    page = open_page("/questions/kv-cache/")
    said = page.get_by_role("region", name="Say it")
    expect(said.locator(".interviewer")).to_contain_text("keeps a KV cache")
    said.get_by_text("A good one-minute answer, and what it contains").click()
    expect(said).to_contain_text("memory bandwidth")
    said.get_by_text("Often heard, and wrong").click()
    expect(said).to_contain_text("The KV cache saves memory.")
    said.get_by_role("link", name="Be asked this in a mock interview").click()
    expect(page.locator("main")).to_contain_text("The first question is")


def test_whoever_lost_the_seat_sees_no_script_any_more(open_page: Open):
    page = open_page(ABOUT_THE_CACHE)
    begin(page)
    page.get_by_text("Let a friend interview you").click()
    friend = open_page(page.locator(".friend code").inner_text())
    friend.get_by_role("button", name="Take the seat").click()
    expect(friend.locator("#seat-now")).to_contain_text("memory bandwidth")
    page.reload()
    page.get_by_text("A friend sits in the interviewer’s seat").click()
    page.get_by_role("button", name="Make a new link").click()
    expect(friend.locator("#seat-now")).to_contain_text("This link leads to no interview")
    expect(friend.locator("#seat-now")).not_to_contain_text("memory bandwidth")


# A spoken follow-up with a hint comes first, and a friend sits in the interviewer's seat.
HINT_FIRST = """
from quizzes.models import Interview
interview = Interview.objects.latest("started_at")
spec = interview.scripts[0]["spec"]
place = [each["item"] for each in spec["follow_ups"]].index(None)
for texts in (spec, spec["rendered"]):
    texts["follow_ups"].insert(0, texts["follow_ups"].pop(place))
    texts["follow_ups"][0]["hint"] = "Think of the layers."
interview.seat_browser = "a friend"
interview.save()
"""


def test_words_that_could_not_be_saved_are_not_left_behind_unasked(
    open_page: Open, complaints: Complaints, site: Site
):
    """The page asks again and again for the friend's hint: that succeeds, and saves nothing."""
    complaints.expected_statuses.add(409)
    page = open_page(ABOUT_THE_CACHE)
    begin(page)
    site.manage("shell", "--command", HINT_FIRST)
    answer(page)
    go_on(page)
    other = page.context.new_page()
    other.goto(page.url)
    answer(other)
    with page.expect_response(lambda response: response.status == 409):
        page.locator("#text").fill("typed too late")
    with page.expect_response(lambda response: "hint=" in response.url):
        expect(page.locator(".request-failure")).to_contain_text("What you typed is still here")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    page.get_by_role("link", name="Attention by Hand").click()
    expect(page.locator("#text")).to_have_value("typed too late")
    assert asked == ["beforeunload"]


def test_a_friend_follows_from_the_interviewers_seat(open_page: Open):
    page = open_page(ABOUT_THE_CACHE)
    begin(page)
    page.get_by_text("Let a friend interview you").click()
    friend = open_page(page.locator(".friend code").inner_text())
    friend.get_by_role("button", name="Take the seat").click()
    expect(friend.locator(".interviewer")).to_contain_text("keeps a KV cache")
    with friend.expect_response(lambda response: response.request.method == "POST"):
        friend.get_by_label("Under a causal mask").check()
    no_problem_in(friend)
    answer(page)
    expect(friend.locator("#seat-now")).to_contain_text("comparing with the model answer")
    go_on(page)
    expect(friend.locator(".interviewer")).to_contain_text("put a number on it")
    left = friend.locator(".interview-left").inner_text()
    expect(friend.locator(".interview-left")).not_to_have_text(left)
    friend.get_by_role("button", name="Show it to the candidate").click()
    expect(page.locator("main")).to_contain_text("Your interviewer gives you a hint")
    page.get_by_role("button", name="End the interview").click()
    page.get_by_role("button", name="End it and see the debrief").click()
    expect(page.locator("main")).to_contain_text("Your interviewer heard 1 of the 4 points")
    expect(friend.locator("#seat-now")).to_contain_text("The interview is over.")
