"""The echo before the verdict: how a box is parsed, at no cost, with scripts and without."""

import pytest
from django.test import Client

from quizzes.models import Attempt, HintsShown
from tests.answering.all_kinds import Page, task

ADDRESS = "/reading/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def read(client):
    def asked(text: str, form: str = "array", name: str = "answer", shape: str = "2x3"):
        return client.post(ADDRESS, {name: text, "form": form, "shape": shape}, headers=HTMX)

    return asked


def html(response) -> str:
    return response.content.decode()


class TestWhileTyping:
    @pytest.mark.parametrize("name", ["answer", "answer-12", "answer-scores", "answer-12-scores"])
    def test_an_array_is_echoed_with_its_shape(self, read, name):
        text = html(read("1 2 3; 4 5 6", name=name))
        assert "Read as" in text
        assert "2 rows, 3 columns" in text

    def test_what_cannot_be_read_is_told_with_the_place(self, read):
        response = read("1 2\n3 oops")
        assert response.status_code == 200
        assert "Not read yet." in html(response)
        assert "3 oops\n  ^" in html(response)

    def test_text_of_the_learner_is_never_markup(self, read):
        assert "<b>" not in html(read("1 <b>x</b>"))

    def test_an_empty_box_has_no_echo(self, read):
        assert html(read(" \n")) == ""

    def test_commas_are_read_as_what_is_asked_for_needs_them(self, read):
        assert "read as decimal commas" in html(read("0,5", form="number", shape=""))
        assert "read as decimal commas" in html(read("0,5; 0,25; 1,5", shape="3"))
        assert "read as decimal commas" not in html(read("0,5", shape="2"))
        assert "may be 65536 or 65.536" in html(read("65,536", form="number", shape=""))

    def test_another_shape_is_read_and_told(self, read):
        text = html(read("1 2; 3 4"))
        assert "2 rows, 2 columns" in text
        assert "the task asks for 2 x 3" in text

    def test_hidden_scores_are_read_in_their_step_only(self, read):
        assert "Not read yet" not in html(read("1 -inf", form="masked"))
        assert "Not read yet" in html(read("1 -inf", form="array"))

    @pytest.mark.parametrize(
        "data",
        [
            {},
            {"form": "array"},
            {"answer": "1"},
            {"answer": "1", "form": "steps"},
            {"answer-1": "1", "answer-2": "2", "form": "array"},
            {"answer": "1", "form": "array", "shape": "0x2"},
            {"answer": "1", "form": "array", "shape": "2x2x2x2x2"},
            {"answer": "1", "form": "array", "shape": "٢x2"},
        ],
    )
    def test_what_is_no_box_is_refused_in_words(self, client, db, data):
        response = client.post(ADDRESS, data)
        assert response.status_code == 400
        assert "A reading needs one answer box" in html(response)

    def test_a_text_beyond_the_limit_is_refused_in_words(self, read):
        assert "12,000 characters; the limit is 10,000" in html(read("1 " * 6_000))

    def test_it_touches_no_database_sets_no_cookie_and_is_kept_nowhere(
        self, read, django_assert_num_queries, db
    ):
        with django_assert_num_queries(0):
            response = read("1 2; 3 4")
        assert not response.cookies
        assert "no-store" in response.headers["Cache-Control"]

    def test_other_methods_and_other_sites_are_refused(self, client):
        assert client.get(ADDRESS).status_code == 405
        strict = Client(enforce_csrf_checks=True)
        assert strict.post(ADDRESS, {"answer": "1", "form": "array"}).status_code == 403


@pytest.mark.usefixtures("all_kinds")
class TestWithoutScripts:
    def test_a_button_shows_how_a_matrix_is_read_and_the_form_stays_usable(self, client):
        page = Page(client, task("weights"))
        token = page.token
        response = page.post({"token": token, "answer": "1 2; 3 4", "read": "1"})
        assert response.status_code == 200
        assert "2 rows, 2 columns" in page.text
        assert page.response.context["boxes"].raw == "1 2; 3 4"
        assert page.token == token

    def test_nothing_is_judged_counted_or_remembered(self, client):
        page = Page(client, task("softmax"))
        raw = page.task.kind.right_answer()
        page.post({"token": page.token, "answer": raw, "read": "1"})
        assert "verdict" not in page.text
        assert "cell-right" not in page.text
        assert not Attempt.objects.exists()
        assert not HintsShown.objects.exists()
        assert "learner" not in client.cookies

    def test_each_filled_step_is_read_beside_its_box(self, client):
        page = Page(client, task("derive"))
        steps = {"answer-dot_products": "1 2; 3 4", "answer-scores": "1 oops"}
        page.post({"token": page.token, "read": "1"} | steps)
        readings = [step.reading for step in page.response.context["boxes"].steps()]
        assert readings[0].array.tolist() == [[1, 2], [3, 4]]
        assert "oops" in readings[1].fault.excerpt
        assert readings[2:] == [None] * len(readings[2:])

    def test_a_step_that_cannot_be_read_is_told_beside_its_box_too(self, client):
        page = Page(client, task("derive"))
        page.post({"token": page.token, "answer-scores": "1 oops"})
        assert page.response.status_code == 422
        assert page.response.context["boxes"].steps()[1].reading.fault is not None
        assert page.text.count('aria-invalid="true"') == 1

    @pytest.mark.parametrize("key", ["grows", "hold", "shape", "cost", "in-order"])
    def test_what_is_no_array_has_no_such_button(self, client, key):
        assert "Show how we read it" not in Page(client, task(key)).text


@pytest.mark.usefixtures("all_kinds")
@pytest.mark.parametrize("key", ["dot", "softmax", "weights", "derive"])
def test_the_page_and_the_judge_read_alike(client, key):
    page = Page(client, task(key))
    assert 'hx-post="/reading/"' in page.text
    box = page.task.kind.number_boxes()[0]
    for raw in ("0,5", "1 2", "1 -inf", "[[1, 2], [3, 4]]", "oops"):
        told = html(client.post(ADDRESS, {"answer": raw, "form": box.form, "shape": box.written}))
        field = "answer-dot_products" if key == "derive" else "answer"
        judged = client.post(page.task.address, {"token": page.token, field: raw})
        is_taken = "Not read yet" not in told and "the task asks for" not in told
        assert is_taken == (judged.status_code == 200), raw
