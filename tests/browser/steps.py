"""Steps of a learner on the pages, for the journeys and the screenshot."""

import numpy as np
from playwright.sync_api import Locator, Page

from attention_engine import format_array

QUESTION = "/questions/dot-product-self-attention/"
MATRIX_ITEM = "scaled-scores"
QUIZ = "/quizzes/dot-product-self-attention/"


def open_task(page: Page, key: str) -> Locator:
    """Opens a task from the question page, and returns the part with its form."""
    page.locator(f"#item-{key}").get_by_role("link", name="Try it").click()
    work = page.locator(f"#work-{key}")
    work.get_by_role("button", name="Check", exact=True).wait_for()
    return work


def givens_of(work: Locator) -> dict[str, np.ndarray]:
    """The numbers that the task shows, read from its tables as a person would."""
    givens = {}
    for table in work.locator(".givens table").all():
        name = table.locator("caption").inner_text().split()[0]
        rows = table.locator("tr").all()
        cells = [[number(text) for text in row.locator("td").all_inner_texts()] for row in rows]
        givens[name] = np.array(cells)
    return givens


def number(text: str) -> float:
    return float(text.replace("−", "-"))


def answer_without_scaling(page: Page) -> Locator:
    """Types dot products where the task asks for scaled scores: a mistake everybody makes once."""
    work = open_task(page, MATRIX_ITEM)
    givens = givens_of(work)
    work.get_by_label("Your matrix").fill(format_array(givens["query"] @ givens["key"].T))
    work.get_by_role("button", name="Check", exact=True).click()
    return page.locator(f"#verdict-{MATRIX_ITEM}")
