"""Two tabs sign in at once, or the power goes: the merge is done once, or not at all."""

import pytest

from quizzes.accounts import merging
from quizzes.models import Attempt, Item, Learner, Sitting
from tests.accounts.test_merging import NOW
from tests.fixtures import kept_learner, stored_attempt
from tests.prepared import REAL_BANK


def test_two_merges_at_once_lose_and_double_nothing(prepared_site) -> None:
    site = prepared_site(REAL_BANK)
    site.manage("shell", "-c", "from tests.accounts.two_merges import try_it; try_it()")


@pytest.mark.django_db
@pytest.mark.parametrize("table", [Sitting, merging.Goal])
def test_a_merge_that_is_cut_off_leaves_both_as_they_were(bank, monkeypatch, table) -> None:
    source, target = kept_learner("a" * 32), kept_learner("b" * 32)
    item = Item.objects.first()
    for learner in (source, target, source):
        stored_attempt(learner.browser_id, item, "right")

    def dies(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(merging.MOVES, table, dies)
    with pytest.raises(KeyboardInterrupt):
        merging.merge(source, target, NOW)
    assert Attempt.objects.filter(learner=source).count() == 2
    assert Learner.objects.count() == 2
