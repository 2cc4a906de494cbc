"""What each kind offers outside of this site: a right answer, and wrong ones with their reasons."""

import pytest

from quizzes.answering.task import Task
from quizzes.items.kinds.exported import MOST_WRONG, ExportOption
from quizzes.models import Item
from tests.answering.all_kinds import task


def judged(shown: Task, option: ExportOption) -> str:
    return shown.kind.judge(option.raw).verdict


def reason(shown: Task, option: ExportOption) -> str:
    if option.index >= 0:
        return shown.rendered["options"][option.index]["why"]
    if option.line >= 0:
        return shown.rendered["lines"][option.line]["too_early"]
    return option.why


def test_the_right_answer_is_right_and_each_other_is_wrong_by_the_tasks_own_judge(tasks):
    for shown in tasks:
        options = shown.kind.export_options()
        right = [option for option in options if option.right]
        if shown.kind.takes_many:
            letters = ", ".join(option.raw for option in right)
            assert shown.kind.judge(letters).verdict == "right", shown.address
        else:
            assert len(right) == 1, shown.address
            verdicts = {option.right: judged(shown, option) for option in options}
            assert verdicts == {True: "right", False: "wrong"}, shown.address


def test_every_wrong_answer_has_its_reason(tasks):
    for shown in tasks:
        wrong = [option for option in shown.kind.export_options() if not option.right]
        assert 1 <= len(wrong) <= MOST_WRONG, shown.address
        assert all(reason(shown, option) for option in wrong), shown.address


def test_a_wrong_answer_of_a_known_mistake_is_named_by_the_judge(tasks):
    for shown in tasks:
        for option in shown.kind.export_options():
            if option.mistake:
                named = shown.kind.judge(option.raw).mistakes
                assert option.mistake in named, (shown.address, option.mistake)


def test_no_answer_is_offered_twice(tasks):
    for shown in tasks:
        raws = [option.raw for option in shown.kind.export_options()]
        assert len(set(raws)) == len(raws), shown.address


def test_a_variant_always_has_the_same_answers_in_the_same_order(tasks):
    for shown in tasks[:20]:
        again = Task(shown.item, shown.seed)
        first, second = shown.kind.export_options(), again.kind.export_options()
        assert [option.raw for option in first] == [option.raw for option in second]


@pytest.mark.parametrize("key", ["softmax", "weights", "flops", "in-order", "derive", "shape"])
def test_the_place_of_the_right_answer_does_not_tell_it(all_kinds, key):
    item = Item.objects.get(key=key)
    places = set()
    for seed in item.seeds:
        options = Task(item, seed).kind.export_options()
        places.add([option.right for option in options].index(True))
    assert len(places) > 1


def test_a_matrix_is_chosen_among_the_matrices_of_known_mistakes(all_kinds):
    shown = task("weights")
    wrong = [option for option in shown.kind.export_options() if not option.right]
    assert wrong
    for option in wrong:
        assert option.value is not None
        assert option.value.shape == shown.kind.solution().value.shape
        assert option.mistake in shown.kind.slips()
        assert option.why == shown.kind.explained(option.mistake)


def test_a_count_is_chosen_among_those_that_lack_a_factor(all_kinds):
    shown = task("flops")
    named = {option.mistake for option in shown.kind.export_options()}
    assert {"heads_left_out", "multiply_add_counted_once", "macs_called_flops"} <= named


def test_an_order_has_one_line_out_of_place(all_kinds):
    options = task("in-order").kind.export_options()
    assert {option.raw for option in options if option.right} == {
        task("in-order").kind.right_answer()
    }
    assert all("in the right place" in option.why for option in options if not option.right)


def test_a_line_that_comes_too_early_is_explained_by_its_author(real_bank):
    item = next(i for i in Item.published.filter(kind="order") if "too_early" in str(i.spec))
    shown = Task(item, item.seeds[0])
    early = [option for option in shown.kind.export_options() if option.line >= 0]
    assert early
    for option in early:
        judgement = shown.kind.judge(option.raw)
        assert shown.kind.line_too_early(judgement) == option.line
