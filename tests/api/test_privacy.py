"""No response of the API gives an answer away before it is due, on the small and the real bank."""

import pytest
from django.test import Client

from quizzes.answering.task import Task
from tests.site.test_privacy import mistakes_told, tells, words_that_tell

from .test_attempts import answer_of


def path_of(task: Task) -> str:
    return f"questions/{task.item.question.slug}/items/{task.item.key}"


def text_of(response) -> str:
    """The response with its JSON string escapes undone."""
    return response.content.decode().replace('\\"', '"').replace("\\n", "\n")


def test_nothing_tells_before_an_answer(tasks, program):
    for task in tasks:
        text = text_of(program.get(path_of(task), seed=task.seed))
        assert tells(task, text) == []
        assert mistakes_told(task, text) == []


def test_no_other_answer_holds_an_explanation_or_a_reason(tasks, program):
    slugs = {task.item.question.slug for task in tasks}
    answers = [program.get(path) for path in ("questions", "items", "computations")]
    answers += [program.get(f"questions/{slug}") for slug in slugs]
    answers += [Client().get("/api/docs"), Client().get("/api/openapi.json")]
    for response in answers:
        text = text_of(response)
        for task in tasks:
            assert [told for told in words_that_tell(task) if told and told in text] == []


def test_a_refused_answer_tells_nothing(tasks, program):
    program.become_learner()
    for task in tasks:
        token = program.get(path_of(task), seed=task.seed).json()["token"]
        for body in ({"answer": "?"}, {"answer": {"?": 1}}, {"answer": []}, {}):
            response = program.post(f"{path_of(task)}/attempts", {"token": token} | body)
            assert response.status_code == 422
            assert tells(task, text_of(response)) == []


@pytest.mark.parametrize("nth", range(3))
def test_the_first_wrong_answer_tells_the_slip_and_not_the_answer(tasks, program, nth):
    for task in tasks:
        wrong = [probe for probe in task.kind.probes() if probe.verdict == "wrong"][nth : nth + 1]
        for probe in wrong:
            program.become_learner()
            token = program.get(path_of(task), seed=task.seed).json()["token"]
            body = {"token": token, "answer": answer_of(task, probe.raw)}
            told = program.post(f"{path_of(task)}/attempts", body)
            assert told.json()["way"] is None
            own_reason = told.json()["why_html"]
            own_digits = f"{probe.raw} {told.json()['submitted']}"
            found = tells(task, text_of(told), but=own_digits)
            assert [words for words in found if words not in own_reason] == [], probe.what
