"""The clock of a quiz: the server keeps it, what was saved in time is judged, later answers are
refused with the reason."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from quizzes.learners.cookie import learner_with
from quizzes.models import Attempt, Card, Learner, SavedAnswer, Sitting
from quizzes.sittings import lifecycle
from quizzes.sittings.clock import (
    GRACE,
    clock_choices,
    clock_of,
    in_words,
    late_words,
    minutes_of,
    time_taken,
)
from tests.answering.all_kinds import stored_quiz
from tests.sittings.taking import HTMX, begun, ends, field, page, post, task_at, words

pytestmark = pytest.mark.usefixtures("all_kinds")

END = datetime(2026, 5, 3, 14, 32, 5, tzinfo=UTC)
LATE = END + GRACE + timedelta(seconds=1)


def timed(*keys: str, ends_at: datetime = END, digit: str = "1") -> Sitting:
    quiz, learner = stored_quiz(*(keys or ("dot", "softmax"))), learner_with(digit * 32)
    sitting = lifecycle.start(quiz, learner, "a" * 32, ends_at)
    Sitting.objects.filter(pk=sitting.pk).update(started_at=ends_at - timedelta(minutes=12))
    return Sitting.objects.get(pk=sitting.pk)


def now_late() -> datetime:
    return timezone.now() - timedelta(seconds=25)


class TestStarting:
    def test_there_is_no_clock_unless_one_is_chosen(self, client):
        assert begun(client, "dot").ends_at is None

    def test_the_end_is_stored_when_it_starts(self, client):
        before = timezone.now()
        sitting = begun(client, "dot", clock="12")
        assert sitting.ends_at is not None
        assert timedelta(0) <= sitting.ends_at - before - timedelta(minutes=12) < GRACE
        assert minutes_of(sitting) == 12

    def test_the_page_offers_the_pace_of_an_interview_and_half_as_much_more(self, client):
        assert [choice.minutes for choice in clock_choices(8)] == [8, 12]
        text = words(client.get(stored_quiz("dot", "weights").get_absolute_url()))
        assert 'name="clock" value="" checked' in text
        assert 'name="clock" value="7"' in text

    @pytest.mark.parametrize("clock", ["0", "-5", "301", "1e9", "soon", "²"])
    def test_a_clock_that_is_not_offered_starts_nothing(self, client, clock):
        address = stored_quiz("dot").get_absolute_url()
        token = client.get(address).context["token"]
        response = client.post(address, {"token": token, "clock": clock})
        assert response.status_code == 400
        assert "Nothing was started." in words(response)
        assert not Sitting.objects.exists()

    def test_the_same_form_with_the_same_clock_starts_one_and_with_another_a_second(self, client):
        address = stored_quiz("dot").get_absolute_url()
        token = client.get(address).context["token"]
        for clock in ("", "", "12", "12"):
            client.post(address, {"token": token, "clock": clock})
        assert Sitting.objects.count() == 2


class TestTheEnd:
    def test_what_was_saved_is_judged_as_answered_at_the_end(self):
        sitting = timed()
        raw = task_at(sitting, 1).kind.right_answer()
        lifecycle.save(sitting, {sitting.plan[0]["item"]: raw}, END - timedelta(seconds=20))
        assert lifecycle.close(sitting, LATE + timedelta(days=3))
        sitting.refresh_from_db()
        assert sitting.finished_at == END
        verdicts = dict(Attempt.marked.values_list("item__key", "mark__verdict"))
        assert verdicts == {"dot": "right", "softmax": "given_up"}
        assert set(Attempt.objects.values_list("created_at", flat=True)) == {END}

    def test_its_day_is_that_of_the_end_where_the_learner_is(self):
        Learner.objects.create(browser_id="1" * 32, time_zone="Pacific/Honolulu")
        sitting = timed("dot", ends_at=datetime(2026, 5, 4, 9, 50, tzinfo=UTC))
        lifecycle.save(sitting, {sitting.plan[0]["item"]: "123456"}, sitting.started_at)
        lifecycle.close(sitting, datetime(2026, 5, 6, tzinfo=UTC))
        assert Card.objects.filter(kind="skill").get().reviewed_on.isoformat() == "2026-05-03"

    @pytest.mark.parametrize(
        ("after", "counts"),
        [(timedelta(0), True), (GRACE, True), (GRACE + timedelta(milliseconds=1), False)],
    )
    def test_an_answer_may_be_five_seconds_on_its_way(self, after, counts):
        sitting = timed()
        answers = {sitting.plan[0]["item"]: "3"}
        if counts:
            lifecycle.save(sitting, answers, END + after)
        else:
            with pytest.raises(lifecycle.TimeUp):
                lifecycle.save(sitting, answers, END + after)
        assert SavedAnswer.objects.exists() == counts

    def test_while_an_answer_may_be_on_its_way_nobody_closes_it(self):
        assert not lifecycle.close(timed(), END + GRACE)
        assert lifecycle.close_overdue(END + GRACE) == 0
        assert lifecycle.close_overdue(LATE) == 1
        assert lifecycle.close_overdue(LATE) == 0

    def test_an_end_that_was_stored_meanwhile_counts_under_the_lock(self):
        sitting = timed()
        as_it_was = Sitting.objects.get(pk=sitting.pk)
        ends(sitting, END - timedelta(minutes=5))
        with pytest.raises(lifecycle.TimeUp):
            lifecycle.save(as_it_was, {sitting.plan[0]["item"]: "3"}, END)

    def test_who_finishes_earlier_has_answered_then(self):
        sitting = timed("dot")
        lifecycle.finish(sitting, END - timedelta(minutes=2))
        sitting.refresh_from_db()
        assert sitting.finished_at == END - timedelta(minutes=2)
        assert sitting.is_in_time
        assert time_taken(sitting) == "10 minutes"

    def test_one_without_a_clock_never_ends_by_itself(self):
        sitting = lifecycle.start(stored_quiz("dot"), learner_with("1" * 32), "a" * 32)
        far = sitting.started_at + timedelta(days=3_000)
        assert not lifecycle.close(sitting, far)
        assert lifecycle.close_overdue(far) == 0

    def test_a_scheduler_judges_those_whose_browser_is_gone(self):
        sitting = timed(ends_at=now_late())
        out = StringIO()
        call_command("expire_sittings", stdout=out)
        assert "Judged 1 quiz whose time was up." in out.getvalue()
        sitting.refresh_from_db()
        assert sitting.finished_at == sitting.ends_at


class TestLateAnswers:
    @pytest.fixture
    def late(self, client) -> Sitting:
        """A sitting that ended 25 seconds ago with the answer 3 to its first task."""
        sitting = begun(client, "dot", "softmax", clock="12")
        post(client, sitting, 1, "3")
        return ends(sitting, now_late())

    def test_one_is_refused_with_the_reason_and_comes_back(self, late, client):
        response = post(client, late, 1, "0.25", "2")
        assert response.status_code == 409
        assert "Time was up at" in words(response)
        assert "This answer arrived 25 seconds later and was not counted." in words(response)
        assert ">0.25</textarea>" in words(response)
        assert Attempt.objects.get(item__key="dot").raw == "3"

    def test_on_the_page_with_all_tasks_too(self, late, client):
        data = {field(late, 1): "0.25", "action": "finish_anyway"}
        response = client.post(late.get_absolute_url(), data)
        assert response.status_code == 409
        assert "25 seconds later" in words(response)

    def test_a_save_by_script_answers_with_the_sentence(self, late, client):
        response = post(client, late, 2, "1 2", headers=HTMX)
        assert response.status_code == 409
        assert "Time was up at" in words(response)
        assert "<html" not in words(response)
        assert "results/" in words(response)

    def test_who_sends_what_had_been_saved_gets_the_results(self, late, client):
        response = post(client, late, 1, "3", "2")
        assert response.url == f"{late.get_absolute_url()}results/?again=1"
        assert "Time was up. We scored what you had saved by then." in words(
            client.get(response.url)
        )

    @pytest.mark.parametrize("end", ["", "1/", "check/", "results/"])
    def test_any_page_of_it_leads_to_its_results(self, late, client, end):
        response = client.get(f"{late.get_absolute_url()}{end}", follow=True)
        assert "Your results" in words(response)
        late.refresh_from_db()
        assert late.finished_at == late.ends_at

    @pytest.mark.parametrize("address", ["/quizzes/", "/quizzes/by-hand/"])
    def test_the_next_page_on_quizzes_has_it_judged(self, late, client, address):
        assert "0%" in words(client.get(address))
        late.refresh_from_db()
        assert late.finished_at == late.ends_at

    def test_it_is_no_longer_one_of_the_unfinished_that_count(self, late, client, monkeypatch):
        monkeypatch.setattr(lifecycle, "MOST_RUNNING", 1)
        assert begun(client) != late

    def test_nobody_else_has_it_judged(self, late):
        assert Client().get(page(late, 1)).status_code == 404
        late.refresh_from_db()
        assert late.finished_at is None


class TestTheTimeLeft:
    def test_each_save_by_script_tells_the_time_left(self, client):
        sitting = begun(client, "dot", clock="12")
        told = post(client, sitting, 1, "3", headers=HTMX).headers["HX-Trigger"]
        assert 715_000 < int(told.partition(": ")[2].rstrip("}")) <= 720_000

    def test_without_a_clock_there_is_none_to_tell(self, client):
        sitting = begun(client, "dot")
        assert "HX-Trigger" not in post(client, sitting, 1, "3", headers=HTMX).headers
        assert "data-clock" not in words(client.get(page(sitting, 1)))

    def test_at_its_end_a_page_is_led_to_the_results(self, client):
        sitting = ends(begun(client, "dot", clock="12"), timezone.now())
        response = post(client, sitting, 1, "3", "clock", headers=HTMX)
        assert response.headers["HX-Redirect"] == f"{sitting.get_absolute_url()}results/"
        assert Attempt.objects.get().raw == "3"

    def test_asking_for_the_time_saves_and_ends_nothing(self, client):
        sitting = begun(client, "dot", clock="12")
        post(client, sitting, 1, "3")
        response = client.post(
            f"{sitting.get_absolute_url()}check/", {"action": "clock"}, headers=HTMX
        )
        assert "time-left" in response.headers["HX-Trigger"]
        assert SavedAnswer.objects.get().raw == "3"
        assert not Attempt.objects.exists()

    def test_the_page_says_when_it_ends_where_the_learner_is(self):
        sitting = timed()
        sitting.learner.time_zone = "Europe/Berlin"
        clock = clock_of(sitting, END - timedelta(minutes=12, seconds=30))
        assert clock is not None
        assert (clock.ends, clock.zone, clock.left) == ("16:32", "your time", "12 minutes")
        assert clock.milliseconds == 750_000

    def test_the_hour_that_comes_twice_is_the_wall_clock_of_the_learner(self):
        sitting = timed(ends_at=datetime(2026, 10, 25, 1, 5, tzinfo=UTC))
        sitting.learner.time_zone = "Europe/Berlin"
        clock = clock_of(sitting, datetime(2026, 10, 25, 0, 55, tzinfo=UTC))
        assert clock is not None
        assert (clock.ends, clock.left) == ("02:05", "10 minutes")

    def test_a_late_answer_of_another_day_is_told_the_date(self):
        said = late_words(timed(), END + timedelta(days=2))
        assert said.startswith("Time was up at 14:32:05 on May 3, 2026 UTC.")
        assert "arrived 2 days later" in said

    @pytest.mark.parametrize(
        ("seconds", "shown"),
        [
            *((0, "0 seconds"), (1, "1 second"), (59, "59 seconds"), (60, "1 minute")),
            *((119, "1 minute"), (7_199, "119 minutes"), (7_200, "2 hours")),
            *((172_799, "47 hours"), (172_800, "2 days")),
        ],
    )
    def test_a_span_is_told_in_its_largest_unit(self, seconds, shown):
        assert in_words(timedelta(seconds=seconds)) == shown
