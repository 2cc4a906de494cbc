"""axe finds no accessibility problem on any page, light or dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import ADMIN, Open

QUESTION = "/questions/dot-product-self-attention/"
PUBLIC = {
    "home": "/",
    "questions": "/questions/",
    "search": "/search/",
    "found": "/search/?q=softmax",
    "found by formula": "/search/?q=sqrt(d_k)",
    "found nothing": "/search/?q=zebra+softmax",
    "filtered": "/questions/?q=softmax",
    "no result": "/questions/?q=zebra",
    "question": QUESTION,
    "context": f"{QUESTION}context/",
    "example": f"{QUESTION}examples/similar-key/",
    "item with a number": f"{QUESTION}items/dot-of-two-vectors/",
    "item with options": f"{QUESTION}items/why-the-square-root/",
    "item with a matrix": f"{QUESTION}items/scaled-scores/",
    "item with steps": f"{QUESTION}items/weights-step-by-step/",
    "item to be ordered": f"{QUESTION}items/order-of-the-steps/",
    "topics": "/topics/",
    "topic": "/topics/attention-scores/",
    "sheet": "/topics/attention-scores/sheet/",
    "deck": "/topics/attention-scores/deck/",
    "deck without tasks": "/mistakes/deck/",
    "worksheet": f"{QUESTION}worksheet/",
    "glossary": "/glossary/",
    "practice": "/practice/",
    "practice of one topic": "/practice/?topic=cost",
    "diagnostic": "/diagnostic/",
    "plan": "/plan/",
    "levels": "/levels/",
    "level of a skill": "/levels/computation:softmax/",
    "progress": "/progress/",
    "mistakes": "/mistakes/",
    "reminders": "/account/reminders/",
    "mock interview": "/interview/",
    "mock interview about a question": "/interview/?question=kv-cache",
    "quizzes": "/quizzes/",
    "quiz": "/quizzes/dot-product-self-attention/",
    "quiz to be made": "/quizzes/custom/?kind=number&length=20&pace=interview",
    "labs": "/labs/",
    "lab": "/labs/gradients/",
    "lab with pictures": "/labs/similarity/?guess=cosine",
    "lab on real text": "/labs/real-text/?guess=start",
    "lab with all steps": "/labs/one-query/?guess=factor",
    "lab that measures": "/labs/complexity/?guess=four&measure=now",
    "lab with a fault": "/labs/gradients/?guess=grow&scores=oops",
    "workbench": "/workbench/",
    "workbench judged": "/workbench/?show=steps&answer=1+2+3%0A4+5+6&step_scores=1+2+3%0A4+5+6",
    "workbench cleared": "/workbench/?query=&key=",
    "workbench with a fault": "/workbench/?query=1+oops&answer=1",
    "how to type": "/typing/",
    "keys": "/keyboard/",
    "account": "/account/",
    "sign in": "/account/login/",
    "sign up": "/account/signup/",
    "sign up with a passkey": "/account/signup/passkey/",
    "new password": "/account/password/reset/",
    "api": "/api/docs",
    "bookmarks": "/bookmarks/",
    "note": f"{QUESTION}note/",
    "report": f"{QUESTION}items/scaled-scores/report/",
    "reports": "/reports/",
    "about": "/about/",
    "privacy": "/privacy/",
    "own data of a newcomer": "/account/data/",
    "nothing to delete": "/account/delete/",
    "deleted": "/account/deleted/",
    "not found": "/questions/nothing-here/",
}
ADMIN_PAGES = {
    "admin login": "/account/login/?next=/admin/",
    "admin home": "/admin/",
    "admin list": "/admin/quizzes/question/",
    "admin form": "/admin/quizzes/question/1/change/",
    "admin reports": "/admin/quizzes/report/",
    "admin new": "/admin/quizzes/question/add/",
}
# What may differ between light and dark.
OF_COLORS = ["color-contrast", "link-in-text-block"]
# Contrast cannot be measured in the middle of a color transition.
END_TRANSITIONS = """async () => {
  await new Promise(requestAnimationFrame);
  for (const each of document.getAnimations()) if (each instanceof CSSTransition) each.finish();
}"""


def faults_on(page: Page, within: str | None = None) -> list[str]:
    """One line per fault, light and dark, with the place that breaks the rule.

    On a page whose other parts are tried elsewhere, only what is `within` this selector.
    """
    faults = _faults(page, within)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.evaluate(END_TRANSITIONS)
    dark = _faults(page, within, runOnly=OF_COLORS)
    page.emulate_media(color_scheme="light")
    return faults + [f"dark: {fault}" for fault in dark]


def _faults(page: Page, within: str | None, **options: object) -> list[str]:
    # No preload: axe would inline the imported style sheets, which the page's CSP forbids.
    options |= {"preload": False, "resultTypes": ["violations"]}
    found = Axe().run(page, within, options).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} - {node['failureSummary'][:200]}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("name", PUBLIC)
def test_axe_finds_nothing_on_a_public_page(open_page: Open, complaints, name: str) -> None:
    complaints.expected_statuses |= {404, 422}
    page = open_page(PUBLIC[name], reduced_motion="reduce")
    assert faults_on(page) == []


@pytest.mark.parametrize("name", ADMIN_PAGES)
def test_axe_finds_nothing_in_the_admin(open_page: Open, name: str) -> None:
    # Reduced motion, because contrast cannot be measured in the middle of a color transition.
    page = open_page(ADMIN_PAGES["admin login"], reduced_motion="reduce")
    if name != "admin login":
        sign_in(page)
        page.goto(ADMIN_PAGES[name])
    assert faults_on(page) == []


def sign_in(page: Page) -> None:
    page.get_by_label("User name").fill(ADMIN["username"])
    page.get_by_label("Password").fill(ADMIN["password"])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/admin/")
