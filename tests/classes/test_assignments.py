"""Assignments: a window by the server's clock, tries, and solutions that wait for the close."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from quizzes.classes import assigning, taking
from quizzes.classes.windows import BadMoment, moment_in, text_of
from quizzes.models import Assignment, Item, Learner, Quiz, Sitting, Status
from quizzes.sittings import lifecycle
from tests.answering.all_kinds import Page, wrong_raw
from tests.classes.teaching import (
    assigned,
    begun,
    closed,
    joined,
    made_class,
    post_assignment,
    submitted,
    teacher,
    words,
)
from tests.sittings.customizing import made as made_custom
from tests.sittings.customizing import started
from tests.sittings.taking import post, task_at

pytestmark = pytest.mark.usefixtures("all_kinds")
TOMORROW = timedelta(days=1)


def right(sitting: Sitting, number: int = 1) -> str:
    return task_at(sitting, number).kind.right_answer()


def seeds(sitting: Sitting) -> list[int]:
    return [row["seed"] for row in sitting.plan]


class TestNumbers:
    def test_the_same_numbers_are_the_same_for_everybody(self):
        host = teacher()
        room = made_class(host)
        quiz = assigned(host, room, "dot", "softmax", numbers="same")
        one, other = (begun(joined(room, name), quiz) for name in ("Ada", "Bo"))
        assert one.plan == other.plan == quiz.plan

    def test_different_numbers_differ_between_learners_and_between_tries(self):
        host = teacher()
        room = made_class(host)
        quiz = assigned(host, room, "dot", "softmax", "weights", tries="2")
        ada = joined(room)
        first = submitted(ada, begun(ada, quiz))
        second, other = begun(ada, quiz), begun(joined(room, "Bo"), quiz)
        assert all(a != b for a, b in zip(seeds(first), seeds(second), strict=True))
        assert seeds(other) != seeds(first)
        assert [row["item"] for row in other.plan] == [row["item"] for row in first.plan]

    def test_a_custom_quiz_of_the_teacher_can_be_assigned_and_nobody_elses(self):
        host, other = teacher(), teacher("other")
        room, quiz = made_class(host), made_custom(host, kind="number")
        response = post_assignment(host, room, quiz=f"custom:{quiz.pk}", numbers="same")
        assert response.status_code == 302
        sitting = begun(joined(room), Assignment.objects.get())
        assert sitting.custom == quiz
        assert sitting.plan == quiz.plan
        theirs = made_custom(other, kind="vector")
        refused = post_assignment(host, room, quiz=f"custom:{theirs.pk}")
        assert refused.status_code == 422
        assert "There is no such quiz for you" in words(refused)


class TestSolutions:
    def test_with_the_same_numbers_only_the_score_is_shown_until_the_close(self):
        host = teacher()
        room = made_class(host)
        quiz = assigned(host, room, "dot", "softmax", numbers="same")
        ada = joined(room)
        sitting = begun(ada, quiz)
        answer = right(sitting)
        submitted(ada, sitting, answer)
        results = f"{sitting.get_absolute_url()}results/"
        page = words(ada.get(results))
        assert "50%" in page
        assert "EXPLAIN-" not in page
        assert "Everyone in the class has the same numbers" in page
        closed(quiz)
        page = words(ada.get(results))
        assert "EXPLAIN-DOT" in page
        assert "EXPLAIN-SOFTMAX" in page

    def test_nor_does_the_task_itself_tell_a_solution_until_then(self):
        host = teacher()
        room = made_class(host)
        quiz = assigned(host, room, "dot", numbers="same")
        ada = joined(room)
        sitting = begun(ada, quiz)
        task = task_at(sitting, 1)
        submitted(ada, sitting, wrong_raw(task))
        page = Page(ada, task)
        assert "in an assignment that is still open" in page.text
        for more in ({"answer": right(sitting)}, {"give_up": "1"}):
            refused = page.post({"token": page.token} | more)
            assert refused.status_code == 409
            assert "EXPLAIN-DOT" not in words(refused)
        closed(quiz)
        assert "in an assignment that is still open" not in Page(ada, task).text

    def test_nor_does_the_custom_quiz_that_was_assigned_whose_link_they_are_not_given(self):
        host = teacher()
        room, quiz = made_class(host), made_custom(host, kind="number")
        post_assignment(host, room, quiz=f"custom:{quiz.pk}", numbers="same")
        ada = joined(room)
        assignment = Assignment.objects.get()
        sitting = begun(ada, assignment)
        assert quiz.pk not in words(ada.get("/quizzes/"))
        submitted(ada, sitting)
        for address in ("/quizzes/", f"{sitting.get_absolute_url()}results/"):
            assert quiz.pk not in words(ada.get(address))
        again = submitted(ada, started(ada, quiz))
        results = f"{again.get_absolute_url()}results/"
        assert "EXPLAIN-" not in words(ada.get(results))
        closed(assignment)
        assert "EXPLAIN-" in words(ada.get(results))

    def test_with_different_numbers_solutions_are_shown_at_once(self):
        host = teacher()
        room = made_class(host)
        ada, quiz = joined(room), assigned(host, room, "dot")
        sitting = submitted(ada, begun(ada, quiz))
        page = words(ada.get(f"{sitting.get_absolute_url()}results/"))
        assert "EXPLAIN-DOT" in page
        assert "Retake with new numbers" not in page
        assert quiz.get_absolute_url() in page


class TestWindow:
    def test_nothing_starts_before_it_opens_or_after_it_closes(self):
        host = teacher()
        room = made_class(host)
        ada, quiz = joined(room), assigned(host, room, "dot")
        later = timezone.now() + TOMORROW
        Assignment.objects.update(opens_at=later)
        early = ada.post(quiz.get_absolute_url(), {"number": 1})
        assert early.status_code == 409
        assert "is not open yet, so nothing was started" in words(early)
        closed(quiz)
        late = ada.post(quiz.get_absolute_url(), {"number": 1})
        assert late.status_code == 409
        assert "has closed, so nothing was started" in words(late)
        assert "You did not take this assignment" in words(late)
        assert not Sitting.objects.exists()

    def test_a_try_ends_with_the_window_and_what_was_saved_is_scored(self):
        host = teacher()
        room = made_class(host)
        ada, quiz = joined(room), assigned(host, room, "dot", "softmax")
        sitting = begun(ada, quiz)
        assert sitting.ends_at == quiz.closes_at
        post(ada, sitting, 1, right(sitting))
        quiz = closed(quiz)
        late = post(ada, sitting, 2, right(sitting, 2))
        assert late.status_code == 409
        page = words(host.get(quiz.get_absolute_url()))
        assert "Time ran out" in page
        assert "50%" in page
        assert Sitting.objects.get().finished_at == quiz.closes_at

    def test_a_time_limit_ends_a_try_before_the_window_does_but_never_after_it(self):
        host = teacher()
        room = made_class(host)
        quiz = assigned(host, room, "dot", minutes="30")
        sitting = begun(joined(room), quiz)
        assert sitting.ends_at is not None
        assert sitting.ends_at < timezone.now() + timedelta(minutes=31)
        Assignment.objects.update(closes_at=timezone.now() + timedelta(minutes=5))
        quiz.refresh_from_db()
        assert begun(joined(room, "Bo"), quiz).ends_at == quiz.closes_at

    def test_a_moved_window_moves_the_end_of_what_is_being_taken(self):
        host = teacher()
        room = made_class(host)
        quiz = assigned(host, room, "dot")
        sitting = begun(joined(room), quiz)
        later = (timezone.now() + timedelta(days=3)).replace(second=0, microsecond=0)
        fields = {"opens_at": "", "closes_at": text_of(later, "UTC"), "zone": "UTC"}
        assert host.post(f"{quiz.get_absolute_url()}window/", fields).status_code == 302
        sitting.refresh_from_db()
        assert sitting.ends_at == later

    def test_solutions_that_were_shown_are_not_assigned_again(self):
        host = teacher()
        room = made_class(host)
        quiz = closed(assigned(host, room, "dot", numbers="same"))
        later = text_of(timezone.now() + TOMORROW, "UTC")
        fields = {"opens_at": "", "closes_at": later, "zone": "UTC"}
        response = host.post(f"{quiz.get_absolute_url()}window/", fields)
        assert response.status_code == 409
        assert "cannot open again with the same numbers" in words(response)
        quiz.refresh_from_db()
        assert quiz.closes_at < timezone.now()

    @pytest.mark.parametrize(
        ("opens", "closes", "told"),
        [
            (None, -1, "has passed. Choose a later time."),
            (2, 1, "Choose a later time to close."),
            (None, 400, "is more than a year away"),
        ],
    )
    def test_a_window_that_cannot_be_is_refused_with_its_times(self, opens, closes, told):
        host = teacher()
        room = made_class(host)
        now = timezone.now()
        fields = {"closes_at": text_of(now + closes * TOMORROW, "UTC")}
        if opens:
            fields["opens_at"] = text_of(now + opens * TOMORROW, "UTC")
        Quiz.objects.create(slug="empty", title="Empty", status=Status.PUBLISHED)
        response = post_assignment(host, room, quiz="bank:empty", **fields)
        assert response.status_code == 422
        assert told in words(response)
        assert not Assignment.objects.exists()

    def test_times_are_those_of_the_teacher_and_shown_in_the_learners(self):
        host = teacher()
        host.cookies["time_zone"] = "America/New_York"
        room = made_class(host)
        there = timezone.now().astimezone(ZoneInfo("America/New_York")) + TOMORROW
        typed = there.strftime("%Y-%m-%dT18:30")
        quiz = assigned(host, room, "dot", zone="America/New_York", closes_at=typed)
        assert quiz.closes_at.astimezone(ZoneInfo("America/New_York")).hour == 18
        ada = joined(room)
        ada.cookies["time_zone"] = "Asia/Tokyo"
        page = words(ada.get(quiz.get_absolute_url()))
        assert f"{quiz.closes_at.astimezone(ZoneInfo('Asia/Tokyo')):%H:%M} (Asia/Tokyo)" in page
        assert "18:30 (America/New_York)" in words(host.get(quiz.get_absolute_url()))

    @pytest.mark.parametrize("text", ["tomorrow", "2027-02-30T10:00", "", "9" * 10_000])
    def test_what_is_no_time_is_named(self, text):
        with pytest.raises(BadMoment, match="is not a date with a time"):
            moment_in(text, "UTC")

    def test_an_hour_that_the_clocks_skip_is_refused(self):
        with pytest.raises(BadMoment, match="There is no 02:30 on March 28, 2027 in Europe/Berlin"):
            moment_in("2027-03-28T02:30", "Europe/Berlin")


class TestHome:
    def test_an_open_assignment_stands_on_the_home_page_until_it_is_begun_or_closed(self):
        host = teacher()
        room = made_class(host)
        quiz = assigned(host, room, "dot", title="Week 1")
        later = assigned(host, room, title="Week 2")
        Assignment.objects.filter(pk=quiz.pk).update(opens_at=timezone.now() - TOMORROW)
        Assignment.objects.filter(pk=later.pk).update(opens_at=timezone.now() + TOMORROW / 2)
        ada, bo = joined(room), joined(room, "Bo")
        for client in (ada, bo):
            page = words(client.get("/"))
            assert quiz.get_absolute_url() in page
            assert "It closes in 47 hours." in page
            assert "Week 2" not in page
        sitting = begun(ada, quiz)
        page = words(ada.get("/"))
        assert quiz.get_absolute_url() not in page
        assert sitting.get_absolute_url() in page
        closed(quiz)
        assert quiz.get_absolute_url() not in words(bo.get("/"))
        for client in (host, Client()):
            assert "Week 1" not in words(client.get("/"))


class TestTries:
    def test_the_best_of_the_tries_counts(self):
        host = teacher()
        room = made_class(host)
        ada, quiz = joined(room), assigned(host, room, "dot", "softmax", tries="3")
        for count in (1, 2, 0):
            sitting = begun(ada, quiz)
            submitted(ada, sitting, *(right(sitting, n) for n in range(1, count + 1)))
        (row,) = host.get(quiz.get_absolute_url()).context["results"].people
        assert [each.percent for each in row.tries] == [50, 100, 0]
        assert row.best.percent == 100
        refused = ada.post(quiz.get_absolute_url(), {"number": 4})
        assert refused.status_code == 409
        assert "You have used all your tries" in words(refused)

    def test_the_same_form_twice_starts_one_try(self):
        host = teacher()
        room = made_class(host)
        ada, quiz = joined(room), assigned(host, room, "dot", tries="3")
        one, other = (ada.post(quiz.get_absolute_url(), {"number": 1}) for _ in range(2))
        assert one.url == other.url
        submitted(ada, Sitting.objects.get())
        late = ada.post(quiz.get_absolute_url(), {"number": 1})
        assert late.status_code == 409
        assert "This page was out of date" in words(late)
        assert Sitting.objects.count() == 1

    def test_the_same_numbers_give_one_try(self):
        host = teacher()
        room = made_class(host)
        stored = assigned(host, room, "dot")
        quiz = f"bank:{stored.quiz.slug}"
        response = post_assignment(host, room, quiz=quiz, numbers="same", tries="2")
        assert response.status_code == 422
        assert "there is one try, not 2" in words(response)

    def test_whoever_leaves_and_joins_again_has_no_further_try(self):
        host = teacher()
        room = made_class(host)
        ada, quiz = joined(room), assigned(host, room, "dot")
        sitting = begun(ada, quiz)
        submitted(ada, sitting, right(sitting))
        ada.post(f"{room.get_absolute_url()}leave/")
        assert "100%" not in words(host.get(quiz.get_absolute_url()))
        joined(room, "Ada again", ada)
        assert ada.post(quiz.get_absolute_url(), {"number": 2}).status_code == 409
        assert "100%" in words(host.get(quiz.get_absolute_url()))


class TestChanges:
    def test_a_quiz_that_is_unpublished_later_can_still_be_taken(self):
        host = teacher()
        room = made_class(host)
        ada, quiz = joined(room), assigned(host, room, "dot")
        Quiz.objects.update(status=Status.DRAFT)
        sitting = begun(ada, quiz)
        submitted(ada, sitting, right(sitting))
        page = ada.get(f"{sitting.get_absolute_url()}results/")
        assert page.status_code == 200
        assert "100%" in words(page)

    def test_tasks_that_are_withdrawn_later_leave_a_sentence(self):
        host = teacher()
        room = made_class(host)
        ada, quiz = joined(room), assigned(host, room, "dot", numbers="same")
        Item.objects.get(key="dot").question.__class__.objects.update(status=Status.DRAFT)
        page = words(ada.get(quiz.get_absolute_url()))
        assert "All tasks of this assignment were changed or withdrawn" in page
        assert ada.post(quiz.get_absolute_url(), {"number": 1}).status_code == 409
        assert host.get(quiz.get_absolute_url()).status_code == 200

    def test_a_deleted_assignment_leaves_the_answers_to_their_learner(self):
        host = teacher()
        room = made_class(host)
        ada, quiz = joined(room), assigned(host, room, "dot", numbers="same")
        sitting = begun(ada, quiz)
        submitted(ada, sitting, right(sitting))
        assert host.post(f"{quiz.get_absolute_url()}delete/").status_code == 302
        page = words(ada.get(f"{sitting.get_absolute_url()}results/"))
        assert "EXPLAIN-DOT" in page

    def test_an_archived_class_starts_nothing(self):
        host = teacher()
        room = made_class(host)
        ada, quiz = joined(room), assigned(host, room, "dot")
        host.post(f"{room.get_absolute_url()}archive/", {"action": "archive"})
        response = ada.post(quiz.get_absolute_url(), {"number": 1})
        assert response.status_code == 409
        assert "archived" in words(response)
        refused = post_assignment(host, room, quiz=f"bank:{quiz.quiz.slug}")
        assert refused.status_code == 409

    def test_the_same_form_twice_assigns_once(self):
        host = teacher()
        room = made_class(host)
        token = "ab" * 16
        for _ in range(2):
            assigned(host, room, *([] if Quiz.objects.exists() else ["dot"]), token=token)
        assert Assignment.objects.count() == 1

    def test_a_quiz_without_tasks_is_not_assigned(self):
        host = teacher()
        Quiz.objects.create(slug="empty", title="Empty", status=Status.PUBLISHED)
        response = post_assignment(host, made_class(host), quiz="bank:empty")
        assert response.status_code == 409
        assert "“Empty” has no tasks at the moment" in words(response)


def test_a_try_whose_learner_was_merged_leaves_its_tokens_apart():
    host = teacher()
    room = made_class(host)
    quiz = assigned(host, room, "dot")
    now = timezone.now()
    one, other = (Learner.objects.create(browser_id=letter * 32) for letter in "ab")
    first, second = (taking.start(quiz, each, 1, now) for each in (one, other))
    Sitting.objects.filter(pk=second.pk).update(learner=one)
    assert first.token != second.token


def test_the_end_of_a_try_is_the_earlier_of_both(all_kinds):
    start = datetime(2027, 3, 8, 10, tzinfo=ZoneInfo("UTC"))
    quiz = Assignment(minutes=30, closes_at=start + timedelta(minutes=10))
    assert assigning.end_of(quiz, start) == quiz.closes_at
    quiz.closes_at = start + TOMORROW
    assert assigning.end_of(quiz, start) == start + timedelta(minutes=30)


def test_too_many_running_quizzes_are_refused_here_too(monkeypatch):
    monkeypatch.setattr(lifecycle, "MOST_RUNNING", 0)
    host = teacher()
    room = made_class(host)
    quiz = assigned(host, room, "dot")
    monkeypatch.setattr(lifecycle, "MOST_RUNNING", 1)
    ada = joined(room)
    begun(ada, quiz)
    second = assigned(host, room)
    response = ada.post(second.get_absolute_url(), {"number": 1})
    assert response.status_code == 409
    assert "unfinished quizzes" in words(response)


def test_the_number_of_a_form_may_be_anything():
    host = teacher()
    room = made_class(host)
    ada, quiz = joined(room), assigned(host, room, "dot")
    for number in ("", "-1", "²", "9" * 5_000, "2"):
        assert ada.post(quiz.get_absolute_url(), {"number": number}).status_code == 409
    assert not Sitting.objects.exists()
    assert Client().post(quiz.get_absolute_url(), {"number": 1}).status_code == 404
