"""Unfinished quizzes of nobody are removed after weeks; everything else stays."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone

from quizzes.answering.marking import give_up
from quizzes.answering.task import Task
from quizzes.learners.cookie import learner_with
from quizzes.models import Attempt, Item, Learner, Quiz, SavedAnswer, Sitting
from quizzes.sittings import expiry, lifecycle
from tests.answering.all_kinds import stored_quiz

pytestmark = pytest.mark.usefixtures("all_kinds")
NOW = timezone.now()
CUT = NOW - timedelta(days=30)
LONG_AGO = CUT - timedelta(seconds=1)


def begun(letter: str = "a", learner: Learner | None = None) -> Sitting:
    """A sitting of long ago with one saved answer of long ago."""
    quiz = Quiz.objects.first() or stored_quiz("dot")
    sitting = lifecycle.start(quiz, learner or learner_with("1" * 32), letter * 32)
    lifecycle.save(sitting, {sitting.plan[0]["item"]: "3"}, NOW)
    Sitting.objects.filter(pk=sitting.pk).update(started_at=LONG_AGO)
    SavedAnswer.objects.update(saved_at=LONG_AGO)
    return sitting


def test_one_that_nobody_went_on_with_goes_with_what_was_typed():
    begun()
    assert expiry.expire(CUT) == 1
    assert not Sitting.objects.exists()
    assert not SavedAnswer.objects.exists()
    assert expiry.expire(CUT) == 0


def test_one_that_was_begun_or_saved_later_stays():
    begun("a")
    SavedAnswer.objects.update(saved_at=CUT)
    Sitting.objects.filter(pk=begun("b").pk).update(started_at=CUT)
    SavedAnswer.objects.filter(sitting__token="a" * 32).update(saved_at=CUT)
    assert expiry.expire(CUT) == 0
    assert Sitting.objects.count() == 2


def test_one_of_an_account_stays():
    begun(learner=Learner(user=User.objects.create_user("ada")))
    assert expiry.expire(CUT) == 0


def test_a_finished_one_and_its_record_stay():
    sitting = begun()
    lifecycle.finish(sitting, LONG_AGO)
    assert expiry.expire(CUT) == 0
    assert Attempt.objects.filter(sitting=sitting).count() == 1


def test_one_with_a_clock_waits_to_be_judged_and_is_then_part_of_the_record():
    sitting = begun()
    Sitting.objects.filter(pk=sitting.pk).update(ends_at=LONG_AGO)
    assert expiry.expire(CUT) == 0
    call_command("expire_sittings", stdout=StringIO())
    assert Attempt.objects.get(sitting=sitting).raw == "3"


def test_practice_of_the_same_person_stays():
    sitting = begun()
    dot = Item.published.get(key="dot")
    seed = next(seed for seed in dot.seeds if seed != sitting.plan[0]["seed"])
    give_up(Task(dot, seed), sitting.learner, "b" * 32, None)
    assert expiry.expire(CUT) == 1
    assert Attempt.objects.count() == 1


def test_many_go_in_short_transactions(monkeypatch):
    monkeypatch.setattr(expiry, "BATCH", 2)
    for letter in "abcde":
        begun(letter)
    assert expiry.expire(CUT) == 5


def test_one_that_its_learner_goes_on_with_meanwhile_stays(monkeypatch):
    sitting = begun()
    found = expiry._batches

    def found_then_touched(left, before):
        for keys in list(found(left, before)):
            lifecycle.save(sitting, {sitting.plan[0]["item"]: "4"}, NOW)
            yield keys

    monkeypatch.setattr(expiry, "_batches", found_then_touched)
    assert expiry.expire(CUT) == 0
    assert SavedAnswer.objects.get().raw == "4"


@pytest.mark.parametrize("action", ["save", "finish_anyway"])
def test_who_answers_just_after_it_went_gets_back_what_was_typed(learner_client, action):
    sitting = begun()
    client = learner_client("1" * 32)
    read = lifecycle.planned

    def read_then_expired(sitting):
        entries = read(sitting)
        expiry.expire(CUT)
        return entries

    field = f"answer-{sitting.plan[0]['item']}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lifecycle, "planned", read_then_expired)
        response = client.post(sitting.get_absolute_url(), {field: "0.25", "action": action})
    assert response.status_code == 404
    assert "0.25" in response.content.decode()


def test_the_command_says_how_many_and_can_be_run_again():
    begun()
    said = [StringIO(), StringIO()]
    for out in said:
        call_command("expire_sittings", stdout=out)
    assert [out.getvalue().split(" of ")[0] for out in said] == [
        "Removed 1 unfinished quiz",
        "Removed 0 unfinished quizzes",
    ]


def test_the_command_keeps_what_was_begun_today():
    with pytest.raises(CommandError, match="--days is at least 1"):
        call_command("expire_sittings", days=0)
