"""A wrong matrix beside the right one: only where the right one is shown anyway."""

import re

import numpy as np
import pytest

from attention_engine import format_array
from tests.answering.all_kinds import Page, stored_quiz, task

pytestmark = pytest.mark.usefixtures("all_kinds")


def typed(array) -> str:
    return format_array(np.asarray(array), decimals=3)


def right() -> np.ndarray:
    return task("weights").kind.expected()


def off_by(cell: tuple[int, int], by: float = 0.3) -> np.ndarray:
    bad = np.round(right(), 3)
    bad[cell] += by
    return bad


def twice_wrong(client, answer: np.ndarray) -> Page:
    page = Page(client, task("weights"))
    page.answer(typed(off_by((0, 0))))
    page.answer(typed(answer))
    page.give_up()
    return page


def test_before_the_way_is_due_no_response_holds_a_picture(client):
    page = Page(client, task("weights"))
    assert "<svg" not in page.text
    page.answer(typed(off_by((0, 1))))
    assert "Not right yet" in page.text
    assert "<svg" not in page.text
    page.post({"token": page.token, "hint": "3"})
    assert "<svg" not in page.text


def test_with_the_way_both_stand_side_by_side_and_what_differs_is_framed(client):
    answer = off_by((1, 2))
    page = twice_wrong(client, answer)
    expected, yours = page.response.context["feedback"].pictures
    for picture, matrix in ((expected, right()), (yours, np.round(answer, 3))):
        rows = [row[1:] for row in picture.table.rows]
        np.testing.assert_allclose(rows, matrix, atol=1e-9)
        assert picture.svg().count('class="differs"') == 1
        assert picture.description.endswith("Framed: q2, k3.")
    assert page.text.count("<svg") == 2
    assert page.text.index("Worked solution") < page.text.index("<svg")


def test_both_have_one_scale_of_color(client):
    bad = off_by((0, 0), 40.0)
    expected, yours = twice_wrong(client, bad).response.context["feedback"].pictures
    fills = [re.findall(r"(?:more|less)-\d+", picture.svg()) for picture in (expected, yours)]
    assert fills[0][1:] == fills[1][1:]
    assert fills[1][0] == "more-10"


@pytest.mark.parametrize("size", [(2, 2), (3, 2), (1, 6), (2, 3, 2)])
def test_an_answer_of_another_size_is_not_laid_over_the_right_one(client, size):
    page = Page(client, task("weights"))
    page.answer(typed(np.full(size, 0.5)))
    assert page.response.status_code == 422
    assert "<svg" not in page.text


def test_the_second_wrong_answer_alone_shows_nothing_of_the_right_one(client):
    page = Page(client, task("weights"))
    for _time in range(3):
        page.answer(typed(off_by((0, 1))))
        assert "<svg" not in page.text


def test_a_right_answer_and_one_given_up_untried_have_nothing_to_be_compared(client):
    page = Page(client, task("weights"))
    page.answer(task("weights").kind.right_answer())
    assert page.response.context["feedback"].verdict == "right"
    assert "<svg" not in page.text
    other = Page(client, task("weights", 1))
    other.give_up()
    assert "Worked solution" in other.text
    assert "<svg" not in other.text


def test_results_of_a_quiz_compare_as_well(client):
    quiz = stored_quiz("weights", "dot")
    token = client.get(quiz.get_absolute_url()).context["token"]
    address = client.post(quiz.get_absolute_url(), {"token": token}).url
    running = client.get(f"{address}?all")
    assert "<svg" not in running.content.decode()
    assert "pictures.css" not in running.content.decode()
    tasks = {entry["item"].key: entry["task"] for entry in running.context["entries"]}
    bad = np.round(tasks["weights"].kind.expected(), 3)
    bad[0, 0] += 0.3
    answers = {f"answer-{tasks['weights'].item.pk}": typed(bad)}
    client.post(address, answers | {"action": "finish_anyway"})
    html = client.get(f"{address}results/").content.decode()
    assert html.count("<svg") == 2
    assert "pictures.css" in html
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_results_without_a_wrong_matrix_do_without(client):
    quiz = stored_quiz("dot")
    token = client.get(quiz.get_absolute_url()).context["token"]
    address = client.post(quiz.get_absolute_url(), {"token": token}).url
    client.post(address, {"action": "finish_anyway"})
    assert "pictures" not in client.get(f"{address}results/").content.decode()


def test_the_workbench_compares_only_beside_the_steps(client):
    bench = {"computation": "scores", "query": "1 0\n0 1", "key": "1 2\n3 4", "answer": "1 3\n2 4"}
    judged = client.get("/workbench/", bench)
    assert "Not right yet" in judged.content.decode()
    assert "<svg" not in judged.content.decode()
    shown = client.get("/workbench/", bench | {"show": "steps"})
    titles = re.findall(r'picture-title">([^<]+)<', shown.content.decode())
    assert titles == ["The right answer", "Your answer", "Scaled scores at a glance"]
    right_one = bench | {"show": "steps", "answer": "0.7071 2.1213\n1.4142 2.8284"}
    assert client.get("/workbench/", right_one).content.decode().count("<svg") == 1


@pytest.mark.parametrize(("key", "expected"), [("weights", True), ("dot", False)])
def test_only_the_page_of_a_matrix_task_asks_for_the_styles(client, key, expected):
    assert ("numbers/pictures.css" in Page(client, task(key)).text) is expected
