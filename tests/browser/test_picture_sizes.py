"""No picture of the site is cut off at any width: it fits, or scrolls and says so."""

import re
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from quizzes.labs.catalogue import LABS
from quizzes.labs.page import GUESS, SKIPPED
from tests.browser.conftest import Open
from tests.browser.gathering import cut_off, gather
from tests.browser.steps import QUESTION
from tests.browser.test_pictures import COMPARED, LARGEST, PLANE, answer_wrongly_twice

# The most of everything: many keys, long labels, large and small numbers.
AWKWARD = (
    ("one-query", {"keys": 8, "hidden": 2, "width": 64}),
    ("similarity", {"keys": 12, "width": 128, "spread": 2}),
    ("gradients", {"scores": "50 -50 3 2 1 0 -1 -2", "factor": 100}),
    ("approximations", {"length": 512, "width": 32, "structure": "near"}),
    ("lookup", {"keys": 256, "noise": 4}),
    ("entropy", {"keys": 48, "spread": 30, "rate": 0}),
    ("collapse", {"depth": 24, "length": 32, "width": 32}),
    ("positions", {"length": 1024, "base": 1_000_000}),
    ("complexity", {"width": 16, "measure": "now"}),
    *(("real-text", {"kind": kind}) for kind in ("code", "list", "repetition", "dialogue")),
)
TWELVE = "%0A".join(["1+2"] * 12)
WORKBENCH = (
    *(COMPARED, LARGEST, PLANE),
    f"/workbench/?show=steps&computation=scaled_dot_product_attention"
    f"&query={TWELVE}&key={TWELVE}&value={TWELVE}",
    "/workbench/?show=steps&computation=projection&vector=-1e9+2e9&onto=3e9+1",
    "/workbench/?show=steps&computation=scores&query=-123456+0.00001&key=98765+4%0A3+1e-9",
)


def lab(slug: str, **settings: object) -> str:
    return f"/labs/{slug}/?{urlencode({GUESS: SKIPPED, **settings})}"


def pictures_on(page: Page) -> int:
    return page.locator("svg.picture").count()


def test_no_picture_of_a_worked_example_is_cut_off(open_page: Open) -> None:
    page = open_page(QUESTION)
    sitemap = page.request.get("/sitemap.xml").text()
    questions = re.findall(r"https?://[^/]+(/questions/[^/<]+/)<", sitemap)
    assert len(questions) > 30
    example = page.locator(".worked-example").first
    example.evaluate("example => (example.parentElement.id = 'gathered')")
    gather(page, questions, ".worked-example:has(svg.picture)", "#gathered")
    assert pictures_on(page) > len(questions)
    assert cut_off(page) == []


def test_no_picture_of_a_lab_is_cut_off(open_page: Open) -> None:
    page = open_page("/labs/gradients/")
    runs = [lab(each.slug) for each in LABS] + [lab(slug, **most) for slug, most in AWKWARD]
    gather(page, runs, ".lab-pictures", "#result")
    assert pictures_on(page) > 2 * len(runs)
    assert cut_off(page) == []


def test_no_picture_on_the_workbench_is_cut_off(open_page: Open) -> None:
    page = open_page(WORKBENCH[0])
    gather(page, WORKBENCH, "#workbench-result > *", "#workbench-result")
    assert pictures_on(page) > len(WORKBENCH)
    assert cut_off(page) == []


def test_neither_a_wrong_matrix_nor_the_right_one_beside_it_is_cut_off(open_page: Open) -> None:
    page = open_page(QUESTION, reduced_motion="reduce")
    work = answer_wrongly_twice(page)
    expect(work.locator("svg.picture")).to_have_count(2)
    assert cut_off(page) == []


def test_the_map_of_the_topics_is_not_cut_off(open_page: Open) -> None:
    page = open_page("/topics/")
    expect(page.locator("svg.topic-map")).to_be_visible()
    assert cut_off(page) == []


def test_the_arrow_keys_bring_the_part_that_they_read_into_view(open_page: Open) -> None:
    page = open_page(lab("similarity", keys=12), viewport={"width": 390, "height": 800})
    picture = page.get_by_role("group", name="Picture: What the first query gives to the keys")
    picture.focus()
    for _ in range(13):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#announcer")).to_contain_text("dot product, key 12")
    seen, cell = picture.bounding_box(), page.locator("svg .current").bounding_box()
    assert seen is not None
    assert cell is not None
    assert seen["x"] <= cell["x"]
    assert cell["x"] + cell["width"] <= seen["x"] + seen["width"]
