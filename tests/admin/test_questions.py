"""Questions in the admin: edited under the rules, published, previewed, never lost."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quizzes.bank.store.questions import save_question
from quizzes.editing import new_texts
from quizzes.models import Question
from tests.bank.conftest import BODY, question_text

pytestmark = pytest.mark.django_db

CONTEXT = "## Where softmax is used\n\nIn every layer.\n"
ADD = "/admin/quizzes/question/add/"
LIST = "/admin/quizzes/question/"


@pytest.fixture
def question():
    return save_question(Question(slug="softmax"), question_text(), CONTEXT)


def address(question, page="change"):
    return f"/admin/quizzes/question/{question.pk}/{page}/"


def form_of(question, **changes):
    """What a browser posts: CRLF in every text."""
    data = {
        "source": question.source,
        "context_source": question.context_source,
        "base_version": question.version,
    } | changes
    return {
        name: value.replace("\n", "\r\n") if isinstance(value, str) else value
        for name, value in data.items()
    }


def reloaded(question):
    return Question.objects.get(pk=question.pk)


def words(response):
    """The messages after a post, as the next page shows them."""
    return [str(message) for message in response.context["messages"]]


# Editing


def test_the_form_shows_both_texts_whole(admin_client, question):
    page = admin_client.get(address(question))
    form = page.context["adminform"].form
    assert form["source"].value() == question.source
    assert form["context_source"].value() == CONTEXT
    assert b'name="base_version" value="1"' in page.content


def test_saving_an_untouched_form_changes_nothing(admin_client, question):
    before = Question.objects.values("source", "context_source", "version").get()
    admin_client.post(address(question), form_of(question))
    assert Question.objects.values("source", "context_source", "version").get() == before


def test_an_edit_is_stored_rendered_and_recorded(admin_client, question):
    text = question.source.replace("With scores", "For the scores")
    answer = admin_client.post(address(question), form_of(question, source=text))
    assert answer.status_code == 302
    saved = reloaded(question)
    assert saved.source == text
    assert "For the scores" in saved.search_text
    assert saved.version == 2
    entry = LogEntry.objects.get()
    assert entry.get_change_message() == "“The long answer” changed."
    assert entry.user.username == "admin"


def test_a_broken_rule_is_an_error_of_the_form_with_line_rule_and_text(admin_client, question):
    text = question.source.replace("$w_i$ that", "$\\foo$ that")
    page = admin_client.post(address(question), form_of(question, source=text))
    assert page.status_code == 200
    line = next(i for i, row in enumerate(text.split("\n"), start=1) if "\\foo" in row)
    (error,) = page.context["errors"][0]
    assert f'data-fault-line="{line}">line {line}</a>: <strong' in error
    assert "FORMULA" in error
    assert "Softmax turns scores into weights $\\foo$ that" in error
    assert reloaded(question).source == question.source
    assert page.context["adminform"].form["source"].value() == text.replace("\n", "\r\n")


def test_a_fault_of_the_context_stands_at_the_context(admin_client, question):
    page = admin_client.post(
        address(question), form_of(question, context_source="# Too high\n\nA text.\n")
    )
    form = page.context["adminform"].form
    assert list(form.errors) == ["context_source"]
    assert "line 1" in form.errors["context_source"][0]


def test_the_text_of_a_broken_line_is_shown_as_text(admin_client, question):
    text = question.source.replace("With scores", "<script>alert(1)</script> With scores")
    page = admin_client.post(address(question), form_of(question, source=text))
    assert page.status_code == 200
    assert b"<script>alert" not in page.content


def test_what_a_draft_may_have_is_told_after_saving(admin_client, question):
    text = question_text(status="draft", body="softmax(x) = [0.27, 0.73]\n")
    page = admin_client.post(address(question), form_of(question, source=text), follow=True)
    assert reloaded(question).status == "draft"
    assert any("TYPED-RESULT" in message for message in words(page))


def test_a_draft_shows_what_stands_between_it_and_its_publication(admin_client):
    text = question_text(status="draft", body="Only a thought.\n")
    draft = save_question(Question(slug="draft"), text)
    page = admin_client.get(address(draft))
    assert {fault.rule for fault in page.context["open_faults"]} == {"SECTIONS"}


def test_a_form_without_its_version_is_not_taken(admin_client, question):
    page = admin_client.post(address(question), form_of(question, base_version=""))
    assert b"without its version" in page.content


@pytest.mark.parametrize("version", ["-1", "x", "9" * 30])
def test_a_tampered_version_stores_nothing(admin_client, question, version):
    text = question_text(title="Tampered?")
    page = admin_client.post(
        address(question), form_of(question, source=text, base_version=version)
    )
    assert page.status_code == 200
    assert reloaded(question).source == question.source


# Publishing


def test_take_back_and_publish_from_the_form_stay_on_the_page(admin_client, question):
    for button, status in [("_draft", "draft"), ("_publish", "published")]:
        form = form_of(reloaded(question), **{button: "yes"})
        answer = admin_client.post(address(question), form)
        assert answer.url == address(question)
        assert reloaded(question).status == status
    assert reloaded(question).source == question.source
    messages = [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")]
    assert messages == ["status published → draft.", "status draft → published."]


def test_publishing_a_thin_draft_is_refused_with_the_reason(admin_client):
    text = question_text(status="draft", body="Only a thought.\n")
    draft = save_question(Question(slug="draft"), text)
    page = admin_client.post(address(draft), form_of(draft, _publish="yes"))
    assert b"a published question begins with" in page.content
    assert reloaded(draft).status == "draft"


def test_the_list_publishes_what_keeps_the_rules_and_names_what_does_not(admin_client, question):
    good = save_question(
        Question(slug="good"), question_text(number=8, title="Good?", status="draft")
    )
    thin = save_question(
        Question(slug="thin"), question_text(number=9, status="draft", body="A thought.\n")
    )
    chosen = {"action": "publish", "_selected_action": [question.pk, good.pk, thin.pk]}
    page = admin_client.post(LIST, chosen, follow=True)
    assert [reloaded(row).status for row in (question, good, thin)] == [
        *("published", "published", "draft")
    ]
    assert any("stays as it is: line" in message for message in words(page))
    assert LogEntry.objects.get().object_id == str(good.pk)


def test_the_list_says_which_of_the_chosen_keep_every_rule(admin_client, question):
    thin = save_question(
        Question(slug="thin"), question_text(number=9, status="draft", body="A thought.\n")
    )
    chosen = {"action": "check_rules", "_selected_action": [question.pk, thin.pk]}
    page = admin_client.post(LIST, chosen, follow=True)
    assert words(page)[-1] == "1 of 2 pass every rule."
    assert all("SECTIONS" in message for message in words(page)[:-1])
    assert reloaded(thin).status == "draft"


# Adding


def test_the_text_to_start_from_is_a_draft_that_can_be_saved_as_it_is(admin_client, question):
    page = admin_client.get(ADD)
    text = page.context["adminform"].form["source"].value()
    answer = admin_client.post(ADD, {"source": text, "context_source": "", "slug": ""})
    assert answer.status_code == 302
    made = Question.objects.get(number=8)
    assert (made.slug, made.status) == ("what-does-softmax-do-to-the-scores", "draft")
    assert LogEntry.objects.get().is_addition()


def test_an_address_of_ones_own_is_kept(admin_client):
    text = new_texts.question_to_start_from()
    admin_client.post(ADD, {"source": text, "slug": "my-own"})
    assert Question.objects.get().slug == "my-own"


@pytest.mark.parametrize("slug", ["softmax", "Not so", "../up", "a" * 81])
def test_an_address_that_is_taken_or_no_address_is_refused(admin_client, question, slug):
    text = new_texts.question_to_start_from()
    page = admin_client.post(ADD, {"source": text, "slug": slug})
    assert "slug" in page.context["adminform"].form.errors
    assert Question.objects.count() == 1


def test_a_number_that_is_taken_is_an_error_at_its_line(admin_client, question):
    text = question_text(title="Another?")
    page = admin_client.post(ADD, {"source": text, "slug": ""})
    (error,) = page.context["adminform"].form.errors["source"]
    assert "line 2" in error
    assert "number 7 is taken by “What does softmax do?”" in error


# Preview


def test_a_preview_is_the_page_with_the_texts_of_the_form(admin_client, question):
    text = question.source.replace("With scores", "Look: scores")
    page = admin_client.post(address(question, "preview"), form_of(question, source=text))
    html = page.content.decode()
    assert "Preview, nothing is saved" in html
    assert "Look: scores 20, 18, 19 the weights are" in html
    assert "0.665" in html
    assert 'id="item-which-grows"' in html
    assert "In every layer." in html
    assert [template.name for template in page.templates][1] == "quizzes/pages/question.html"
    assert reloaded(question).source == question.source


def test_a_preview_lists_the_faults_on_top(admin_client, question):
    text = question.source.replace("## The long answer", "#### The long answer")
    page = admin_client.post(address(question, "preview"), form_of(question, source=text))
    assert "HEADINGS" in {fault.rule for fault in page.context["faults"]}
    assert b"skips a level" in page.content


def test_a_preview_of_what_cannot_be_read_says_why(admin_client, question):
    page = admin_client.post(address(question, "preview"), form_of(question, source="No head"))
    assert page.status_code == 200
    assert b"a file must start with front matter" in page.content


def test_a_new_question_can_be_previewed(admin_client):
    url = reverse("admin:quizzes_question_preview_new")
    page = admin_client.post(url, {"source": new_texts.question_to_start_from()})
    assert b"What does softmax do to the scores?" in page.content
    assert not Question.objects.exists()


def test_a_preview_never_shows_an_answer(admin_client, question):
    page = admin_client.post(address(question, "preview"), form_of(question))
    assert b"The exponential grows" not in page.content


# Edit conflicts


def test_who_saves_second_sees_both_texts_and_loses_none(admin_client, question):
    opened = form_of(question, source=question_text(title="Mine?"))
    theirs = form_of(question, source=question_text(title="Theirs?"))
    assert admin_client.post(address(question), theirs).status_code == 302
    page = admin_client.post(address(question), opened)
    html = page.content.decode()
    assert reloaded(question).title == "Theirs?"
    assert "Somebody else saved this while you were writing" in html
    assert "title: <del>Theirs?</del>" in html.replace("\n", "")
    assert "title: <ins>Mine?</ins>" in html.replace("\n", "")
    assert "title changed." in html
    assert "title: Mine?" in page.context["adminform"].form["source"].value()
    answer = admin_client.post(address(question), opened | {"_save_on_top": "2"})
    assert answer.status_code == 302
    assert (reloaded(question).title, reloaded(question).version) == ("Mine?", 3)


def test_saving_on_top_of_a_version_that_is_no_longer_the_last_is_stopped_again(
    admin_client, question
):
    opened = form_of(question, source=question_text(title="Mine?"))
    for title in ("First?", "Second?"):
        form = form_of(reloaded(question), source=question_text(title=title))
        admin_client.post(address(question), form)
    page = admin_client.post(address(question), opened | {"_save_on_top": "2"})
    assert b"on top of version 3" in page.content
    assert reloaded(question).title == "Second?"


def test_a_question_deleted_meanwhile_gives_the_text_back(admin_client, question):
    opened = form_of(question, source=question_text(title="Mine?"))
    Question.objects.all().delete()
    page = admin_client.post(address(question), opened)
    assert page.status_code == 410
    assert b"title: Mine?" in page.content
    saved = admin_client.post(ADD, {"source": opened["source"], "context_source": ""})
    assert saved.status_code == 302
    assert Question.objects.get().title == "Mine?"


# The list


def test_the_list_costs_the_same_for_one_question_and_for_thirty(admin_client, question):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert admin_client.get(LIST).status_code == 200
        return len(captured)

    one = queries()
    for number in range(20, 50):
        text = question_text(number=number, title=f"Question {number}?")
        save_question(Question(slug=f"q-{number}"), text)
    assert queries() == one <= 12


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("?q=7", ["softmax"]),
        ("?q=geometry", ["angle"]),
        ("?status__exact=draft", ["angle"]),
        ("?file=only-here", ["softmax", "angle"]),
        ("?file=as-in-file", []),
        ("?file=edited", []),
        ("?file=hidden", []),
        ("?conflict=yes", []),
        ("?conflict=no", ["softmax", "angle"]),
    ],
)
def test_the_list_can_be_searched_and_narrowed(admin_client, question, query, slugs):
    body = BODY.replace("Softmax turns", "The geometry: softmax turns")
    text = question_text(number=31, title="Angle?", status="draft", body=body)
    save_question(Question(slug="angle"), text)
    page = admin_client.get(LIST + query)
    assert [row.slug for row in page.context["cl"].result_list] == slugs
