"""When two mistakes are likely, the next numbers are such that the answer says which it was."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

import pytest

from quizzes.answering.marking import mark
from quizzes.answering.task import Task
from quizzes.learners.cookie import learner_with
from quizzes.models import Attempt, Card, CardKind, Item, Learner
from quizzes.practice.choosing import choose
from quizzes.practice.focus import Focus
from quizzes.practice.telling_apart import MOST_COMPARED, clearest, rivals_among
from tests.fixtures import kept_learner, stored_card
from tests.practice.conftest import Clock

pytestmark = pytest.mark.usefixtures("real_bank")

# At four of the eight seeds there are two KV heads, and both make a cache of half its size.
GROUPED = ("grouped-query-attention", "bytes-of-a-grouped-cache")
ONE_ARRAY, NO_HEADS = "keys_or_values_left_out", "kv_heads_left_out"
ANN = "1" * 32


def tasks_of(slug: str, key: str) -> list[Task]:
    item = Item.published.get(question__slug=slug, key=key)
    return [Task(item, seed) for seed in item.seeds]


def grouped(*, alike: bool) -> list[Task]:
    """The tasks of the item at whose seeds the two mistakes give the same number, or not."""
    return [t for t in tasks_of(*GROUPED) if t.kind.tells_apart(ONE_ARRAY, NO_HEADS) != alike]


def typed(task: Task, slip: str) -> str:
    """What somebody types who makes this mistake in a count."""
    return f"{task.kind.expected() / task.kind.factors()[slip]} bytes"


class TestAKindKnows:
    def test_there_are_seeds_with_and_without(self):
        assert grouped(alike=True)
        assert grouped(alike=False)

    def test_what_it_tells_apart_is_what_its_judge_tells_apart(self):
        for alike in (True, False):
            for task in grouped(alike=alike):
                named = task.kind.judge(typed(task, ONE_ARRAY)).mistakes
                assert ONE_ARRAY in named
                assert (NO_HEADS in named) == alike

    def test_steps_with_the_same_numbers_are_not_told_apart(self):
        # Its temperature is one half: to ignore it gives what to multiply by it gives, times two.
        for task in tasks_of("softmax-of-scores", "softmax-step-by-step"):
            slips = sorted(task.kind.slips())
            told = {pair for pair in combinations(slips, 2) if task.kind.tells_apart(*pair)}
            for one, other in combinations(slips, 2):
                probes = {p.mistake: p.raw for p in task.kind.probes() if p.verdict == "wrong"}
                if one in probes and other in probes:
                    assert ((one, other) in told) == (probes[one] != probes[other]), (one, other)

    def test_numbers_that_cannot_show_one_of_them_tell_nothing(self):
        task = tasks_of("dot-product-self-attention", "scaled-scores")[0]
        assert "unscaled" in task.kind.slips()
        assert not task.kind.tells_apart("unscaled", "softmax_over_queries")
        assert not task.kind.tells_apart("softmax_over_queries", "unscaled")


class TestTheNextNumbers:
    def both(self) -> Learner:
        ann = kept_learner(ANN)
        for slip in (ONE_ARRAY, NO_HEADS):
            stored_card(ann, CardKind.SLIP, slip, self.day, reviews=1, lapses=1)
        return ann

    @pytest.fixture(autouse=True)
    def today(self, clock: Clock) -> None:
        self.day = clock.now.date()

    def test_are_those_of_the_first_seed_that_tells_the_rival_apart(self):
        hidden, clear = grouped(alike=True), grouped(alike=False)
        in_this_order = [*hidden, *clear]
        assert clearest([in_this_order], ONE_ARRAY) is hidden[0]
        assert clearest([in_this_order], ONE_ARRAY, {NO_HEADS}) is clear[0]

    def test_are_any_where_nothing_tells_them_apart(self):
        hidden = grouped(alike=True)
        assert clearest([hidden], ONE_ARRAY, {NO_HEADS}) is hidden[0]

    def test_are_found_with_bounded_work(self):
        made: list[Task] = []

        def endless() -> Iterator[Task]:
            while True:
                made.append(grouped(alike=True)[0])
                yield made[-1]

        assert clearest([endless()], ONE_ARRAY, {NO_HEADS}) is made[0]
        assert len(made) <= MOST_COMPARED + 1

    @pytest.mark.parametrize("slip", [ONE_ARRAY, NO_HEADS])
    def test_tell_a_learners_two_mistakes_apart(self, slip):
        chosen = choose(self.both(), self.day, focus=Focus(slip=slip))
        assert chosen
        assert chosen.task.kind.tells_apart(ONE_ARRAY, NO_HEADS)

    def test_of_mixed_practice_do_so_too(self):
        chosen = choose(self.both(), self.day)
        assert chosen
        assert chosen.wish.slip in (ONE_ARRAY, NO_HEADS)
        assert chosen.task.kind.tells_apart(ONE_ARRAY, NO_HEADS)

    def test_tell_apart_what_one_answer_left_open(self):
        hidden, clear = grouped(alike=True), grouped(alike=False)
        ann, task = learner_with(ANN), hidden[0]
        # By their order alone numbers would come next that leave it open again.
        Item.objects.exclude(pk=task.item.pk).update(retired=True)
        seeds = [each.seed for each in (*hidden, *clear)]
        Item.objects.filter(pk=task.item.pk).update(seeds=seeds)
        mark(task, ann, "a" * 32, typed(task, ONE_ARRAY), 10)
        named = set(Attempt.marked.get().mark.mistakes)
        assert {ONE_ARRAY, NO_HEADS} <= named
        # Only the likelier one has a card.
        slip = Card.objects.get(kind=CardKind.SLIP).name
        chosen = choose(ann, self.day + timedelta(1))
        assert chosen
        assert chosen.wish.slip == slip
        assert chosen.task.kind.tells_apart(ONE_ARRAY, NO_HEADS)

    def test_are_new_ones_where_there_are_some(self):
        ann = self.both()
        answered = grouped(alike=False)[0]
        mark(answered, ann, "a" * 32, answered.kind.right_answer(), 10)
        chosen = choose(ann, self.day, focus=Focus(slip=NO_HEADS))
        assert chosen
        assert (chosen.task.item, chosen.task.seed) != (answered.item, answered.seed)


def test_only_mistakes_of_the_same_computation_are_rivals():
    others = ("mask_ignored", "bits_for_bytes", "sign_flipped", "no-such-mistake", "unscaled")
    assert "mask_ignored" in rivals_among("unscaled", others)
    assert "bits_for_bytes" not in rivals_among("unscaled", others)
    assert "no-such-mistake" not in rivals_among("unscaled", others)
    assert "unscaled" not in rivals_among("unscaled", others)
