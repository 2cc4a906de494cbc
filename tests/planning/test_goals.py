"""The set-up of a plan in the browser: stored, changed, refused with a sentence, private."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from quizzes.models import Goal, Learner
from quizzes.planning import views

pytestmark = pytest.mark.django_db
GOAL = {"role": "systems", "seniority": "mid", "interview_on": "", "minutes_a_day": "25"}


def words(response):
    return " ".join(response.content.decode().split())


def in_days(days):
    return (timezone.now().date() + timedelta(days)).isoformat()


def test_a_newcomer_sets_a_goal_without_an_account_and_finds_it_again(client, bank):
    response = client.post("/plan/", GOAL | {"interview_on": in_days(5)})
    assert response.url == "/plan/?saved=1"
    page = words(client.get(response.url))
    assert "Your plan is saved." in page
    assert "5 days until your interview" in page
    assert f'value="{in_days(5)}"' in page
    (goal,) = Goal.objects.all()
    assert (goal.role, goal.seniority, goal.minutes_a_day) == ("systems", "mid", 25)


def test_every_part_may_be_left_empty_and_emptied_again(client, bank):
    client.post("/plan/", GOAL)
    client.post("/plan/", dict.fromkeys(GOAL, ""))
    (goal,) = Goal.objects.all()
    assert (goal.role, goal.seniority, goal.interview_on, goal.minutes_a_day) == (
        "",
        "",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("interview_on", "tomorrow", "Enter the date as year-month-day"),
        ("interview_on", "2026-02-30", "Enter the date as year-month-day"),
        ("interview_on", "2020-02-29", "February 29, 2020 has passed"),
        ("interview_on", "9999-12-31", "more than two years away"),
        ("minutes_a_day", "0", "We cannot plan with 0 minutes"),
        ("minutes_a_day", "1e9", "Enter a whole number of minutes"),
        (
            "minutes_a_day",
            "99999999999999999999",
            "We cannot plan with 99999999999999999999 minutes",
        ),
        ("role", "boss", "Choose a role from the list"),
        ("seniority", "\0", "Choose a seniority from the list"),
    ],
)
def test_what_cannot_be_planned_is_refused_with_a_sentence(client, bank, field, value, sentence):
    response = client.post("/plan/", GOAL | {field: value})
    assert response.status_code == 422
    assert sentence in words(response)
    assert "Nothing was saved" in words(response)
    assert not Learner.objects.exists()


def test_the_goal_of_one_person_is_not_shown_to_another(client, learner_client, bank):
    client.post("/plan/", GOAL | {"interview_on": in_days(5)})
    assert "5 days until your interview" not in words(learner_client("ben").get("/plan/"))


def test_the_past_is_what_is_past_where_the_learner_is(client, bank, monkeypatch):
    now = datetime(2026, 12, 2, 9, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    # Still the first of December there, also for a newcomer of whom nothing is stored.
    client.cookies["time_zone"] = "Pacific/Honolulu"
    response = client.post("/plan/", GOAL | {"interview_on": "2026-12-01"})
    assert response.status_code == 302


def test_a_network_that_saves_on_and_on_is_told_to_wait(client, bank, monkeypatch):
    monkeypatch.setattr(views, "MOST_GOALS", 1)
    assert client.post("/plan/", GOAL).status_code == 302
    response = client.post("/plan/", GOAL)
    assert response.status_code == 429
    assert "Nothing was saved" in words(response)
    assert int(response["Retry-After"]) > 0


def test_the_plan_of_a_newcomer_takes_few_queries(client, bank, django_assert_max_num_queries):
    client.post("/plan/", GOAL)
    client.get("/plan/")
    with django_assert_max_num_queries(8):
        client.get("/plan/")


def test_an_empty_bank_has_no_plan(client, db):
    assert "No questions are published yet" in words(client.get("/plan/"))
