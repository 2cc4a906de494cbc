import gzip
import re

import brotli
import pytest
from django.test import Client

from quizzes.models import Item, Topic, Verdict

ADDRESS = "/questions/softmax/"


def text_of(client: Client, address: str = ADDRESS) -> str:
    """The page with every run of whitespace collapsed to one space."""
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_text_example_and_items_stand_in_the_order_of_the_file(client, bank):
    page = text_of(client)
    places = [
        page.index(mark)
        for mark in (
            'id="in-thirty-seconds"',
            'id="the-long-answer"',
            'id="example-three-scores"',
            'id="item-which-grows"',
            'id="item-weights-of-keys"',
            'id="sources-title"',
        )
    ]
    assert places == sorted(places)


def test_an_item_shows_its_task_and_no_more(client, bank):
    page = text_of(client)
    assert "Choose one" in page
    assert "What happens to" in page
    assert 'href="/questions/softmax/items/which-grows/"' in page
    for word in ("It grows", "It falls", "The exponential grows", "Softmax along each row"):
        assert word not in page


def test_a_withdrawn_item_is_gone_from_the_page(client, bank):
    text_of(client)
    bank.publish(7, "softmax")
    assert "weights-of-keys" not in text_of(client)


def test_head_of_the_page_and_its_contents(client, bank):
    page = text_of(client)
    assert "<title>7. What does softmax do? · Attention by Hand</title>" in page
    assert page.count("<h1") == 1
    assert "Easy · 1 minute to read" in page
    assert page.count('href="#the-long-answer"') == 2  # next to the text, and folded on a phone
    assert 'href="https://arxiv.org/abs/1706.03762" rel="noopener noreferrer"' in page
    assert 'href="/questions/softmax/context/"' in page


def test_neighbors_are_the_nearest_published_questions(client, bank):
    assert 'href="/questions/masks/" rel="next"' in text_of(client)
    assert 'rel="prev"' not in text_of(client)
    assert 'href="/questions/softmax/" rel="prev"' in text_of(client, "/questions/masks/")


def test_an_edit_shows_at_once(client, bank):
    text_of(client)
    bank.publish(7, "softmax", title="What is softmax good for?")
    assert "What is softmax good for?" in text_of(client)


def test_the_title_of_a_neighbor_shows_at_once(client, bank):
    text_of(client)
    bank.publish(9, "masks", title="Which scores does a mask hide?")
    assert "Which scores does a mask hide?" in text_of(client)


def test_the_title_of_a_topic_shows_at_once(client, bank):
    text_of(client)
    Topic.objects.update(title="Scores and weights")
    assert "Scores and weights" in text_of(client)


def test_an_unpublished_page_is_gone_at_once(client, bank):
    text_of(client)
    bank.publish(7, "softmax", status="draft")
    assert client.get(ADDRESS).status_code == 404


def test_a_question_whose_file_left_is_gone_at_once(client, bank):
    text_of(client, "/questions/masks/")
    bank.remove("09-masks.md")
    bank.sync()
    assert client.get("/questions/masks/").status_code == 404


def test_a_draft_is_for_staff_alone(client, staff_client, learner_client, bank):
    address = "/questions/unfinished/"
    assert client.get(address).status_code == 404
    assert learner_client("ann").get(address).status_code == 404
    assert "Only staff can see this page" in text_of(staff_client, address)


def test_what_staff_see_is_never_kept_for_others(client, staff_client, bank):
    assert 'href="/admin/"' in text_of(staff_client)
    assert 'href="/admin/"' not in text_of(client)
    assert 'href="/admin/"' in text_of(staff_client)
    assert "Cookie" in staff_client.get(ADDRESS).headers["Vary"]


def test_every_visitor_gets_the_same_bytes_and_no_cookie(client, learner_client, bank):
    first = client.get(ADDRESS)
    again = learner_client("ann").get(ADDRESS)
    assert first.content == again.content
    assert not first.cookies
    assert first.headers["Vary"] == "Accept-Encoding, Cookie"
    assert "csrf" not in first.content.decode()


def test_four_queries_the_first_time_and_one_from_then_on(client, bank, django_assert_num_queries):
    with django_assert_num_queries(4):
        client.get(ADDRESS)
    with django_assert_num_queries(1):
        client.get(ADDRESS)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, br;q=0", "gzip"),
        ("GZIP", "gzip"),
        ("", None),
        ("identity", None),
    ],
)
def test_the_encoding_is_one_that_the_browser_takes(client, bank, accepted, encoding):
    plain = client.get(ADDRESS).content
    response = client.get(ADDRESS, headers={"Accept-Encoding": accepted})
    assert response.headers.get("Content-Encoding") == encoding
    read = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert read(response.content) == plain
    assert response.headers["Content-Length"] == str(len(response.content))


def test_a_browser_that_has_the_page_is_told_so(client, bank):
    first = client.get(ADDRESS, headers={"Accept-Encoding": "br"})
    headers = {"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]}
    again = client.get(ADDRESS, headers=headers)
    assert again.status_code == 304
    assert not again.content
    bank.publish(7, "softmax", title="What is softmax good for?")
    assert client.get(ADDRESS, headers=headers).status_code == 200


def test_each_encoding_has_a_tag_of_its_own(client, bank):
    tags = {
        client.get(ADDRESS, headers={"Accept-Encoding": name}).headers["ETag"]
        for name in ("br", "gzip", "identity")
    }
    assert len(tags) == 3


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_page_is_only_read(client, bank, method):
    assert getattr(client, method)(ADDRESS).status_code == 405


def test_ids_on_a_page_are_unique_and_links_within_it_lead_somewhere(client, bank):
    page = text_of(client)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_no_script_or_style_stands_in_the_page(client, bank):
    page = text_of(client)
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page)


def test_the_item_of_another_question_is_not_in_the_page(client, bank):
    other = Item.objects.get(question__slug="masks", key="which-grows")
    assert other.get_absolute_url() not in text_of(client)


class TestTheTasksInTheContents:
    def test_a_learner_sees_how_each_task_of_the_page_went(self, learner_client, bank, attempt):
        attempt("ann", "softmax/which-grows", Verdict.RIGHT)
        page = text_of(learner_client("ann"))
        assert page.count('href="#item-which-grows"') == 2
        assert "right on first try" in page
        assert "not answered" in page
        attempt("ann", "softmax/which-grows", Verdict.WRONG)
        assert "not right yet" in text_of(learner_client("ann"))

    def test_others_see_none_of_it(self, client, learner_client, bank, attempt):
        attempt("ann", "softmax/which-grows", Verdict.RIGHT)
        for visitor in (client, learner_client("ben")):
            assert "right on first try" not in text_of(visitor)
            assert "not answered" not in text_of(visitor)
