"""Hints: in order, with a plain button, and each one recorded with the attempt."""

import re

import numpy as np
import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from attention_engine import mistake_step, worked_answer
from quizzes.answering.hint_record import show_hints
from quizzes.answering.hints import hints_of
from quizzes.answering.standing import standing_of
from quizzes.learners.cookie import learner_with
from quizzes.models import Attempt, HintsShown, Learner
from tests.answering.all_kinds import KEYS, QUESTION, Page, stored_question, task, wrong_raw

pytestmark = pytest.mark.usefixtures("all_kinds")
COMPUTED = ["dot", "softmax", "weights", "which-weights", "derive"]
AUTHORED = "hints: [HINT-ONE look at $w_i$, HINT-TWO so it is]\noptions:\n  - {text: It grows"

# To two decimals the exponentials 1 and 0.01 are nearly the weights 0.99 and 0.01.
NEARLY_SURE = """
```item
key: sure
kind: vector
ask: Which weights?
explain: EXPLAIN-SURE nearly all is on the first.
computation: softmax
givens: {x: [6, 1.3]}
decimals: 2
```
"""

# The values are unit vectors, so the weights, an intermediate step, are the answer.
SHOWN_WEIGHTS = """
```item
key: shown
kind: matrix
ask: Which weights?
explain: EXPLAIN-SHOWN unit vectors show the weights.
computation: linear_attention
givens:
  query: [[1, -2, 0.5], [0, 3, -1]]
  key: [[1, 1, -2], [-1, 2, 0], [0, -3, 1]]
  value: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
decimals: 3
```
"""

# Each number of the output is the weight in the same place.
OUTPUT_OF_UNITS = """
```item
key: units
kind: matrix
ask: Which output of scaled dot-product attention?
explain: EXPLAIN-UNITS unit vectors pick weights.
computation: scaled_dot_product_attention
givens:
  query: [[1, 2], [0, 1]]
  key: [[1, 0], [0, 1], [2, 1]]
  value: [[1, 0], [0, 1], [0, 0]]
decimals: 3
```
"""

COUNT = """
```item
key: count
kind: count
ask: How many?
explain: Two products.
computation: complexity
givens: {{length: 512, dim: 64}}
of: {of}
```
"""


def with_authored_hints() -> None:
    stored_question(QUESTION.replace("options:\n  - {text: It grows", AUTHORED))


def ask(page: Page, number: int, raw: str = ""):
    return page.post({"token": page.token, "hint": str(number)} | page.fields(raw))


def steps_of(shown):
    return worked_answer(shown.spec.computation, **shown.kind.variant.inputs).steps


class TestWhatTheySay:
    @pytest.mark.parametrize("key", COMPUTED)
    def test_first_the_step_then_its_idea_then_its_numbers(self, client, key):
        page = Page(client, task(key))
        first = steps_of(page.task)[0]
        ask(page, 1)
        assert f"Look at the step <strong>{first.title}</strong>" in page.text
        assert "Hint 2 of 3" not in page.text
        ask(page, 2)
        assert page.response.context["hints"].shown[1].idea == first.explanation
        ask(page, 3)
        assert page.response.context["hints"].shown[2].substituted == first.substituted
        assert 'name="hint"' not in page.text

    @pytest.mark.parametrize("key", COMPUTED)
    def test_the_value_of_the_last_step_is_in_no_hint(self, key):
        shown = task(key)
        last = steps_of(shown)[-1].value
        for hint in hints_of(shown):
            assert (
                hint.value is None or hint.value.shape != last.shape or (hint.value != last).any()
            )

    def test_a_step_with_the_value_of_the_answer_is_shown_without_it(self):
        stored_question(
            QUESTION.replace(
                'givens: {query: "integers(3)", key: "integers(3)"}',
                'givens: {query: "integers(1)", key: "integers(1)"}',
            )
        )
        shown = task("dot")
        products, total = steps_of(shown)
        assert products.value.ravel() == np.ravel(total.value)
        assert hints_of(shown)[2].value is None

    def test_no_hint_shows_a_step_that_would_pass_as_the_answer(self):
        stored_question(QUESTION + NEARLY_SURE)
        shown = task("sure")
        value = steps_of(shown)[0].value
        assert shown.kind.judge(str(value.tolist())).verdict != "wrong"
        assert hints_of(shown)[2].value is None

    def test_no_hint_puts_the_answer_into_a_later_step(self):
        stored_question(QUESTION + SHOWN_WEIGHTS)
        shown = task("shown")
        weights = next(step for step in steps_of(shown) if step.name == "weights")
        assert shown.kind.judge(str(weights.value.tolist())).verdict == "right"
        probes = [probe for probe in shown.kind.probes() if probe.mistake and probe.verdict]
        tried = [shown.kind.judge(probe.raw) for probe in probes]
        names = [mistake_step(name, "linear_attention") for each in tried for name in each.mistakes]
        assert "output" in names
        for judged in tried:
            assert hints_of(shown, judged)[0].step != steps_of(shown)[-1].title

    def test_no_hint_shows_a_step_that_holds_every_number_of_the_answer(self):
        stored_question(QUESTION + OUTPUT_OF_UNITS)
        shown = task("units")
        *_others, weights, output = steps_of(shown)
        assert set(output.value.ravel()) <= set(weights.value.ravel())
        tried = shown.kind.judge(
            next(p.raw for p in shown.kind.probes() if p.mistake == "softmax_over_queries")
        )
        assert all(hint.value is None for hint in hints_of(shown, tried))

    def test_of_a_derivation_they_look_at_the_first_step_that_is_not_right(self, client):
        page = Page(client, task("derive"))
        steps = page.task.kind.expected()
        page.post(
            {
                "token": page.token,
                "answer-dot_products": str(steps["dot_products"].tolist()),
                "answer-scores": "1 2; 3 4",
            }
        )
        ask(page, 1)
        assert page.response.context["hints"].shown[0].step == steps_of(page.task)[1].title

    def test_of_a_derivation_no_step_is_given_away(self):
        assert hints_of(task("derive"))[2].value is None

    @pytest.mark.parametrize(("of", "hints"), [("flops", 3), ("bytes", 0)])
    def test_the_steps_of_a_cost_lead_to_its_flops_and_not_to_its_bytes(self, of, hints):
        stored_question(QUESTION + COUNT.format(of=of))
        assert len(hints_of(task("count"))) == hints

    def test_an_authors_hints_come_in_the_authors_order(self, client):
        with_authored_hints()
        page = Page(client, task("grows"))
        assert "HINT-ONE" not in page.text
        assert "(1 of 2)" in page.text
        ask(page, 1)
        assert "HINT-ONE" in page.text
        assert "HINT-TWO" not in page.text
        assert "<math" in page.text.split("HINT-ONE")[1]
        ask(page, 2)
        assert "HINT-TWO" in page.text

    def test_an_authors_hints_stand_in_place_of_the_computed_ones(self):
        stored_question(
            QUESTION.replace("ask: What are the weights?", "ask: Which?\nhints: [HINT-OWN]", 1)
        )
        assert [str(hint.html) for hint in hints_of(task("softmax"))] == ["<p>HINT-OWN</p>"]

    @pytest.mark.parametrize("key", ["grows", "hold", "shape", "cost", "in-order"])
    def test_a_task_without_hints_has_no_button(self, client, key):
        assert 'name="hint"' not in Page(client, task(key)).text


class TestAsking:
    def test_what_was_typed_stays_and_is_not_judged(self, client):
        page = Page(client, task("softmax"))
        token = page.token
        ask(page, 1, "0.1 0.2 oops")
        assert page.response.status_code == 200
        assert page.response.context["boxes"].raw == "0.1 0.2 oops"
        assert page.token == token
        assert not Attempt.objects.exists()

    def test_the_verdict_on_the_same_answer_stays_beside_the_hint(self, client):
        page = Page(client, task("softmax"))
        raw = wrong_raw(page.task)
        page.answer(raw)
        ask(page, 1, raw)
        assert "Not right yet" in page.text
        ask(page, 2, "other")
        assert "Not right yet" not in page.text

    def test_the_focus_goes_to_the_new_hint_alone(self, client):
        page = Page(client, task("softmax"))
        raw = wrong_raw(page.task)
        page.answer(raw)
        ask(page, 1, raw)
        ask(page, 2, raw)
        assert len(re.findall(r"\bautofocus\b", page.text)) == 1
        assert "autofocus" in page.text.split("Hint 1 of 3")[1].split("Hint 2 of 3")[0]

    def test_htmx_gets_the_hints_alone_so_that_the_form_stays_as_it_is(self, client):
        page = Page(client, task("softmax"), HX_Request="true", HX_Target="hints-softmax")
        token = page.response.context["token"]
        page.post({"token": token, "hint": "1", "answer": "1 2"})
        assert page.text.strip().startswith('<div class="hints')
        assert "<form" not in page.text

    def test_a_task_that_changed_is_shown_whole_to_htmx_too(self, client):
        page = Page(client, task("softmax"), HX_Request="true", HX_Target="hints-softmax")
        token = page.response.context["token"]
        stored_question(QUESTION.replace("What are the weights?", "Which weights come out?"))
        response = page.post({"token": token, "hint": "1", "answer": "1 2"})
        assert response.status_code == 409
        assert response.headers["HX-Retarget"] == "#work-softmax"
        assert "This task has changed since you opened it" in page.text

    @pytest.mark.parametrize("number", ["0", "4", "-1", "x", "", "1.0", "１"])
    def test_a_hint_that_there_is_not_is_refused(self, client, number):
        page = Page(client, task("softmax"))
        response = page.post({"token": page.token, "hint": number, "answer": "1"})
        assert response.status_code == 400
        assert not HintsShown.objects.exists()

    def test_after_the_way_there_are_none(self, client):
        page = Page(client, task("softmax"))
        token = page.token
        page.answer(page.task.kind.right_answer())
        assert 'name="hint"' not in page.text
        page.post({"token": token, "hint": "1", "answer": "1"})
        assert "Look at the step" not in page.text
        assert not HintsShown.objects.exists()

    def test_enter_in_a_box_checks_and_asks_for_no_hint(self, client):
        form = Page(client, task("dot")).text.split("<form")[1]
        first = re.search(r'<button[^>]*type="submit"[^>]*>', form)[0]
        assert "name=" not in first


class TestRecord:
    def test_an_attempt_keeps_how_many_hints_had_been_shown(self, client):
        page = Page(client, task("softmax"))
        page.answer(wrong_raw(page.task))
        ask(page, 1)
        ask(page, 2)
        page.answer(wrong_raw(page.task))
        assert list(Attempt.objects.order_by("pk").values_list("hints", flat=True)) == [0, 2]

    def test_a_new_form_of_the_same_task_forgets_none(self, client):
        ask(Page(client, task("softmax")), 2)
        page = Page(client, task("softmax"))
        assert "Hint 2 of 3" in page.text
        page.answer(page.task.kind.right_answer())
        assert Attempt.objects.get().hints == 2

    def test_a_later_request_for_an_earlier_hint_lowers_nothing(self, client):
        page = Page(client, task("softmax"))
        ask(page, 3)
        ask(page, 1)
        page.answer(page.task.kind.right_answer())
        assert Attempt.objects.get().hints == 3

    def test_the_same_request_twice_counts_one_hint(self, client):
        page = Page(client, task("softmax"))
        data = {"token": page.token, "hint": "1", "answer": ""}
        page.post(data)
        page.post(data)
        assert HintsShown.objects.get().count == 1

    def test_a_field_that_names_a_number_of_hints_changes_nothing(self, client):
        page = Page(client, task("softmax"))
        ask(page, 2)
        page.post({"token": page.token, "hints": "0", "answer": page.task.kind.right_answer()})
        assert Attempt.objects.get().hints == 2

    def test_hints_to_other_numbers_and_of_other_people_do_not_count(self, client):
        ask(Page(client, task("softmax")), 3)
        for who, nth in ((client, 1), (Client(), 0)):
            page = Page(who, task("softmax", nth))
            page.answer(page.task.kind.right_answer())
        assert set(Attempt.objects.values_list("hints", flat=True)) == {0}

    def test_the_verdict_says_how_many_were_used(self, client):
        page = Page(client, task("softmax"))
        ask(page, 2)
        page.answer(page.task.kind.right_answer())
        assert "With 2 hints." in page.text

    def test_the_count_only_grows(self):
        shown = task("softmax")
        assert [show_hints(learner_with("1" * 32), shown, n) for n in (1, 3, 2)] == [1, 3, 3]
        assert standing_of(learner_with("1" * 32), shown).hints == 3

    @pytest.mark.parametrize("hints", [-1, 4])
    def test_the_database_keeps_no_other_number(self, attempt, hints):
        row = attempt("1" * 32, "weights/softmax", "wrong")
        row.pk, row.token, row.hints, row._state.adding = None, "another", hints, True
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_every_kind_that_has_hints_shows_them_all(client):
    with_authored_hints()
    for key in KEYS:
        page = Page(client, task(key))
        hints = page.response.context["hints"]
        for number in range(1, (hints.total if hints else 0) + 1):
            assert ask(page, number).status_code == 200
            assert f"Hint {number} of {hints.total}" in page.text


def test_staff_see_how_many_hints_an_attempt_had(client, admin_client):
    page = Page(client, task("softmax"))
    ask(page, 2)
    page.answer(wrong_raw(page.task))
    listed = admin_client.get("/admin/quizzes/attempt/").content.decode()
    assert '<td class="field-hints">2</td>' in listed
    shown = admin_client.get(f"/admin/quizzes/attempt/{Attempt.objects.get().pk}/change/")
    assert "Hints" in shown.content.decode()


def test_an_answer_takes_few_queries(client, django_assert_max_num_queries):
    page = Page(client, task("softmax"))
    page.answer(wrong_raw(page.task))
    data = {"token": page.token} | page.fields(page.task.kind.right_answer())
    # The item and its version, the learner, their unfinished quizzes, the history, the hints, the
    # attempt and its mark, a savepoint around them, that the record has changed, the cards before
    # and after, the reviews, and the next task; on PostgreSQL also a lock.
    with django_assert_max_num_queries(13):
        page.post(data)


def test_hints_of_one_learner_are_nothing_to_another():
    shown = task("softmax")
    one, another = Learner.objects.create(), Learner.objects.create()
    show_hints(one, shown, 2)
    show_hints(another, shown, 1)
    assert (standing_of(one, shown).hints, standing_of(another, shown).hints) == (2, 1)
    # Who has no cookie, or a new one, has seen none; asking so costs no query and finds nobody's.
    assert standing_of(None, shown).hints == 0
    assert standing_of(Learner(), shown).hints == 0
