"""The page of a task is kept for everybody; what is one visitor's own never gets into it."""

import gzip
import pickle
import re

import pytest
from django.core.cache import cache
from django.test import Client

from quizzes.answering.task import Task
from quizzes.models import Item, Sitting
from quizzes.web.finished_pages import FinishedPage
from tests.answering.all_kinds import Page, stored_quiz, task

pytestmark = pytest.mark.usefixtures("all_kinds")

TYPED = "0.123456789 0.23456789 0.34567891 0.45678912"
SECRETS = re.compile(r'name="(?:csrfmiddlewaretoken|token)" value="([^"]+)"')


def secrets(html: str) -> list[str]:
    found = SECRETS.findall(html)
    assert len(found) == 2
    return found


def kept_pages() -> list[str]:
    found = map(pickle.loads, cache._cache.values())  # noqa: S301 - our own pages
    return [page.text({}).decode() for page in found if isinstance(page, FinishedPage)]


def rest(html: str) -> str:
    return SECRETS.sub("", html)


def test_no_token_and_nothing_typed_gets_into_what_is_kept(client):
    shown = task("softmax")
    page = Page(client, shown)
    said = secrets(page.text)
    page.answer(TYPED)
    assert TYPED in page.text
    said += secrets(page.text)
    page.post({"token": page.token, "read": "1", "answer": TYPED})
    assert TYPED in page.text
    page.answer("<b>no numbers")
    assert "no numbers" in page.text
    page.give_up()
    said += secrets(page.text)
    kept = kept_pages()
    assert len(kept) >= 3
    for html in kept:
        assert SECRETS.findall(html) == []
        assert [text for text in (*said, TYPED, "no numbers") if text in html] == []


def test_a_learner_adds_nothing_to_what_is_kept_for_others(client):
    shown = task("softmax")
    for _ in range(2):
        page = Page(Client(), shown)
        page.answer("1 2 3 4")
        Page(page.client, shown)
    before = dict(cache._cache)
    page = Page(client, shown)
    page.answer(TYPED)
    Page(client, shown)
    assert dict(cache._cache) == before


def test_two_newcomers_get_the_same_page_with_their_own_tokens(client):
    shown = task("weights")
    first, second = Page(client, shown).text, Page(Client(), shown).text
    assert rest(first) == rest(second)
    assert set(secrets(first)).isdisjoint(secrets(second))


def test_each_view_has_a_token_of_its_own(client):
    shown = task("weights")
    assert Page(client, shown).token != Page(client, shown).token


@pytest.mark.parametrize("stranger_first", [True, False])
def test_a_stranger_sees_nothing_of_who_solved_it(client, stranger_first):
    shown = task("softmax")
    plain = Page(Client(), shown).text if stranger_first else ""
    page = Page(client, shown)
    page.answer(shown.kind.right_answer())
    assert "You have already solved this one" in Page(client, shown).text
    stranger = Page(Client(), shown).text
    assert "already solved" not in stranger
    assert ">Show solution</button>" in stranger
    assert not plain or rest(plain) == rest(stranger)


def test_only_whoever_takes_a_quiz_is_sent_to_it(client):
    quiz = stored_quiz("softmax").get_absolute_url()
    Page(client, task("dot")).answer("1")
    sitting = client.post(quiz, {"token": client.get(quiz).context["token"]}).url
    started = Sitting.objects.get()
    shown = Task(task("softmax").item, started.plan[0]["seed"])
    for browser in (client, Client(), client):
        html = Page(browser, shown).text
        assert (sitting in html) == (browser is client)
        assert (">Check</button>" in html) == (browser is not client)
    assert not any(sitting in html for html in kept_pages())


def test_hints_are_only_for_who_asked_for_them(client):
    shown = task("weights")
    page = Page(client, shown)
    page.post({"token": page.token, "hint": "1"})
    assert "Hint 1 of 3" in Page(client, shown).text
    assert "Hint 1 of 3" not in Page(Client(), shown).text


def test_the_page_follows_the_item_at_once(client):
    shown = task("softmax")
    Page(client, shown)
    Item.objects.filter(key="softmax").update(ask_html="<p>Another text</p>")
    assert "Another text" in Page(client, shown).text


def test_it_has_no_tag_and_nobody_else_may_keep_it(client):
    headers = client.get(task("dot").address, headers={"Accept-Encoding": "br, gzip"}).headers
    assert "ETag" not in headers
    assert "private" in headers["Cache-Control"]
    assert {"Accept-Encoding", "Cookie"} <= set(headers["Vary"].split(", "))


def test_tokens_are_sent_as_they_are_in_every_encoding(client):
    response = client.get(task("dot").address, headers={"Accept-Encoding": "gzip"})
    for secret in secrets(gzip.decompress(response.content).decode()):
        assert secret.encode() in response.content


def test_a_view_costs_one_query_and_a_learners_one_more(client, django_assert_num_queries):
    page = Page(client, task("softmax"))
    page.answer("1 2 3 4")
    with django_assert_num_queries(1):
        Client().get(page.task.address)
    with django_assert_num_queries(2):
        client.get(page.task.address)


def test_a_newcomers_answer_costs_five_rows_and_two_questions(client, django_assert_num_queries):
    page = Page(client, task("softmax"))
    page.answer("1 2 3 4")
    other = Page(Client(), page.task)
    # The edition, whether the learner is known, the learner, the attempt, its mark, that the record
    # has changed, the card of its skill and the review. In a test the transaction and the one
    # around the learner are savepoints, of two statements each.
    with django_assert_num_queries(12):
        other.answer("1 2 3 4")
