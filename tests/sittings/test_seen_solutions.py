"""A quiz measures what its learner knows: nothing shows its tasks solved before its end, and what
had been seen before earns no points."""

import re

import pytest
from django.test import Client

from quizzes.answering import marking
from quizzes.answering.next_task import next_task
from quizzes.answering.running_quiz import QuizRunning
from quizzes.answering.task import Task
from quizzes.learners.cookie import learner_with
from quizzes.models import Attempt, Item, Learner, Sitting
from quizzes.sittings import lifecycle
from quizzes.sittings.reading_next import reading_next
from quizzes.sittings.results import results_of
from tests.answering.all_kinds import QUESTION, stored_question, stored_quiz

pytestmark = pytest.mark.usefixtures("all_kinds")


def somebody() -> Learner:
    return learner_with("1" * 32)


def item(key: str) -> Item:
    return Item.published.get(key=key)


def begun(*keys: str, token: str = "a" * 32) -> Sitting:
    return lifecycle.start(stored_quiz(*keys), somebody(), token)


def asked(sitting: Sitting) -> Task:
    return Task(Item.published.get(pk=sitting.plan[0]["item"]), sitting.plan[0]["seed"])


def words(response) -> str:
    return " ".join(response.content.decode().split())


def ended(sitting: Sitting, **answers: str):
    plan = {Item.objects.get(pk=row["item"]).key: row["item"] for row in sitting.plan}
    lifecycle.save(sitting, {plan[key]: raw for key, raw in answers.items()}, sitting.started_at)
    lifecycle.finish(sitting, sitting.started_at)
    return results_of(Sitting.objects.get(pk=sitting.pk))


class TestWhileItRuns:
    @pytest.mark.parametrize("asks", [{"give_up": "1"}, {"answer": "0.25"}, {"hint": "1"}])
    @pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
    def test_practice_neither_checks_nor_shows_its_numbers(self, learner_client, asks, headers):
        client = learner_client("1" * 32)
        # The form was opened before the quiz was started.
        forms = {seed: client.get(Task(item("dot"), seed).address) for seed in item("dot").seeds}
        sitting = begun("dot")
        task = asked(sitting)
        token = forms[task.seed].context["token"]
        response = client.post(
            task.address, {"answer": "0.25", "token": token} | asks, headers=headers
        )
        assert response.status_code == 409
        assert "You have not finished a quiz with this task" in words(response)
        assert f'href="{sitting.get_absolute_url()}"' in words(response)
        assert 'value="0.25"' in words(response)
        assert "EXPLAIN" not in words(response)
        assert "verdict" not in words(response)
        assert not Attempt.objects.exists()

    def test_the_page_of_its_numbers_offers_other_numbers_and_the_quiz(self, learner_client):
        sitting = begun("dot")
        page = learner_client("1" * 32).get(asked(sitting).address)
        assert page.status_code == 200
        assert f'href="{sitting.get_absolute_url()}"' in words(page)
        for button in ("Show solution", ">Check<", "Show a hint"):
            assert button not in words(page)
        assert f'href="{asked(sitting).other.address}"' in words(page)

    def test_other_numbers_can_be_practiced(self, learner_client):
        other = asked(begun("dot")).other
        client = learner_client("1" * 32)
        token = client.get(other.address).context["token"]
        shown = client.post(other.address, {"token": token, "give_up": "1"})
        assert "EXPLAIN-DOT" in words(shown)

    @pytest.mark.parametrize("key", ["grows", "hold", "in-order"])
    def test_where_only_the_options_are_shuffled_every_shuffle_waits(self, key):
        begun(key)
        for seed in item(key).seeds:
            with pytest.raises(QuizRunning):
                marking.give_up(Task(item(key), seed), somebody(), "b" * 32, None)

    def test_practice_offers_numbers_that_are_not_in_it(self):
        taken = asked(begun("dot")).seed
        assert next_task(item("dot"), somebody()).seed != taken
        for seed in item("dot").seeds:
            if seed != taken:
                task = Task(item("dot"), seed)
                marking.mark(task, somebody(), f"{seed:032}", task.kind.right_answer(), None)
        assert next_task(item("dot"), somebody()).seed != taken

    def test_a_program_is_refused_too(self, client):
        token = client.post("/api/v1/learners").json()["token"]
        headers = {"Authorization": f"Bearer {token}"}
        address = "/api/v1/questions/weights/items/dot"

        def post(seed: int, **answer: object):
            form = client.get(address, {"seed": seed}, headers=headers).json()["token"]
            data, form_of = answer | {"token": form}, "application/json"
            return client.post(f"{address}/attempts", data, content_type=form_of, headers=headers)

        assert post(item("dot").seeds[0], answer="123456").status_code == 201
        taken = asked(lifecycle.start(stored_quiz("dot"), Learner.objects.get(), "a" * 32)).seed
        refused = post(taken, give_up=True)
        assert refused.status_code == 409
        assert "a quiz that you have not finished" in refused.json()["detail"]

    def test_somebody_else_practices_the_same_numbers(self):
        task = asked(begun("dot"))
        assert marking.give_up(task, learner_with("2" * 32), "b" * 32, None).history.way_shown

    def test_a_task_that_changed_since_is_free_as_it_will_not_be_judged(self):
        seed = asked(begun("dot")).seed
        stored_question(QUESTION.replace("What is the dot product", "What then is the dot product"))
        marking.give_up(Task(item("dot"), seed), somebody(), "b" * 32, None)

    def test_after_the_end_everything_can_be_practiced(self):
        sitting = begun("dot")
        lifecycle.finish(sitting, sitting.started_at)
        marking.give_up(asked(sitting), somebody(), "b" * 32, None)

    def test_two_at_once_take_different_numbers(self):
        seeds = [asked(begun_again(number)).seed for number in range(len(item("dot").seeds))]
        assert sorted(seeds) == sorted(item("dot").seeds)


def begun_again(number: int) -> Sitting:
    quiz = Sitting.objects.first().quiz if number else stored_quiz("dot")
    return lifecycle.start(quiz, somebody(), f"{number:032}")


class TestTheResult:
    @pytest.fixture
    def half_seen(self) -> Sitting:
        """A sitting of two tasks; the solution of one had been seen with all its numbers."""
        for seed in item("dot").seeds:
            marking.give_up(Task(item("dot"), seed), somebody(), f"{seed:032}", None)
        return begun("dot", "softmax")

    def test_what_had_been_seen_gives_no_points(self, half_seen):
        right = {row.item.key: row.task.kind.right_answer() for row in lifecycle.planned(half_seen)}
        results = ended(half_seen, **right)
        assert (results.points, results.counted, results.percent) == (1, 2, 50)
        assert [result.was_seen for result in results.tasks] == [True, False]

    def test_it_says_which(self, half_seen, learner_client):
        ended(half_seen)
        page = learner_client("1" * 32).get(f"{half_seen.get_absolute_url()}results/")
        assert "1 task earns no points, because you had already seen the solution" in words(page)
        first = re.search(r'id="task-1".*?id="task-2"', words(page))
        assert first
        assert first[0].count("so your answer earns no points") == 1
        assert words(page).count("so your answer earns no points") == 1

    def test_it_is_to_be_read_again(self, half_seen):
        right = {row.item.key: row.task.kind.right_answer() for row in lifecycle.planned(half_seen)}
        following = reading_next(ended(half_seen, **right).tasks)
        assert following is not None
        assert following.missed == 1

    def test_a_client_who_saw_nothing_gets_the_points(self):
        sitting = begun("dot")
        results = ended(sitting, dot=asked(sitting).kind.right_answer())
        assert (results.percent, results.seen) == (100, 0)
        assert Client().get(sitting.get_absolute_url()).status_code == 404
