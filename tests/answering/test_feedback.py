"""The feedback on a wrong answer: the mistakes, their place, the arithmetic of one cell."""

import numpy as np
import pytest
from django.template.loader import render_to_string

from attention_engine import Diagnosis, find_mistakes, format_array, mistake_title, mistake_values
from quizzes.models import Attempt
from tests.answering.all_kinds import Page, task

pytestmark = pytest.mark.usefixtures("all_kinds")


def softmax(x, axis):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def typed(array) -> str:
    return format_array(np.asarray(array), decimals=3)


def answered(client, key: str, raw: str) -> Page:
    page = Page(client, task(key))
    page.answer(raw)
    return page


def nearly_right_by_rounding_early():
    """The first variant where early rounding alone costs digits, and the numbers it gives."""
    for nth in range(8):
        shown = task("weights", nth)
        inputs, spec = shown.kind.variant.inputs, shown.spec
        early = mistake_values(spec.computation, inputs).get("rounded_early")
        if early is not None and shown.kind.judge(typed(early)).verdict == "imprecise":
            return shown, early
    raise AssertionError("no variant shows it")


def with_one_bad_cell(key: str) -> tuple[str, np.ndarray]:
    """The right answer except for one cell, which no known mistake produces."""
    right = task(key).kind.expected()
    bad = np.round(right, 3)
    bad[1, 0] += 0.217
    return typed(bad), right


class TestMistakes:
    def test_one_mistake_is_named_with_its_title_and_what_to_do(self, client):
        inputs = task("weights").kind.variant.inputs
        page = answered(client, "weights", typed(softmax(inputs["query"] @ inputs["key"].T, -1)))
        assert "Likely mistake:" in page.text
        assert mistake_title("unscaled").split(" of ")[0] in page.text
        assert "0 of 6" in page.text or "of 6" in page.text

    def test_two_mistakes_at_once_are_both_named(self, client):
        inputs = task("weights").kind.variant.inputs
        page = answered(client, "weights", typed(softmax(inputs["query"] @ inputs["key"].T, -2)))
        found = page.response.context["feedback"].diagnosis.findings
        assert {"unscaled", "softmax_over_queries"} <= set(found[0].mistakes)
        assert "Two mistakes at once:" in page.text
        assert {"unscaled", "softmax_over_queries"} <= set(Attempt.marked.get().mark.mistakes)

    def test_causes_that_give_the_same_numbers_are_all_told(self):
        rng = np.random.default_rng(3)
        query, key = rng.normal(size=(2, 4)), rng.normal(size=(4, 4))
        inputs = {"query": query, "key": key}
        diagnosis = find_mistakes("scores", inputs, query @ key.T * 2, decimals=3)
        several = Diagnosis(diagnosis.findings * 2)
        text = render_to_string("quizzes/answering/_findings.html", {"diagnosis": several})
        assert "Any of these mistakes gives exactly your numbers:" in text
        assert "Likely mistake:" not in text
        assert text.count('class="mistake"') == len(several.findings)

    def test_an_answer_that_no_mistake_makes_is_accused_of_none(self, client):
        page = answered(client, "weights", "0.111 0.222 0.333; 0.444 0.555 0.666")
        assert page.response.context["feedback"].diagnosis.findings == ()
        assert 'class="mistake"' not in page.text
        assert Attempt.marked.get().mark.mistakes == []

    def test_steps_rounded_too_early_are_named_though_the_idea_is_right(self, client):
        shown, early = nearly_right_by_rounding_early()
        page = Page(client, shown)
        page.answer(typed(early))
        assert "Close, but not close enough" in page.text
        assert mistake_title("rounded_early") in page.text
        assert Attempt.marked.get().mark.mistakes == ["rounded_early"]

    def test_whoever_typed_a_digit_too_few_is_not_said_to_have_rounded_on_the_way(self, client):
        for nth in range(8):
            shown = task("softmax", nth)
            page = Page(client, shown)
            page.answer(format_array(shown.kind.expected(), decimals=2))
            assert mistake_title("rounded_early") not in page.text


class TestPlaces:
    def test_one_bad_cell_is_written_out_but_for_its_last_result(self, client):
        raw, right = with_one_bad_cell("weights")
        page = answered(client, "weights", raw)
        assert "Only row 2, column 1 is wrong. Written out:" in page.text
        assert "Work out the last result yourself." in page.text
        written = page.text.split("cell-arithmetic")[1].split("The last result")[0]
        assert "<math" in written
        assert f"{right[1, 0]:.3f}" not in written

    def test_a_slip_in_one_row_is_placed(self, client):
        inputs = task("weights").kind.variant.inputs
        right = task("weights").kind.expected()
        own = np.array([right[0], softmax(inputs["query"] @ inputs["key"].T, -1)[1]])
        page = answered(client, "weights", typed(own))
        found = page.response.context["feedback"].diagnosis.findings
        assert (found[0].mistakes, found[0].where) == (("unscaled",), "row 2 only")
        assert "Row 2 only:" in page.text

    def test_what_was_read_stands_above_the_verdict(self, client):
        page = answered(client, "weights", "1 2 3; 4 5 6")
        assert page.text.index("Read as") < page.text.index("Not right yet")


class TestDerivation:
    def post(self, client, **steps) -> Page:
        page = Page(client, task("derive"))
        page.post(
            {"token": page.token}
            | {f"answer-{name}": format_array(value, 4) for name, value in steps.items()}
        )
        return page

    def test_the_mistake_of_the_first_wrong_step_is_named_beside_it_and_kept(self, client):
        right = task("derive").kind.expected()
        dots = right["dot_products"]
        page = self.post(client, dot_products=dots, scores=dots, masked_scores=right["scores"] * 7)
        steps = page.response.context["feedback"].steps
        assert steps[1].diagnosis.findings[0].mistakes == ("unscaled",)
        assert not steps[0].diagnosis.findings
        assert page.text.count('class="mistake"') == len(steps[1].diagnosis.findings)
        assert "unscaled" in Attempt.marked.get().mark.mistakes

    def test_a_blank_earlier_step_is_said(self, client):
        right = task("derive").kind.expected()
        page = self.post(client, dot_products=right["dot_products"], weights=right["weights"])
        message = page.response.context["feedback"].message
        assert "You left “Scaled scores” and “" in message
        assert "so what follows was judged with the right ones." in message

    def test_a_step_left_blank_at_the_end_is_not_called_an_earlier_one(self, client):
        right = task("derive").kind.expected()
        page = self.post(client, dot_products=right["dot_products"])
        message = page.response.context["feedback"].message
        assert "You left" not in message
        assert "for full credit" in message

    def test_what_follows_from_an_own_slip_is_credited_in_words(self, client):
        own = task("derive").kind.expected()["dot_products"] + 1
        page = self.post(client, dot_products=own, scores=own / 2)
        message = page.response.context["feedback"].message
        assert "The first wrong step is “Dot products”." in message
        assert "“Scaled scores” is consistent with your earlier step" in message


class TestHintsAfterATry:
    def test_they_look_at_the_step_of_the_named_mistake(self, client):
        page = Page(client, task("weights"))
        probe = next(p for p in page.task.kind.probes() if p.mistake == "unscaled")
        page.answer(probe.raw)
        page.post({"token": page.token, "hint": "1"})
        assert page.response.context["hints"].shown[0].step == "Scaled scores"

    def test_where_the_last_step_went_wrong_its_numbers_are_put_in_and_the_result_left(
        self, client
    ):
        page = Page(client, task("weights"))
        probe = next(p for p in page.task.kind.probes() if p.mistake == "softmax_over_queries")
        page.answer(probe.raw)
        page.post({"token": page.token, "hint": "3"})
        third = page.response.context["hints"].shown[2]
        assert third.substituted
        assert third.value is None
        assert "Work this out yourself." in page.text


def test_a_solution_accuses_nobody_of_options_that_were_not_chosen(client):
    page = Page(client, task("which-weights"))
    page.give_up()
    reasons = page.response.context["feedback"].solution.options
    assert [str(each.why) for each in reasons if not each.right]
    assert not [each.why for each in reasons if "you" in each.why.lower()]
