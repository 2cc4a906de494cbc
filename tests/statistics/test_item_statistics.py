"""The numbers of an item count who is there and who is gone: they stay when somebody goes."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from quizzes.models import DepartedAnswers, Item, Learner, Mark, Verdict
from quizzes.own_data.deletion import delete_person
from quizzes.statistics.item_statistics import item_statistics

ITEM = "softmax/which-grows"


@pytest.fixture
def item(bank, attempt) -> Item:
    """Answered five times by ann and twice by ben."""
    for verdict, mistakes in (
        (Verdict.WRONG, ["no_scale", "no_mask"]),
        (Verdict.WRONG, ["no_scale"]),
        (Verdict.WRONG, []),
        (Verdict.RIGHT, []),
        (Verdict.GIVEN_UP, []),
    ):
        attempt("ann", ITEM, verdict, mistakes=mistakes)
    attempt("ben", ITEM, Verdict.RIGHT)
    attempt("ben", ITEM, Verdict.WRONG, mistakes=["no_mask"])
    return asked()


def asked() -> Item:
    return Item.objects.get(key="which-grows", question__slug="softmax")


def go(browser_id: str) -> None:
    delete_person(Learner.objects.get(browser_id=browser_id))


def test_answers_are_counted_by_verdict_and_by_their_first_mistake(item):
    found = item_statistics(item)
    assert found.answers == 7
    assert list(found.verdicts.items()) == [("wrong", 4), ("right", 2), ("given_up", 1)]
    assert list(found.mistakes.items()) == [("no_scale", 2), ("no_mask", 1)]


@pytest.mark.parametrize("leavers", [["ann"], ["ben"], ["ann", "ben"], ["ben", "ann"]])
def test_they_stay_when_learners_go(item, leavers):
    before = item_statistics(item)
    for leaver in leavers:
        go(leaver)
        assert item_statistics(item) == before


def test_what_stays_is_numbers_alone(item):
    go("ann")
    fields = {field.name for field in DepartedAnswers._meta.get_fields()}
    assert fields == {"id", "item_version", "verdict", "mistake", "answers"}
    assert DepartedAnswers.objects.count() == 4


def test_only_the_newest_mark_counts(item, attempt):
    judged_again = attempt("ann", ITEM, Verdict.WRONG, mistakes=["no_scale"])
    Mark(attempt=judged_again, verdict=Verdict.RIGHT, score=1.0).add()
    before = item_statistics(item)
    assert before.verdicts == {"wrong": 4, "right": 3, "given_up": 1}
    go("ann")
    assert item_statistics(item) == before


def test_the_admin_shows_the_same_before_and_after(item):
    boss = Client()
    boss.force_login(User.objects.create_superuser("boss"))

    def shown() -> tuple[str, str]:
        page = boss.get(f"/admin/quizzes/item/{item.pk}/change/").content.decode()
        row = boss.get("/admin/quizzes/item/?o=-6").content.decode()
        table = page.split('id="statistics-title"')[1].split("</section>")[0]
        return table, row.split("which-grows</a>")[1].split("</tr>")[0]

    before = shown()
    assert "7 answers" in before[0]
    assert 'field-tries">7<' in before[1]
    assert 'field-right_share">28%<' in before[1]
    go("ann")
    go("ben")
    assert shown() == before


def test_an_item_without_answers_says_so(bank):
    boss = Client()
    boss.force_login(User.objects.create_superuser("boss"))
    item = asked()
    page = boss.get(f"/admin/quizzes/item/{item.pk}/change/").content.decode()
    assert "Nobody has answered it yet" in page
    assert item_statistics(item).answers == 0
