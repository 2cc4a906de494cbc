"""A roster of five hundred: the same queries as one of two, and no page that fails."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quizzes.classes import tries
from quizzes.classes.joining import MOST_MEMBERS
from quizzes.models import Classroom, Learner, Membership, Sitting
from tests.classes.teaching import assigned, begun, closed, joined, made_class, submitted, teacher

pytestmark = pytest.mark.usefixtures("all_kinds")


def fill(room: Classroom, count: int) -> None:
    learners = Learner.objects.bulk_create(
        Learner(browser_id=f"{count:016d}{number:016d}") for number in range(count)
    )
    now = timezone.now()
    Membership.objects.bulk_create(
        Membership(classroom=room, learner=each, name=f"L {each.pk}", joined_at=now)
        for each in learners
    )


def test_pages_take_as_many_queries_for_five_hundred_as_for_two():
    host = teacher()
    room = made_class(host)
    quiz = assigned(host, room, "dot", "softmax")
    ada = joined(room)
    submitted(ada, begun(ada, quiz))
    addresses = [
        room.get_absolute_url(),
        quiz.get_absolute_url(),
        f"{room.get_absolute_url()}gradebook.csv",
    ]

    def queries() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(
                connection,
            ) as found:
                assert host.get(address).status_code == 200
            counts.append(len(found))
        return counts

    fill(room, 1)
    few = queries()
    fill(room, MOST_MEMBERS - 2)
    sittings = [
        Sitting(
            learner=member.learner,
            quiz=quiz.quiz,
            assignment=quiz,
            plan=quiz.plan,
            token="a" * 32,
            ends_at=quiz.closes_at,
        )
        for member in Membership.objects.exclude(name="Ada").select_related("learner")
    ]
    Sitting.objects.bulk_create(sittings)
    assert Membership.objects.count() == MOST_MEMBERS
    assert queries() == few
    assert max(few) <= 15
    rows = host.get(addresses[2]).content.decode().splitlines()
    assert len(rows) == MOST_MEMBERS + 1


def test_where_a_whole_class_runs_out_of_time_one_page_scores_some_and_says_so(monkeypatch):
    monkeypatch.setattr(tries, "MOST_JUDGED", 2)
    host = teacher()
    room = made_class(host)
    quiz = assigned(host, room, "dot")
    for name in ("Ada", "Bo", "Cy"):
        begun(joined(room, name), quiz)
    closed(quiz)
    page = host.get(quiz.get_absolute_url())
    statuses = sorted(row.status for row in page.context["results"].people)
    assert statuses == ["Being scored", "Time ran out", "Time ran out"]
    assert "The time of 1 learner has run out" in page.content.decode()
    counts = vars(page.context["results"].counts)
    assert counts == {"joined": 3, "begun": 3, "running": 0, "finished": 2}
    rows = host.get(f"{room.get_absolute_url()}gradebook.csv").content.decode()
    assert rows.count(",0") == 3
    assert "being scored" not in rows


def test_a_gradebook_does_not_pass_an_unscored_try_for_a_score(monkeypatch):
    monkeypatch.setattr(tries, "MOST_JUDGED", 0)
    host = teacher()
    room = made_class(host)
    quiz = assigned(host, room, "dot")
    begun(joined(room), quiz)
    closed(quiz)
    rows = host.get(f"{room.get_absolute_url()}gradebook.csv").content.decode()
    assert rows.splitlines()[1].endswith(",being scored")
