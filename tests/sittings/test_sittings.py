"""A sitting: answers are saved, judged once at the end, and private."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from quizzes.answering.hint_record import show_hints
from quizzes.answering.task import Task
from quizzes.learners.cookie import learner_with
from quizzes.models import Attempt, Item, ItemVersion, Mark, Quiz, SavedAnswer, Sitting
from quizzes.sittings import lifecycle
from quizzes.sittings.results import results_of
from tests.answering.all_kinds import (
    KEYS,
    QUESTION,
    stored_question,
    stored_quiz,
)

HTMX = {"HX-Request": "true"}


def html(response) -> str:
    return response.content.decode()


class Desk:
    """A learner taking a sitting, filling in its form like a browser without scripts."""

    def __init__(self, client: Client, *keys: str) -> None:
        self.client = client
        quiz = stored_quiz(*keys)
        token = client.get(quiz.get_absolute_url()).context["token"]
        self.address = client.post(quiz.get_absolute_url(), {"token": token}).url
        self.sitting = Sitting.objects.get()
        self.tasks = {
            row.item.key: Task(row.item, row.task.seed) for row in lifecycle.planned(self.sitting)
        }

    def fields(self, **raws: str) -> dict:
        fields = {}
        for key, raw in raws.items():
            shown = self.tasks[key.replace("_", "-")]
            name = f"answer-{shown.item.pk}"
            if shown.item.kind in ("choices", "order"):
                fields[name] = raw.split(", ")
            else:
                fields[name] = raw
        return fields

    def post(self, action: str = "", headers: dict | None = None, **raws: str):
        data = self.fields(**raws) | ({"action": action} if action else {})
        return self.client.post(self.address, data, headers=headers or {})

    def right(self, key: str) -> str:
        return self.tasks[key].kind.right_answer()

    def results(self):
        return self.client.get(f"{self.address}results/")


@pytest.fixture
def desk(client, all_kinds) -> Desk:
    return Desk(client, "dot", "softmax", "hold", "in-order")


class TestSaving:
    def test_saved_answers_are_there_when_the_learner_comes_back(self, desk, client):
        raws = {"dot": "3", "softmax": "1 2", "hold": "a, c", "in_order": "b, , a"}
        response = desk.post("save", **raws)
        assert response.status_code == 302
        assert "Your answers are saved" in html(client.get(response.url))
        boxes = {
            entry["item"].key: entry["boxes"]
            for entry in client.get(f"{desk.address}?all").context["entries"]
        }
        assert boxes["dot"].raw == "3"
        assert boxes["softmax"].raw == "1 2"
        assert [option.chosen for option in boxes["hold"].options()] == [True, False, True]
        assert [place.letter for place in boxes["in-order"].places()] == ["b", "", "a"]
        assert not Attempt.objects.exists()

    def test_one_task_saves_itself_and_leaves_the_others_alone(self, desk):
        desk.post("save", dot="3", softmax="1 2")
        only = desk.tasks["dot"].item.pk
        data = desk.fields(dot="4") | {"only": only}
        response = desk.client.post(desk.address, data, headers=HTMX)
        assert "Saved." in html(response)
        assert "<html" not in html(response)
        saved = dict(SavedAnswer.objects.values_list("item__key", "raw"))
        assert (saved["dot"], saved["softmax"]) == ("4", "1 2")

    def test_a_task_that_is_gone_does_not_say_that_it_was_saved(self, desk):
        Item.objects.filter(key="dot").update(retired=True)
        data = desk.fields(dot="4") | {"only": desk.tasks["dot"].item.pk}
        response = desk.client.post(desk.address, data, headers=HTMX)
        assert response.status_code == 409
        assert "so nothing was saved" in html(response)
        assert not SavedAnswer.objects.exists()

    def test_an_action_that_does_not_exist_ends_nothing(self, desk):
        assert "saved=1" in desk.post("end", dot="3").url
        assert not Attempt.objects.exists()

    def test_what_cannot_be_read_is_saved_all_the_same(self, desk):
        assert desk.post("save", softmax="0.1 0.2,,").status_code == 302
        assert SavedAnswer.objects.get(item__key="softmax").raw == "0.1 0.2,,"

    def test_a_text_that_is_too_long_is_refused_in_words_and_the_rest_is_saved(self, desk):
        response = desk.post("save", dot="3", softmax="1 " * 60_000)
        assert response.status_code == 422
        assert "longer than 4,000 characters" in html(response)
        assert SavedAnswer.objects.get(item__key="dot").raw == "3"

    def test_nothing_is_saved_after_the_end(self, desk):
        desk.post("finish_anyway", dot="3")
        page = desk.post("save", dot="4")
        assert page.status_code == 409
        assert "You submitted this quiz at" in html(page)
        assert "was not counted" in html(page)
        assert ">4</textarea>" in html(page)
        response = desk.post(headers=HTMX, dot="5")
        assert response.status_code == 409
        assert "was not counted" in html(response)
        assert SavedAnswer.objects.get(item__key="dot").raw == "3"

    def test_without_the_csrf_token_nothing_is_saved(self, desk):
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = desk.client.cookies
        assert strict.post(desk.address, desk.fields(dot="3")).status_code == 403
        assert not SavedAnswer.objects.exists()


class TestFinishing:
    def test_all_right_is_a_hundred_percent(self, desk):
        raws = {key.replace("-", "_"): desk.right(key) for key in desk.tasks}
        assert desk.post("finish", **raws).url == f"{desk.address}results/"
        text = html(desk.results())
        assert "100% (pass mark 60%): passed" in text
        assert "4 of 4 points" in text
        assert Attempt.marked.filter(mark__verdict="right", sitting=desk.sitting).count() == 4

    def test_blank_tasks_are_asked_about_once_and_nothing_is_judged(self, desk):
        response = desk.post("finish", dot=desk.right("dot"))
        assert response.status_code == 200
        assert "3 tasks are blank. Submit anyway?" in html(response)
        assert 'href="#task-2"' in html(response)
        assert not Attempt.objects.exists()
        assert desk.post("finish_anyway").url == f"{desk.address}results/"

    def test_one_blank_task_is_asked_about_in_the_singular(self, desk):
        raws = {key.replace("-", "_"): desk.right(key) for key in desk.tasks} | {"dot": " "}
        assert "1 task is blank. Submit anyway?" in html(desk.post("finish", **raws))

    def test_the_button_that_enter_presses_ends_nothing_unasked(self, desk):
        text = html(desk.post("finish", dot="3"))
        assert text.index('value="finish"') < text.index('value="finish_anyway"')

    def test_what_is_typed_after_the_question_counts(self, desk):
        desk.post("finish", softmax="1 2 3 4")
        desk.post("finish_anyway", dot=desk.right("dot"), softmax="1 2 3 4")
        assert Attempt.marked.get(item__key="dot").mark.verdict == "right"

    def test_how_the_answers_are_read_is_shown_without_a_verdict(self, desk):
        response = desk.post("read", dot="0,5", softmax="1 2 3 4")
        assert "4 numbers" in html(response)
        assert "read as decimal commas" in html(response)
        assert SavedAnswer.objects.get(item__key="softmax").raw == "1 2 3 4"
        assert not Attempt.objects.exists()

    def test_finishing_warns_of_an_answer_whose_shape_cannot_be_right(self, desk):
        response = desk.post("finish", dot="3", softmax="1 2; 3 4")
        assert response.status_code == 422
        assert "the task asks for a list of 4 numbers" in html(response)
        assert not Attempt.objects.exists()

    def test_blank_answers_count_as_given_up(self, desk):
        desk.post("finish_anyway", dot=desk.right("dot"))
        assert Attempt.marked.filter(mark__verdict="given_up").count() == 3
        text = html(desk.results())
        assert "25% (pass mark 60%)" in text
        assert text.count("Left blank") == 3

    def test_an_unreadable_answer_is_to_be_mended_first_and_costs_nothing(self, desk):
        response = desk.post("finish", dot="3", softmax="0.1 0.2,,")
        assert response.status_code == 422
        assert "1 answer couldn't be read. Nothing has been scored yet." in html(response)
        assert "0.1 0.2,," in html(response)
        assert not Attempt.objects.exists()
        assert desk.post("finish_anyway", dot="3", softmax="1 2 3 4").status_code == 302
        assert Attempt.objects.get(item__key="softmax").raw == "1 2 3 4"

    def test_an_unreadable_answer_may_be_left_and_counts_as_given_up(self, desk):
        desk.post("finish", softmax="0.1 0.2,,")
        desk.post("finish_anyway", softmax="0.1 0.2,,")
        attempt = Attempt.marked.get(item__key="softmax")
        assert (attempt.mark.verdict, attempt.raw) == ("given_up", "0.1 0.2,,")
        assert "This answer could not be read" in html(desk.results())

    def test_finishing_twice_changes_nothing(self, desk):
        desk.post("finish_anyway", dot="3")
        before = list(Attempt.objects.values_list("pk", "raw"))
        ended = Sitting.objects.get().finished_at
        assert desk.post("finish", dot="3").url == f"{desk.address}results/?again=1"
        assert "You had already submitted" in html(
            desk.client.get(f"{desk.address}results/?again=1")
        )
        assert desk.post("finish", dot=desk.right("dot")).status_code == 409
        lifecycle.finish(desk.sitting, timezone.now())
        assert list(Attempt.objects.values_list("pk", "raw")) == before
        assert Sitting.objects.get().finished_at == ended

    def test_a_task_that_changed_meanwhile_is_left_out_of_the_score(self, desk, client):
        desk.post("save", dot=desk.right("dot"))
        stored_question(QUESTION.replace("What are the weights?", "Which weights come out?"))
        Item.objects.filter(key="hold").update(retired=True)
        text = html(client.get(f"{desk.address}?all"))
        assert text.count("It is left out of your score.") == 2
        desk.post("finish_anyway", dot=desk.right("dot"))
        results = desk.results().context["results"]
        assert (results.counted, results.percent) == (2, 50)
        assert Attempt.objects.count() == 2

    def test_a_task_that_changes_later_keeps_its_verdict(self, desk):
        desk.post("finish_anyway", softmax="1 2 3 4")
        stored_question(QUESTION.replace("What are the weights?", "Which weights come out?"))
        assert "your answer was judged “wrong”." in html(desk.results())

    def test_if_all_tasks_changed_there_is_no_score(self, desk):
        Item.objects.update(retired=True)
        desk.post("finish_anyway")
        assert "so there is no score" in html(desk.results())


class TestResults:
    @pytest.mark.usefixtures("all_kinds")
    def test_each_kind_shows_the_answer_the_slip_and_the_way(self, client):
        desk = Desk(client, *KEYS)
        probe = next(p for p in desk.tasks["weights"].kind.probes() if p.mistake == "unscaled")
        desk.post("finish_anyway", weights=probe.raw, dot="123456")
        text = html(desk.results())
        for shown in desk.tasks.values():
            assert shown.item.spec["rendered"]["explain"] in text
        result = {row.task.item.key: row for row in desk.results().context["results"].tasks}
        assert result["weights"].feedback.diagnosis.findings
        assert "Read as" in text
        assert all(row.practice in text for row in result.values())

    def test_they_say_how_many_hints_were_seen_of_the_same_numbers(self, desk):
        learner = desk.sitting.learner
        show_hints(learner, desk.tasks["dot"], 2)
        desk.post("finish_anyway", dot=desk.right("dot"))
        assert "With 2 hints." in html(desk.results())
        assert Attempt.objects.get(item__key="dot").hints == 2

    def test_a_running_sitting_gives_no_hints(self, desk, client):
        text = html(client.get(f"{desk.address}?all"))
        assert 'name="hint"' not in text
        assert "Show a hint" not in text

    def test_they_are_not_there_before_the_end(self, desk):
        assert desk.results().url == desk.address

    def test_a_finished_sitting_leads_to_its_results(self, desk, client):
        desk.post("finish_anyway")
        assert client.get(desk.address).url == f"{desk.address}results/"

    def test_the_percentage_is_rounded_down_so_that_it_agrees_with_the_verdict(self, desk):
        desk.post("finish_anyway", dot=desk.right("dot"), softmax=desk.right("softmax"))
        attempt = Attempt.objects.get(item__key="hold")
        Mark(attempt=attempt, verdict="given_up", score=0.399).add()
        results = results_of(Sitting.objects.get())
        assert (results.percent, results.passed) == (59, False)

    def test_after_them_the_same_numbers_no_longer_count(self, desk, client):
        desk.post("finish_anyway")
        page = client.get(desk.tasks["dot"].address)
        assert "You have already seen this solution" in html(page)


class TestWhatIsGone:
    """A sitting outlives the questions that it was planned with."""

    def test_a_task_whose_question_was_deleted_is_left_out(self, desk, client):
        desk.post(dot=desk.right("dot"))
        gone = desk.tasks["softmax"].item
        SavedAnswer.objects.exclude(item__key="dot").delete()
        Quiz.objects.get().entries.filter(item=gone).delete()
        gone.delete()
        assert "left out of your score" in html(client.get(f"{desk.address}?all"))
        assert desk.post("finish_anyway").url == f"{desk.address}results/"
        assert "not in your score" in html(desk.results())
        assert results_of(Sitting.objects.get()).counted == 3

    def test_an_answer_of_a_kind_that_this_code_no_longer_knows_keeps_its_verdict(self, desk):
        desk.post("finish_anyway", dot=desk.right("dot"))
        Item.objects.filter(key="dot").update(version=2)
        lost = {"kind": "a kind of long ago", "rendered": {}}
        ItemVersion._base_manager.filter(item__key="dot").update(spec=lost)
        page = html(desk.results())
        assert "your answer was judged “right”." in page

    def test_an_answer_that_this_code_can_no_longer_read_keeps_its_verdict(self, desk):
        desk.post("finish_anyway", dot=desk.right("dot"))
        Attempt._base_manager.filter(item__key="dot").update(raw="a form of long ago")
        page = html(desk.results())
        assert "your answer was judged “right”." in page


class TestOthers:
    @pytest.mark.parametrize("headers", [{}, HTMX])
    @pytest.mark.parametrize("end", ["", "results/"])
    def test_nobody_else_learns_whether_a_sitting_exists(self, desk, end, headers):
        other, unknown = Client(), "/sittings/00000000-0000-0000-0000-000000000000/"
        answers = [
            other.get(f"{address}{end}", headers=headers) for address in (desk.address, unknown)
        ]
        assert html(answers[0]) == html(answers[1])
        answers += [other.get(f"/sittings/{part}/{end}", headers=headers) for part in ("1", "a-b")]
        for answer in answers:
            assert answer.status_code == 404
            assert "can't open this quiz attempt here" in html(answer)

    def test_it_says_what_to_do(self, desk):
        page = html(Client().get(f"{desk.address}results/"))
        assert "open the link in the browser you started it in" in page
        assert 'href="/quizzes/">Start a quiz of your own' in page

    def test_who_lost_the_cookie_gets_back_what_was_typed(self, desk):
        page = html(Client().post(desk.address, desk.fields(softmax="0.25 0.75")))
        assert "Nothing was saved" in page
        assert "0.25 0.75" in page
        assert not SavedAnswer.objects.exists()

    def test_other_methods_are_refused(self, desk):
        assert desk.client.put(desk.address).status_code == 405
        assert desk.client.post(f"{desk.address}results/").status_code == 405


@pytest.mark.usefixtures("shared_database")
def test_finishing_many_times_at_once_judges_once():
    stored_question()
    sitting = lifecycle.start(stored_quiz("dot", "softmax"), learner_with("1" * 32), "a" * 32)
    lifecycle.save(sitting, {sitting.plan[0]["item"]: "3"}, timezone.now())
    begin = threading.Barrier(8)

    def finish(_number: int) -> None:
        begin.wait()
        try:
            lifecycle.finish(sitting, timezone.now())
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(finish, range(8)))
    assert Attempt.objects.filter(sitting=sitting).count() == 2
