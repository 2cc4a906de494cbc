"""Every kind of item, from its page to its verdict, without scripts."""

import pytest

from quizzes.models import Attempt
from tests.answering.all_kinds import KEYS, Page, bank, task, wrong_raw  # noqa: F401

pytestmark = pytest.mark.usefixtures("bank")


@pytest.mark.parametrize("key", KEYS)
def test_a_right_answer_is_right_and_explained(client, key):
    page = Page(client, task(key))
    response = page.answer(page.task.kind.right_answer())
    assert response.status_code == 200
    assert "Right" in page.text
    # The heading says it, and the sentence under it does not say it again.
    assert not page.response.context["feedback"].message.startswith("Right.")
    assert page.task.item.spec["rendered"]["explain"] in page.text
    attempt = Attempt.objects.get()
    assert (attempt.verdict, attempt.score, attempt.seed) == ("right", 1.0, page.task.seed)
    assert attempt.item_version == page.task.item.version


@pytest.mark.parametrize("key", KEYS)
def test_the_way_is_shown_after_the_second_wrong_answer_and_not_after_the_first(client, key):
    page = Page(client, task(key))
    page.answer(wrong_raw(page.task))
    assert "Not right yet" in page.text
    assert "After one more wrong answer the way is shown." in page.text
    assert page.response.context["feedback"].way is None
    page.answer(wrong_raw(page.task))
    assert page.response.context["feedback"].way is not None
    assert page.task.item.spec["rendered"]["explain"] in page.text
    assert Attempt.objects.filter(verdict="wrong").count() == 2


@pytest.mark.parametrize("key", KEYS)
def test_giving_up_shows_the_way_and_is_stored(client, key):
    page = Page(client, task(key))
    page.give_up()
    assert page.task.item.spec["rendered"]["explain"] in page.text
    attempt = Attempt.objects.get()
    assert (attempt.verdict, attempt.score, attempt.raw) == ("given_up", 0.0, "")


@pytest.mark.parametrize("key", KEYS)
def test_an_empty_answer_is_a_format_error_that_costs_nothing(client, key):
    page = Page(client, task(key))
    token = page.token
    response = page.answer("")
    assert response.status_code == 422
    assert "Nothing was counted." in page.text
    assert page.token == token
    assert not Attempt.objects.exists()
    assert "learner" not in client.cookies


@pytest.mark.parametrize("key", KEYS)
def test_what_was_typed_stays_in_the_form(client, key):
    page = Page(client, task(key))
    raw = wrong_raw(page.task)
    page.answer(raw)
    assert page.response.context["boxes"].raw == Attempt.objects.get().raw
    page.answer(raw)
    assert Attempt.objects.count() == 2


@pytest.mark.parametrize("key", KEYS)
def test_htmx_gets_the_part_with_the_form_only(client, key):
    page = Page(client, task(key), HX_Request="true")
    assert "<html" not in page.text
    assert f'id="work-{key}"' in page.text
    page.answer(page.task.kind.right_answer())
    assert "<html" not in page.text
    assert "Right" in page.text
