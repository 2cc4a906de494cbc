"""Questions and items as the site has them, filtered as the site filters, drafts left out."""

import pytest

from quizzes.answering.task import Task
from quizzes.models import Item, Question, Status
from tests.answering.all_kinds import SLUG


@pytest.mark.usefixtures("bank")
def test_published_questions_are_listed_by_number_and_drafts_are_not(program):
    listed = program.get("questions").json()
    assert [question["number"] for question in listed["questions"]] == [7, 9]
    assert (listed["count"], listed["page"], listed["pages"]) == (2, 1, 1)
    draft = Question.objects.get(number=8)
    assert program.get(f"questions/{draft.slug}").status_code == 404


@pytest.mark.usefixtures("bank")
def test_filters_narrow_as_on_the_site(program):
    def numbers(**query):
        found = program.get("questions", **query).json()["questions"]
        return [question["number"] for question in found]

    assert numbers(q="mask") == [9]
    topic = Question.objects.get(number=7).topic.slug
    assert numbers(topic=topic) == [7, 9]
    assert numbers(topic="nothing") == []
    assert numbers(difficulty=5) == []


@pytest.mark.usefixtures("bank")
@pytest.mark.parametrize("query", [{"page": 2}, {"page": 0}, {"difficulty": 6}, {"page": "x"}])
def test_a_filter_that_cannot_be_used_is_named(program, query):
    response = program.get("questions", **query)
    assert response.status_code == 422
    assert [fault["field"] for fault in response.json()["errors"]] == list(query)


@pytest.mark.usefixtures("bank")
def test_a_question_has_its_page_in_reading_order_and_its_items(program):
    slug = Question.objects.get(number=7).slug
    question = program.get(f"questions/{slug}").json()
    assert {block["type"] for block in question["blocks"]} == {"html", "example", "item"}
    assert "In every layer." in question["context_html"]
    stored = Item.objects.filter(question__slug=slug)
    assert [item["key"] for item in question["items"]] == [item.key for item in stored]
    assert question["minutes"] >= 1


@pytest.mark.usefixtures("all_kinds")
def test_items_are_listed_of_all_questions_of_one_and_of_a_kind(program):
    keys = [item.key for item in Item.published.all()]
    assert [item["key"] for item in program.get("items").json()["items"]] == keys
    assert [item["key"] for item in program.get("items", question=SLUG).json()["items"]] == keys
    assert program.get("items", question="other").json()["count"] == 0
    kinds = {item["kind"] for item in program.get("items", kind="steps").json()["items"]}
    assert kinds == {"steps"}


@pytest.mark.usefixtures("all_kinds")
def test_a_variant_has_the_numbers_of_its_page(program):
    for item in Item.published.all():
        for seed in item.seeds[:2]:
            shown = program.get(f"questions/{SLUG}/items/{item.key}", seed=seed).json()
            task = Task(item, seed)
            assert shown["seed"] == seed
            assert shown["tolerance"] == task.kind.tolerance_words()
            for given in shown["givens"]:
                value = task.kind.variant.inputs[given["name"]]
                assert given["text"] or given["value"] == value.tolist()
            same = program.get(f"questions/{SLUG}/items/{item.key}", seed=seed).json()
            assert same.pop("token") != shown.pop("token")
            assert same == shown


@pytest.mark.usefixtures("all_kinds")
def test_a_seed_that_was_not_released_is_told_with_those_that_were(program):
    response = program.get(f"questions/{SLUG}/items/dot", seed=999_999)
    assert response.status_code == 422
    message = response.json()["errors"][0]["message"]
    assert all(str(seed) in message for seed in Item.published.get(key="dot").seeds)


@pytest.mark.usefixtures("all_kinds")
def test_an_item_that_was_withdrawn_is_not_there(program):
    Item.objects.filter(key="dot").update(retired=True)
    assert program.get(f"questions/{SLUG}/items/dot").status_code == 404
    Question.objects.update(status=Status.DRAFT)
    assert program.get("items").json()["count"] == 0
