"""The page on typing shows every form, how the engine reads it, and the error if it cannot."""

from html import escape

import pytest

from attention_engine import AnswerSyntaxError, parse_array
from attention_engine.reading.arrays.forms import REFUSED_FORMS, TYPED_FORMS
from tests.answering.all_kinds import Page, task

LINK = 'href="/typing/"'


@pytest.fixture
def page(client, db):
    return client.get("/typing/").content.decode()


def as_django_writes(text):
    return escape(text).replace("'", "&#x27;")


@pytest.mark.parametrize("group", TYPED_FORMS)
def test_every_form_is_shown_under_its_heading(page, group):
    section = page.split(f'<h2 id="{group.lower()}">')[1].split("</section>")[0]
    for form in TYPED_FORMS[group]:
        assert f"<h3>{as_django_writes(form.name)}</h3>" in section
        assert f">{as_django_writes(form.example)}</pre>" in section


def test_what_is_refused_is_shown_with_the_engines_own_sentence_and_caret(page):
    for form in REFUSED_FORMS:
        with pytest.raises(AnswerSyntaxError) as refused:
            parse_array(form.example)
        assert as_django_writes(str(refused.value)) in page
        assert as_django_writes(refused.value.excerpt) in page


def test_the_page_is_only_read(client, db):
    assert client.head("/typing/").status_code == 200
    assert client.post("/typing/").status_code == 405


@pytest.mark.parametrize("key", ["softmax", "weights", "derive"])
@pytest.mark.usefixtures("all_kinds")
def test_the_box_of_a_task_leads_to_it(client, key):
    assert LINK in client.get(task(key).address).content.decode()


def test_the_workbench_leads_to_it(client, db):
    assert LINK in client.get("/workbench/").content.decode()


@pytest.mark.usefixtures("all_kinds")
def test_a_fault_in_a_task_is_shown_with_its_place(client):
    page = Page(client, task("weights"))
    page.answer("[[1, 2],\n [3, <4]]")
    assert page.response.status_code == 422
    assert '<pre class="caret" aria-hidden="true"> [3, &lt;4]]\n     ^</pre>' in page.text
