"""Nothing of one visitor's page reaches another visitor or the page that is kept."""

import gzip

import pytest
from django.core.cache import cache
from django.test import Client

from quizzes.models import Verdict
from quizzes.planning.skills import skills_in_order

ADDRESSES = ("/", "/questions/", "/topics/", "/topics/attention-scores/")
REVIEW, CORRECT = 'tag-imprecise">Not right yet', 'tag-right">Right on first try'
OWN = (REVIEW, CORRECT, "tasks right", "Continue:")
ALL = (*ADDRESSES, "/questions/softmax/", "/quizzes/", "/glossary/")


@pytest.fixture
def answered(bank, attempt) -> None:
    attempt("ann", "softmax/which-grows", Verdict.RIGHT)
    attempt("ben", "softmax/which-grows", Verdict.WRONG)


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def said(page: str) -> list[str]:
    return [words for words in OWN if words in page]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("stranger_first", [True, False])
def test_a_stranger_sees_nothing_of_a_learner(
    client, learner_client, answered, address, stranger_first
):
    ann = learner_client("ann")
    if stranger_first:
        before = text(client, address)
        assert said(text(ann, address))
        assert text(client, address) == before
    else:
        assert said(text(ann, address))
    assert said(text(client, address)) == []


def test_two_learners_see_each_their_own(learner_client, answered):
    ann, ben = learner_client("ann"), learner_client("ben")
    for _ in range(2):
        assert said(text(ann, "/questions/")) == [CORRECT]
        assert said(text(ben, "/questions/")) == [REVIEW]
    assert "tasks right" in text(ann, "/topics/")
    assert "tasks right" not in text(ben, "/topics/")


def test_nothing_of_a_learner_is_in_the_cache(client, learner_client, answered):
    for address in ADDRESSES:
        text(client, address)
    # What the bank trains is kept too, and first asked for a learner.
    skills_in_order()
    before = dict(cache._cache)
    for name in ("ann", "ben"):
        for address in ADDRESSES:
            text(learner_client(name), address)
    assert dict(cache._cache) == before


@pytest.mark.parametrize("address", ALL)
def test_the_link_of_the_staff_is_for_the_staff(client, staff_client, bank, address):
    assert 'href="/admin/"' in text(staff_client, address)
    assert 'href="/admin/"' not in text(client, address)
    assert 'href="/admin/"' in text(staff_client, address)


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_own_is_only_for_the_browser_that_asked(client, learner_client, answered, address):
    for browser in (client, learner_client("ann")):
        response = browser.get(address, headers={"Accept-Encoding": "br, gzip"})
        assert "private" in response.headers["Cache-Control"]
        assert "Cookie" in response.headers["Vary"]
        assert not response.cookies


def test_a_tag_tells_the_pages_of_learners_apart(client, learner_client, answered):
    tags = {
        browser.get("/questions/").headers["ETag"]
        for browser in (client, learner_client("ann"), learner_client("ben"))
    }
    assert len(tags) == 3
    ann = learner_client("ann")
    tag = ann.get("/questions/").headers["ETag"]
    assert ann.get("/questions/", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/questions/", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_learners_page_is_the_same_in_every_encoding(learner_client, answered, address):
    ann = learner_client("ann")
    plain = ann.get(address).content
    for accepted in ("gzip", "br, gzip"):
        response = ann.get(address, headers={"Accept-Encoding": accepted})
        assert gzip.decompress(response.content) == plain


def test_an_answer_shows_at_once(learner_client, answered, attempt):
    ben = learner_client("ben")
    assert REVIEW in text(ben, "/questions/")
    attempt("ben", "softmax/which-grows", Verdict.RIGHT)
    assert 'tag-right">Right later' in text(ben, "/questions/")
