"""Making a quiz of one's own: what can be chosen, what matches, and what is refused."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from quizzes.models import CustomQuiz, Item, Learner, Question, Sitting
from quizzes.sittings import starts
from tests.answering.all_kinds import KEYS
from tests.sittings.customizing import NEW, made, post_choice
from tests.sittings.taking import HTMX, words


def kinds_of(quiz: CustomQuiz) -> set[str]:
    keys = [row["item"] for row in quiz.plan]
    return set(Item.objects.filter(pk__in=keys).values_list("kind", flat=True))


def topics_of(quiz: CustomQuiz) -> list[str]:
    topics = dict(Item.objects.values_list("pk", "question__topic__slug"))
    return [topics[row["item"]] for row in quiz.plan]


def test_the_list_of_quizzes_leads_to_the_form(client, all_kinds):
    assert f'href="{NEW}">Make your own quiz</a>' in words(client.get("/quizzes/"))


def test_without_a_choice_a_quiz_is_of_all_topics_and_kinds(client, all_kinds):
    assert len(made(client, length=15).plan) == len(KEYS)
    assert len(made(client, length=5).plan) == 5


def test_only_the_chosen_kinds_come_and_those_that_read_alike_come_together(client, all_kinds):
    assert kinds_of(made(client, kind=["number", "vector"])) == {"number", "vector"}
    assert kinds_of(made(client, kind="choice")) == {"choice", "computed_choice"}
    assert words(client.get(NEW)).count("Choose one ") == 1


def test_only_the_chosen_topics_come_and_take_turns(client, placed):
    quiz = made(client, topic=["scores", "masks"], length=5)
    assert quiz.title == "4 tasks on Scores, Masks"
    assert set(topics_of(quiz)[:2]) == {"scores", "masks"}
    assert made(client, topic="geometry").title == "1 task on Geometry"
    assert made(client, length=5).title == "5 tasks on all topics"


def test_a_title_names_the_kinds(client, all_kinds):
    assert made(client, kind="number").title.endswith(" (a number)")


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({}, "11 tasks match this choice. Your quiz will have 10 of them."),
        ({"length": 15}, "11 tasks match this choice. Your quiz will have 11 instead of 15."),
        ({"kind": "number"}, "1 task matches this choice. Your quiz will have 1 instead of 10."),
    ],
)
def test_the_form_says_how_many_tasks_match(client, all_kinds, choice, said):
    for headers in ({}, HTMX):
        told = words(client.get(NEW, choice, headers=headers))
        assert said in told.replace("<strong>", "").replace("</strong>", "")


def test_the_page_of_the_quiz_says_that_it_has_fewer_tasks_than_asked_for(client, all_kinds):
    page = words(client.get(made(client, kind="number", length=5).get_absolute_url()))
    assert "Fewer tasks than the 5 asked for" in page
    assert "Fewer tasks" not in words(client.get(made(client, length=5).get_absolute_url()))


def test_where_nothing_matches_the_form_comes_back_as_it_was_filled_in(client, placed):
    # A choice of what there is, by itself, but not together.
    Item.objects.filter(question__topic__slug="masks").update(kind="number")
    Question.objects.first().save()
    choice = {"topic": "scores", "kind": "number", "length": "20", "pace": "unhurried"}
    response = post_choice(client, **choice)
    assert response.status_code == 422
    assert "No task matches this choice, so no quiz was made." in words(response)
    for name, value in choice.items():
        assert f'name="{name}" value="{value}" checked' in words(response)
    assert not CustomQuiz.objects.exists()


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"topic": "cooking\0"}, "There is no topic “cooking"),
        ({"kind": "essay"}, "There is no kind of task “essay” with tasks."),
        ({"length": "7"}, "A quiz has 5, 10, 15 or 20 tasks, not “7”."),
        ({"length": "²"}, "A quiz has 5, 10, 15 or 20 tasks, not “²”."),
        ({"pace": "fast"}, "There is no time limit “fast”."),
    ],
)
def test_what_no_form_offers_is_refused_with_a_sentence(client, all_kinds, choice, said):
    response = post_choice(client, **{"kind": "number"} | choice)
    assert response.status_code == 400
    assert said in words(response)
    assert not CustomQuiz.objects.exists()
    assert client.get(NEW, choice).status_code == 200


def test_a_forged_form_makes_nothing(client, all_kinds):
    response = client.post(NEW, {"token": "forged", "length": "5"})
    assert response.status_code == 400
    assert "Nothing was started" in words(response)
    assert not CustomQuiz.objects.exists()


def test_a_double_post_makes_one_quiz_and_another_choice_another(client, all_kinds):
    form = {"token": client.get(NEW).context["token"], "length": "5"}
    first, second = client.post(NEW, form), client.post(NEW, form)
    assert first.url == second.url
    assert Learner.objects.count() == CustomQuiz.objects.count() == 1
    assert client.post(NEW, form | {"length": "10"}).url != first.url


def test_a_form_of_last_week_says_so_and_keeps_what_was_chosen(client, all_kinds, monkeypatch):
    form = {"token": client.get(NEW).context["token"], "kind": "number"}
    monkeypatch.setattr("quizzes.answering.form_tokens.GOOD_FOR_DAYS", -1)
    response = client.post(NEW, form)
    assert response.status_code == 409
    assert 'name="kind" value="number" checked' in words(response)
    assert not CustomQuiz.objects.exists()


def test_making_counts_as_starting(client, all_kinds, monkeypatch):
    monkeypatch.setattr(starts, "MOST_STARTS", 1)
    made(client)
    refused = post_choice(client)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0


@pytest.mark.parametrize(("pace", "minutes"), [("", None), ("interview", 2), ("unhurried", 3)])
def test_the_clock_is_one_of_the_paces_of_other_quizzes(client, all_kinds, pace, minutes):
    assert made(client, kind="number", pace=pace).minutes == minutes


def test_drafts_and_withdrawn_tasks_are_not_offered(client, all_kinds):
    Item.objects.filter(key="dot").update(retired=True)
    Question.objects.get().save()
    assert 'value="number"' not in words(client.get(NEW))
    Question.objects.update(status="draft")
    assert "There are no tasks yet" in words(client.get(NEW))


def test_a_sitting_is_of_exactly_one_quiz(all_kinds, client):
    quiz = made(client)
    learner = Learner.objects.get()
    for which in ({}, {"custom": quiz, "quiz_id": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Sitting.objects.create(
                learner=learner, token="a" * 32, plan=[], started_at=timezone.now(), **which
            )
