"""Every kind of item, from its page to its verdict, without scripts."""

from collections.abc import Iterator
from typing import Literal

import pytest

from attention_engine import AnswerSyntaxError
from quizzes.answering.task import Task
from quizzes.items import KINDS, ItemSpec, Judgement, Kind, SpecError, parse_spec
from quizzes.items.judgement import Probe
from quizzes.items.kinds.shown import WorkedSolution
from quizzes.items.spec import ItemText
from quizzes.models import Attempt
from tests.answering.all_kinds import (
    KEYS,
    QUESTION,
    SLUG,
    Page,
    stored_question,
    stored_quiz,
    task,
    wrong_raw,
)

pytestmark = pytest.mark.usefixtures("all_kinds")


@pytest.mark.parametrize("key", KEYS)
def test_a_right_answer_is_right_and_explained(client, key):
    page = Page(client, task(key))
    response = page.answer(page.task.kind.right_answer())
    assert response.status_code == 200
    assert "Right" in page.text
    # The heading says it, so the sentence under it does not repeat it.
    assert not page.response.context["feedback"].message.startswith("Right.")
    assert page.task.item.spec["rendered"]["explain"] in page.text
    attempt = Attempt.marked.get()
    assert (attempt.mark.verdict, attempt.mark.score, attempt.seed) == (
        "right",
        1.0,
        page.task.seed,
    )
    assert attempt.item_version.version == page.task.item.version


@pytest.mark.parametrize("key", KEYS)
def test_the_solution_is_offered_after_the_second_wrong_answer_and_shown_on_a_click(client, key):
    page = Page(client, task(key))
    page.answer(wrong_raw(page.task))
    assert "Not right yet" in page.text
    assert "ask for the solution" not in page.text
    for _time in range(2):
        page.answer(wrong_raw(page.task))
        assert "Try again, or ask for the solution." in page.text
        assert ">Show solution</button>" in page.text
        assert page.response.context["feedback"].solution is None
        assert page.task.item.spec["rendered"]["explain"] not in page.text
    page.give_up()
    assert page.response.context["feedback"].solution is not None
    assert page.task.item.spec["rendered"]["explain"] in page.text
    assert Attempt.marked.filter(mark__verdict="wrong").count() == 3


@pytest.mark.parametrize("key", KEYS)
def test_whoever_asks_for_the_solution_keeps_what_was_typed(client, key):
    page = Page(client, task(key))
    raw = wrong_raw(page.task)
    page.post({"token": page.token, "give_up": "1"} | page.fields(raw))
    assert page.response.context["boxes"].raw == page.task.kind.raw_from(
        page.response.wsgi_request.POST, "answer"
    )


@pytest.mark.parametrize("key", KEYS)
def test_giving_up_shows_the_way_and_is_stored(client, key):
    page = Page(client, task(key))
    page.give_up()
    assert page.task.item.spec["rendered"]["explain"] in page.text
    attempt = Attempt.marked.get()
    assert (attempt.mark.verdict, attempt.mark.score, attempt.raw) == ("given_up", 0.0, "")


@pytest.mark.parametrize("key", KEYS)
def test_an_empty_answer_is_a_format_error_that_costs_nothing(client, key):
    page = Page(client, task(key))
    token = page.token
    response = page.answer("")
    assert response.status_code == 422
    assert "This wasn't counted as a try." in page.text
    assert page.token == token
    assert not Attempt.objects.exists()
    assert "learner" not in client.cookies


@pytest.mark.parametrize("key", KEYS)
def test_what_was_typed_stays_in_the_form(client, key):
    page = Page(client, task(key))
    raw = wrong_raw(page.task)
    page.answer(raw)
    assert page.response.context["boxes"].raw == Attempt.objects.get().raw
    page.answer(raw)
    assert Attempt.objects.count() == 2


@pytest.mark.parametrize("key", KEYS)
def test_htmx_gets_the_part_with_the_form_only(client, key):
    page = Page(client, task(key), HX_Request="true")
    assert "<html" not in page.text
    assert f'id="work-{key}"' in page.text
    page.answer(page.task.kind.right_answer())
    assert "<html" not in page.text
    assert "Right" in page.text


class ClaimSpec(ItemSpec):
    kind: Literal["claim"]
    claim: str
    holds: bool

    def own_texts(self) -> list[ItemText]:
        return [ItemText(("claim",), self.claim)]


class Claim(Kind):
    """A kind that only this test knows: a claim that is true or false."""

    name, spec_class, words, minutes = "claim", ClaimSpec, "True or false", 4
    template = "claim"
    typing_hint = "Write true or false."

    def judge(self, raw: str) -> Judgement:
        if raw not in ("true", "false"):
            raise AnswerSyntaxError("Write true or false, in small letters.")
        right = raw == self.right_answer()
        return Judgement("right" if right else "wrong", float(right), "", submitted=raw)

    def right_answer(self) -> str:
        return "true" if self.spec.holds else "false"

    def probes(self) -> Iterator[Probe]:
        yield Probe(self.right_answer(), "right", what="the truth")
        yield Probe("false" if self.spec.holds else "true", "wrong", what="the opposite")
        yield Probe("perhaps", None, what="nonsense")

    def read_as(self, judgement: Judgement) -> str:
        return f"You hold it for {judgement.submitted}."

    def solution(self) -> WorkedSolution:
        return WorkedSolution(text=self.right_answer())


CLAIM_TEMPLATE = """
<div class="claim">{{ boxes.task.rendered.claim|safe }}</div>
<input id="{{ boxes.id }}" name="{{ boxes.name }}" value="{{ boxes.raw }}">
{% include "quizzes/answering/kinds/_error.html" %}
{% include "quizzes/answering/kinds/_hint.html" %}
"""
CLAIM = """
```item
key: sums
kind: claim
ask: Does this hold?
explain: EXPLAIN-SUMS the sum divides each of them.
claim: The weights of **one** query sum to one.
holds: true
```
"""


@pytest.fixture
def claim(monkeypatch, settings, tmp_path) -> Task:
    """An item of the new kind, which takes one class and one template."""
    folder = tmp_path / "quizzes/answering/kinds"
    folder.mkdir(parents=True)
    (folder / "claim.html").write_text(CLAIM_TEMPLATE)
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]
    monkeypatch.setitem(KINDS, Claim.name, Claim)
    stored_question(QUESTION + CLAIM)
    return task("sums")


class TestAKindIsOneClassAndOneTemplate:
    def test_its_page_shows_what_the_kind_says_of_itself(self, client, claim):
        page = Page(client, claim)
        assert "<h1>Task: true or false</h1>" in page.text
        assert "The weights of <strong>one</strong> query sum to one." in page.text
        assert "Write true or false." in page.text

    def test_an_answer_is_read_judged_and_explained(self, client, claim):
        page = Page(client, claim)
        assert page.answer("perhaps").status_code == 422
        assert "Write true or false, in small letters. This wasn't counted as a try." in page.text
        assert 'value="perhaps"' in page.text
        page.answer("false")
        assert "You hold it for false." in page.text
        assert "EXPLAIN-SUMS" not in page.text
        page.answer("true")
        assert "You hold it for true." in page.text
        assert "The answer is <strong>true</strong>." in page.text
        assert "EXPLAIN-SUMS" in page.text

    def test_its_question_and_its_quiz_name_it(self, client, claim):
        question = client.get(claim.item.question.get_absolute_url()).content.decode()
        assert "True or false" in question
        quiz = stored_quiz("sums", "grows")
        expected = client.get(quiz.get_absolute_url()).context["expectation"]
        assert expected.kinds == [("True or false", 1), ("Choose one", 1)]
        assert expected.minutes == 5

    def test_a_sitting_asks_it_and_counts_it(self, client, claim):
        quiz = stored_quiz("sums")
        token = client.get(quiz.get_absolute_url()).context["token"]
        sitting = client.post(quiz.get_absolute_url(), {"token": token}).url
        assert 'class="claim"' in client.get(f"{sitting}1/").content.decode()
        answers = {f"answer-{claim.item.pk}": "true", "action": "finish"}
        results = client.post(sitting, answers, follow=True)
        assert results.context["results"].percent == 100

    def test_a_program_is_told_how_to_answer_and_answers(self, client, claim):
        address = f"/api/v1/questions/{SLUG}/items/sums"
        asked = client.get(address).json()
        assert (asked["kind_words"], asked["how_to_answer"]) == (Claim.words, Claim.typing_hint)
        learner = client.post("/api/v1/learners").json()["token"]
        told = client.post(
            f"{address}/attempts",
            {"token": asked["token"], "answer": "true"},
            content_type="application/json",
            headers={"Authorization": f"Bearer {learner}"},
        ).json()
        assert (told["verdict"], told["way"]["text"]) == ("right", "true")

    def test_authors_are_told_of_it(self, claim):
        with pytest.raises(SpecError, match=r"kinds are choice, .*, steps, claim$"):
            parse_spec({"kind": "guess"})
