"""The third hint is the step with its numbers; a late mistake leads to the last one shown."""

import numpy as np
import pytest

from attention_engine import worked_answer
from quizzes.answering.hints import hint_numbers, hint_panel, hints_of
from tests.answering.all_kinds import QUESTION, stored_question, task
from tests.answering.test_hints import SHOWN_WEIGHTS

pytestmark = pytest.mark.usefixtures("all_kinds")


def steps_of(shown):
    return worked_answer(shown.spec.computation, **shown.kind.variant.inputs).steps


@pytest.mark.parametrize("key", ["softmax", "weights"])
def test_the_third_hint_is_the_step_with_its_formula_its_numbers_and_its_value(key):
    shown = task(key)
    first = steps_of(shown)[0]
    hint = hints_of(shown)[2]
    assert (hint.formula, hint.substituted) == (first.formula, first.substituted)
    assert hint.formula
    assert np.array_equal(hint.value, first.value)


def test_a_mistake_leads_to_the_numbers_of_its_own_step():
    shown = task("weights")
    scores = steps_of(shown)[1]
    probe = next(probe for probe in shown.kind.probes() if probe.mistake == "unscaled")
    one, two, three = hints_of(shown, shown.kind.judge(probe.raw))
    assert (one.step, two.idea, three.formula) == (scores.title, scores.explanation, scores.formula)
    assert np.array_equal(three.value, scores.value)


def test_a_mistake_after_the_steps_that_may_be_shown_leads_to_the_last_of_them():
    stored_question(QUESTION + SHOWN_WEIGHTS)
    shown = task("shown")
    allowed = shown.kind.steps_to_the_answer()
    assert len(allowed) > 2
    late = [
        judged
        for probe in shown.kind.probes()
        if probe.mistake
        and probe.verdict
        and (judged := shown.kind.judge(probe.raw)).mistakes
        and {shown.kind.step_of(each) for each in judged.mistakes} <= {"weights", "output"}
    ]
    assert late
    for judged in late:
        assert hints_of(shown, judged)[0].step == allowed[-1].title
    assert hints_of(shown)[0].step == allowed[0].title


def test_a_panel_counts_what_is_shown_and_what_comes_next():
    shown = task("softmax")
    assert hint_numbers(shown) == ["1", "2", "3"]
    panels = [hint_panel(shown, count) for count in range(4)]
    assert [(len(p.shown), p.total, p.next) for p in panels if p] == [
        (0, 3, 1),
        (1, 3, 2),
        (2, 3, 3),
        (3, 3, None),
    ]
    assert hint_panel(task("hold"), 0) is None
    assert hint_numbers(task("hold")) == []
