"""A custom quiz and its link: the same numbers for everybody, and to each their own answers."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from quizzes.answering.marking import mark
from quizzes.answering.task import Task
from quizzes.models import Attempt, CustomQuiz, Item, Learner, Sitting
from quizzes.sittings import expiry, lifecycle, starts
from tests.sittings.customizing import NEW, finished, made, post_start, started
from tests.sittings.taking import post, task_at, words

pytestmark = pytest.mark.usefixtures("all_kinds")


def seeds(quiz: CustomQuiz | Sitting) -> list[tuple[int, int]]:
    return [(row["item"], row["seed"]) for row in quiz.plan]


def test_whoever_opens_the_link_gets_the_same_tasks_and_numbers_in_a_sitting_of_their_own(client):
    quiz, guest = made(client, length=5), Client()
    mine, theirs = started(client, quiz), started(guest, quiz)
    assert seeds(mine) == seeds(theirs) == seeds(quiz)
    assert mine.learner != theirs.learner


def test_nobody_sees_the_answers_of_another_not_even_the_maker(client):
    quiz, guest = made(client, kind="number"), Client()
    theirs = started(guest, quiz)
    post(guest, theirs, 1, "123.5")
    finished(guest, theirs)
    for suffix in ("", "1/", "check/", "results/"):
        response = client.get(f"{theirs.get_absolute_url()}{suffix}")
        assert response.status_code == 404
        assert "123.5" not in response.content.decode()
    for address in ("/quizzes/", quiz.get_absolute_url(), "/"):
        assert str(theirs.pk) not in client.get(address).content.decode()


def test_the_page_of_the_link_tells_neither_who_made_it_nor_any_answer(client):
    user = User.objects.create_user("ada-lovelace")
    client.force_login(user)
    quiz = made(client, length=15, pace="interview")
    page = Client().get(quiz.get_absolute_url()).content.decode()
    assert "ada-lovelace" not in page
    assert "EXPLAIN" not in page
    assert "WHY-" not in page
    assert f"Time limit: {quiz.minutes} minutes" in page
    assert f'data-copy-link="{quiz.get_absolute_url()}"' in page


@pytest.mark.parametrize("key", ["a" * 16, "x", "A_-" * 40])
def test_a_link_that_leads_to_no_quiz_says_so(client, key):
    response = client.get(f"{NEW}{key}/")
    assert response.status_code == 404
    assert "There is no quiz with this link." in words(response)
    assert client.post(f"{NEW}{key}/").status_code == 404


def test_a_form_of_another_quiz_starts_nothing(client):
    one, other = made(client, length=5), made(client, length=10)
    token = client.get(one.get_absolute_url()).context["token"]
    for forged in (token, "forged", client.get(NEW).context["token"]):
        response = client.post(other.get_absolute_url(), {"token": forged})
        assert response.status_code == 400
    assert not Sitting.objects.exists()


@pytest.mark.parametrize("action", ["same", "new"])
def test_a_double_post_starts_one(client, action):
    quiz = made(client)
    form = {"token": client.get(quiz.get_absolute_url()).context["token"], "action": action}
    first, second = (client.post(quiz.get_absolute_url(), form) for _ in range(2))
    assert first.url == second.url
    assert Sitting.objects.count() == 1


def test_starts_are_counted(client, monkeypatch):
    quiz = made(client)
    monkeypatch.setattr(starts, "MOST_STARTS", 1)
    assert post_start(client, quiz).status_code == 429
    assert not Sitting.objects.exists()


def test_the_clock_runs_for_whoever_starts(client):
    sitting = started(client, made(client, kind="number", pace="interview"))
    assert sitting.ends_at is not None
    assert sitting.ends_at - sitting.started_at < timedelta(minutes=2, seconds=1)


def test_results_have_a_score_and_no_pass_mark(client):
    sitting = started(client, made(client, kind="number"))
    page = words(client.get(f"{finished(client, sitting, 1).get_absolute_url()}results/"))
    assert "100%" in page
    assert "pass mark" not in page
    assert "passed" not in page
    assert sitting.title in page


def test_new_numbers_ask_the_same_tasks_in_a_quiz_of_its_own(client):
    quiz = made(client, kind=["number", "vector"], pace="interview")
    again = started(client, quiz, "new")
    assert again.custom != quiz
    assert [item for item, _seed in seeds(again)] == [item for item, _seed in seeds(quiz)]
    assert again.custom.choice == quiz.choice
    assert again.custom.minutes == quiz.minutes


def test_results_offer_new_numbers_that_were_not_met(client):
    quiz = made(client, kind="number")
    sitting = finished(client, started(client, quiz))
    page = client.get(f"{sitting.get_absolute_url()}results/")
    assert '<input type="hidden" name="action" value="new">' in words(page)
    retake = page.context["retake"]
    response = client.post(retake.address, {"token": retake.token, "action": "new"})
    again = Sitting.objects.get(pk=response.url.split("/")[-2])
    assert seeds(again)[0][0] == seeds(quiz)[0][0]
    assert seeds(again) != seeds(quiz)


def test_who_takes_the_same_numbers_again_is_told_that_they_give_no_points(client):
    quiz = made(client, kind="number")
    finished(client, started(client, quiz), 1)
    assert "these tasks earn no points" in words(client.get(quiz.get_absolute_url()))
    assert "these tasks earn no points" not in words(Client().get(quiz.get_absolute_url()))
    again = finished(client, started(client, quiz), 1)
    assert "0%" in words(client.get(f"{again.get_absolute_url()}results/"))


def test_a_quiz_is_made_of_numbers_that_its_maker_has_not_met(client):
    learner = made(client).learner
    dot = Item.published.get(key="dot")
    fresh, *met = dot.seeds
    for seed in met:
        mark(Task(dot, seed), learner, f"{seed:032x}", "123456", 10)
    assert seeds(made(client, kind="number")) == [(dot.pk, fresh)]


def test_a_task_that_was_withdrawn_since_is_left_out_and_said_to_be(client):
    quiz = made(client, kind=["number", "vector"])
    Item.objects.filter(key="softmax").update(retired=True)
    page = words(client.get(quiz.get_absolute_url()))
    assert "<li>1 task: a number</li>" in page
    assert "1 more task was changed or withdrawn since the quiz was made" in page
    sitting = started(client, quiz)
    number = next(n for n in (1, 2) if lifecycle.planned(sitting)[n - 1].task)
    assert "100%" in words(
        client.get(f"{finished(client, sitting, number).get_absolute_url()}results/")
    )
    Item.objects.filter(key="dot").update(retired=True)
    assert "All tasks of this quiz have been changed or withdrawn" in words(
        client.get(quiz.get_absolute_url())
    )


def test_a_quiz_without_any_task_left_starts_nothing(client):
    quiz = made(client, kind="number")
    form = {"token": client.get(quiz.get_absolute_url()).context["token"]}
    Item.objects.update(retired=True)
    for action in ("same", "new"):
        response = client.post(quiz.get_absolute_url(), form | {"action": action})
        assert response.status_code == 409
    assert not Sitting.objects.exists()


def test_unfinished_ones_are_on_home_and_among_the_quizzes(client):
    sitting = started(client, made(client, kind="number"))
    assert f"Finish: {sitting.title}" in words(client.get("/"))
    page = words(client.get("/quizzes/"))
    assert "Your own quizzes" in page
    assert f'href="{sitting.get_absolute_url()}">Continue: task 1 of 1' in page
    assert "Your own quizzes" not in words(Client().get("/quizzes/"))


def test_the_latest_five_finished_ones_are_listed_with_their_scores(client):
    quizzes = [made(client, kind="number") for _ in range(6)]
    for quiz in quizzes:
        finished(client, started(client, quiz))
    last = finished(client, started(client, quizzes[0], "new"), 1)
    page = words(client.get("/quizzes/"))
    assert [q.get_absolute_url() in page for q in quizzes] == [False, False, *[True] * 4]
    assert last.custom.get_absolute_url() in page
    assert "Your score: <strong>" in page


def test_the_list_of_quizzes_costs_no_more_queries(client, django_assert_max_num_queries):
    for _ in range(3):
        finished(client, started(client, made(client, length=5)))
        started(client, made(client, length=5))
    client.get("/quizzes/")
    with django_assert_max_num_queries(5):
        client.get("/quizzes/")


class TestExpiry:
    now = timezone.now()
    cut = now - timedelta(days=30)

    def age(self) -> None:
        CustomQuiz.objects.update(created_at=self.cut - timedelta(seconds=1))

    def test_those_of_nobody_that_nobody_takes_are_removed(self, client):
        made(client)
        assert expiry.expire_custom(self.cut) == 0
        self.age()
        assert expiry.expire_custom(self.cut) == 1

    def test_those_of_a_deleted_learner_are_removed_too(self, client):
        made(client)
        self.age()
        Learner.objects.all().delete()
        assert expiry.expire_custom(self.cut) == 1

    def test_those_that_somebody_takes_and_those_of_an_account_stay(self, client):
        started(Client(), made(client))
        client.force_login(User.objects.create_user("ada"))
        made(client)
        self.age()
        assert expiry.expire_custom(self.cut) == 0

    def test_one_that_goes_while_it_is_being_started_is_refused_with_a_sentence(
        self, client, monkeypatch
    ):
        quiz, read = made(client), lifecycle.items_of

        def read_then_expired(which):
            items = read(which)
            CustomQuiz.objects.all().delete()
            return items

        token = client.get(quiz.get_absolute_url()).context["token"]
        monkeypatch.setattr(lifecycle, "items_of", read_then_expired)
        response = client.post(quiz.get_absolute_url(), {"token": token})
        assert response.status_code == 409
        assert "This quiz was removed" in words(response)

    def test_the_command_says_how_many(self, client, capsys):
        made(client)
        self.age()
        call_command("expire_sittings")
        assert "Removed 1 custom quiz of theirs that nobody has taken." in capsys.readouterr().out


def test_what_was_answered_outlives_its_maker(client):
    quiz, guest = made(client, kind="number"), Client()
    theirs = started(guest, quiz)
    Learner.objects.exclude(pk=theirs.learner_id).delete()
    finished(guest, theirs, 1)
    assert Attempt.objects.filter(sitting=theirs).count() == 1
    assert task_at(theirs, 1).seed == seeds(quiz)[0][1]
