"""The search page: marked excerpts, suggestions if nothing is found, and safety on any text."""

import json
import re
from html import unescape
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.bank.sync.tree import sync_tree
from quizzes.models import Question, Term
from quizzes.search import index
from quizzes.search.query import parse
from tests.bank.conftest import question_text
from tests.search.bank import write_search_bank

HOSTILE = [
    *('"', '""', "'", "*", "-", "AND", "OR NOT", "NEAR(a b)", "title:softmax", "^softmax", "a*"),
    *("softmax AND", "(softmax", "softmax)", '"softmax', "softmax & !mask", "soft:*", "{a b}"),
    *("\0", "a\0b", "\\", "%", "_", "__", ";DROP TABLE quizzes_search", "😀", "𝔸", "\ud7ff"),
    *("<script>alert(1)</script>", "</mark><b>", "a" * 10_000, "a " * 5_000, "(" * 10_000),
    *("\u202esoftmax", "مرحبا", "{" * 200, "\\frac{" * 30, "x_" * 100, "\ue002softmax\ue003"),
]


@pytest.fixture
def found_bank(db, tmp_path):
    write_search_bank(tmp_path / "bank")
    assert not sync_tree(tmp_path / "bank").faults


@pytest.fixture
def searched(client, found_bank):
    def page(**query: str) -> str:
        response = client.get(f"/search/?{urlencode(query, errors='surrogatepass')}")
        assert response.status_code == 200
        assert response.cookies == {}
        return response.content.decode()

    return page


def test_before_a_search_it_says_how_to_look_and_where_to_begin(searched):
    page = searched()
    assert "sqrt(d_k)" in page
    assert 'href="/topics/"' in page


def test_what_was_looked_for_is_marked_and_leads_to_its_section(searched):
    page = searched(q="weights")
    assert "2 questions found" in page
    assert "scores into <mark>weights</mark> that sum" in page
    assert 'href="/questions/softmax/#in-thirty-seconds"' in page


def test_a_formula_is_drawn_and_marked_whole(searched):
    page = searched(q="QK^T/\\sqrt{d_k}")
    marked = re.search(r"<mark>(.*?)</mark>", page)[1]
    assert marked.startswith("<math ")
    assert marked.endswith("</math>")
    assert "<mfrac>" in marked
    assert "<mark><code>n log n</code></mark>" in searched(q="n log n")


def test_a_place_in_the_context_leads_there(searched):
    page = searched(q="marimba")
    assert 'href="/questions/softmax/context/#where-softmax-is-used"' in page
    assert "<mark>marimba</mark>" in page


def test_titles_are_marked_too(searched):
    assert "What does <mark>softmax</mark> do?" in searched(q="Softmax")


def test_a_term_of_the_glossary_and_a_topic_are_led_to(searched):
    Term.objects.create(slug="logit", title="Score", aliases=["logit"], definition_html="<p>.</p>")
    assert 'Glossary: <a href="/glossary/#logit">Score</a>' in searched(q="logits")
    assert 'Topic: <a href="/topics/attention-scores/">' in searched(q="attention scores")


def test_nothing_found_leads_on_by_spelling_and_by_leaving_out(searched):
    page = searched(q="sofmax")
    assert 'Did you mean <a href="?q=softmax">softmax</a>?' in page
    page = searched(q="mask zebra")
    assert "No results." in page
    assert '<a href="?q=mask">mask</a>, without “zebra”: 1 question' in page
    assert "Check the spelling" in searched(q="zebra")


def test_the_beginning_of_a_word_is_enough_where_nothing_else_is_found(searched):
    page = searched(q="rota")
    assert "words that start with them" in page
    assert "<mark>Rotary</mark>" in page


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: json.dumps(text[:20]))
def test_any_text_is_answered(searched, text):
    page = searched(q=text)
    assert "<script>alert" not in page
    assert "</mark><b>" not in page


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=60))
def test_any_other_text_is_answered_too(searched, text):
    searched(q=text.encode("utf-8", "replace").decode())


def test_marks_of_the_index_itself_are_not_shown(searched):
    for text in ("softmax", "QK^T", "mask", "rotary"):
        page = searched(q=text)
        assert "\ue002" not in page
        assert "\ue003" not in page


def test_ten_to_a_page_and_the_words_go_along(client, empty_bank, django_assert_num_queries):
    for number in range(1, 13):
        body = "## In thirty seconds\n\nA <& zebra.\n\n## The long answer\n\nMore.\n"
        empty_bank.write(
            f"{number:02d}-q{number}.md", question_text(number, f"Q{number}?", body=body)
        )
    empty_bank.sync()
    # Their number, the best hits, their rows, their passages, topics, the glossary.
    with django_assert_num_queries(6):
        first = client.get("/search/?q=zebra").content.decode()
    assert "12 questions found, page 1 of 2" in first
    assert first.count('class="found-question"') == 10
    assert 'href="?q=zebra&amp;page=2"' in first
    assert "A &lt;&amp; <mark>zebra</mark>." in first
    second = client.get("/search/?q=zebra&page=2").content.decode()
    assert second.count('class="found-question"') == 2
    assert client.get("/search/?q=zebra&page=x").status_code == 200


def test_where_more_is_found_than_is_listed_short_answers_lead(client, empty_bank, monkeypatch):
    monkeypatch.setattr(index, "MOST_LISTED", 2)
    monkeypatch.setattr(index, "MOST_COUNTED", 4)
    for number in range(1, 6):
        told, later = (
            ("A zebra.", "More.") if number > 3 else ("More.", "A zebra, a zebra, and a zebra.")
        )
        body = f"## In thirty seconds\n\n{told}\n\n## The long answer\n\n{later}\n"
        empty_bank.write(f"0{number}-q{number}.md", question_text(number, f"Q{number}?", body=body))
    empty_bank.sync()
    page = client.get("/search/?q=zebra").content.decode()
    assert "4 or more questions found; the best 2 are listed" in " ".join(page.split())
    listed = Question.objects.filter(pk__in=index.find(parse("zebra")).ids)
    assert {question.number for question in listed} == {4, 5}


def test_a_search_that_finds_nothing_takes_a_bounded_number_of_queries(
    client, found_bank, django_assert_max_num_queries
):
    with django_assert_max_num_queries(14):
        client.get("/search/?q=" + "+".join(f"zebra{n}" for n in range(40)))


def test_only_get_is_answered(client, found_bank):
    assert client.post("/search/").status_code == 405


def test_the_list_of_questions_and_a_wrong_address_lead_here(client, found_bank):
    assert 'href="/search/?q=d_k"' in client.get("/questions/?q=d_k").content.decode()
    assert 'action="/search/"' in unescape(client.get("/nowhere/").content.decode())
    assert Question.published.count() == 3
