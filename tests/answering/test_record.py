"""The record: an old attempt keeps its own numbers, and a mark stays when another is added."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connections, transaction

from quizzes.answering.marking import mark
from quizzes.answering.task import task_of_attempt
from quizzes.learners.cookie import learner_with
from quizzes.models import (
    AppendOnlyError,
    Attempt,
    Item,
    ItemVersion,
    Learner,
    Mark,
    Question,
    Revision,
)
from tests.answering.all_kinds import (
    KEYS,
    QUESTION,
    stored_question,
    task,
    wrong_raw,
)


def edited(text: str) -> str:
    """The question with other numbers in its item `weights`."""
    before, item = text.split("key: weights\n", 1)
    return f"{before}key: weights\n{item.replace('halves(', 'integers(', 1)}"


def answered(key: str) -> Attempt:
    shown = task(key)
    return mark(shown, learner_with("1" * 32), key.ljust(32, "0"), wrong_raw(shown), 1).attempt


@pytest.mark.usefixtures("all_kinds")
class TestOldAttempts:
    @pytest.mark.parametrize("key", KEYS)
    def test_they_are_shown_with_their_own_numbers_after_the_item_was_edited(self, key):
        before = task(key)
        attempt, right = answered(key), before.kind.right_answer()
        Item.objects.filter(key=key).update(version=7, spec={"kind": "of tomorrow"}, seeds=[])
        old = task_of_attempt(Attempt.marked.get(pk=attempt.pk))
        assert old.kind.right_answer() == right
        assert old.kind.judge(attempt.raw).verdict == attempt.mark.verdict
        assert old.ask_html == before.ask_html

    def test_an_edit_adds_a_version_and_leaves_the_old_one(self):
        attempt = answered("weights")
        stored_question(edited(QUESTION))
        item = Item.objects.get(key="weights")
        assert list(item.versions.values_list("version", flat=True)) == [1, 2]
        assert attempt.item_version.version == 1
        assert attempt.item_version.spec["givens"] != item.spec["givens"]

    def test_rendering_anew_is_no_version(self):
        question = Question.objects.get()
        stored_question(question.source)
        assert not ItemVersion.objects.filter(version__gt=1).exists()

    def test_of_a_version_that_was_not_kept_nothing_is_made_up(self):
        attempt = answered("weights")
        lost = ItemVersion.objects.create(item=attempt.item, version=99, identity="a/b")
        attempt.item_version = lost
        assert task_of_attempt(attempt) is None

    def test_the_admin_shows_them_with_their_marks(self, admin_client):
        attempt = answered("weights")
        right = task("weights").kind.right_answer()
        Item.objects.filter(key="weights").update(version=7, spec={}, seeds=[], retired=True)
        Mark(attempt=attempt, verdict="right", score=1, reason="the key was wrong").add()
        page = admin_client.get(f"/admin/quizzes/attempt/{attempt.pk}/change/").content.decode()
        assert right.splitlines()[0] in page
        assert "the key was wrong" in page
        assert page.index("1. Wrong") < page.index("2. Right")


@pytest.mark.usefixtures("all_kinds")
class TestMarks:
    def test_the_newest_counts_and_the_old_one_stays(self):
        attempt = answered("dot")
        Mark(attempt=attempt, verdict="right", score=1, reason="regraded").add()
        assert list(attempt.marks.values_list("number", "verdict", "newest")) == [
            (1, "wrong", False),
            (2, "right", True),
        ]
        assert Attempt.marked.get().mark.verdict == "right"

    def test_two_cannot_count_at_once(self):
        attempt = answered("dot")
        with pytest.raises(IntegrityError), transaction.atomic():
            Mark.objects.create(attempt=attempt, number=2, verdict="right", score=1)

    def test_it_says_which_code_judged(self):
        assert len(answered("dot").mark.engine_version) == 16


@pytest.mark.usefixtures("all_kinds")
@pytest.mark.parametrize("model", [Attempt, Mark, ItemVersion, Revision])
def test_a_row_of_the_record_is_never_changed_or_deleted(model):
    answered("dot")
    row = model.objects.first()
    before = model.objects.values().get(pk=row.pk)
    text = next(name for name in ("raw", "engine_version", "note") if hasattr(row, name))
    # Built anew with the key of a stored row, an object is new to Django.
    facts = {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
    forged = model(**facts | {text: "forged"})
    for change in (
        row.save,
        row.delete,
        model.objects.all().delete,
        lambda: model.objects.update(**{text: "other"}),
        lambda: model.objects.bulk_update([row], [text]),
        lambda: model.objects.update_or_create(pk=row.pk, defaults={text: "other"}),
        lambda: model.objects.bulk_create(
            [forged], update_conflicts=True, unique_fields=["pk"], update_fields=[text]
        ),
    ):
        with pytest.raises(AppendOnlyError), transaction.atomic():
            change()
    with pytest.raises(IntegrityError), transaction.atomic():
        forged.save()
    assert model.objects.values().get(pk=row.pk) == before


@pytest.mark.usefixtures("all_kinds")
def test_the_joined_mark_opens_no_way_around_it():
    answered("dot")
    for change in (
        lambda: Attempt.marked.update(raw="other"),
        Attempt.marked.all().delete,
        lambda: Learner.objects.get().attempts.update(raw="other"),
        lambda: Attempt.objects.get().marks.all().delete(),
    ):
        with pytest.raises(AppendOnlyError):
            change()


@pytest.mark.usefixtures("shared_database")
def test_a_newcomer_who_is_kept_many_times_at_once_is_one_learner():
    def keep(_number: int) -> int:
        try:
            learner = Learner(browser_id="3" * 32)
            learner.keep()
            return learner.pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(keep, range(8)))) == 1
