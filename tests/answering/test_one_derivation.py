"""A task is worked out once per request."""

import json

import pytest

from attention_engine import format_array
from attention_engine.computations import Derivation
from quizzes.answering import hints, solution
from quizzes.answering.task import Task
from tests.answering.all_kinds import KEYS, Page, task, wrong_raw

pytestmark = pytest.mark.usefixtures("all_kinds")


@pytest.fixture
def worked_out(monkeypatch) -> list[str]:
    """The computations that were worked out from their inputs. Values carried on from a learner's
    own steps or made by a known mistake reuse such a derivation and are not counted."""
    names: list[str] = []
    from_inputs = Derivation.__init__

    def counted(self, name, inputs):
        names.append(name)
        from_inputs(self, name, inputs)

    monkeypatch.setattr(Derivation, "__init__", counted)
    return names


def own_slip_carried_on(shown: Task) -> str:
    """The first step is wrong, and the next one follows correctly from it."""
    dots = shown.kind.expected()["dot_products"] + 1
    width = shown.kind.variant.inputs["query"].shape[-1]
    own = {"dot_products": dots, "scores": dots / width**0.5}
    return json.dumps({name: format_array(value) for name, value in own.items()})


@pytest.mark.parametrize("raw", ["right", "wrong", "carried"])
def test_an_answer_to_a_derivation_and_the_page_of_it_take_one(client, worked_out, raw):
    page = Page(client, task("derive"))
    answers = {
        "right": lambda: page.task.kind.right_answer(),
        "wrong": lambda: wrong_raw(page.task),
        "carried": lambda: own_slip_carried_on(page.task),
    }
    typed = answers[raw]()
    # Kept for the item, whoever answers it.
    assert not page.task.has_one_answer
    worked_out.clear()
    page.answer(typed)
    assert len(worked_out) == 1


@pytest.mark.parametrize("key", KEYS)
def test_judging_hinting_and_showing_the_way_take_one(worked_out, key):
    shown = task(key)
    raw = wrong_raw(shown)
    shown = task(key)
    worked_out.clear()
    judgement = shown.kind.judge(raw)
    hints.hints_of(shown, judgement)
    solution.solution_of(shown)
    assert len(worked_out) <= 1
