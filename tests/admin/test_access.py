"""Who may do what in the admin, and the records that nobody may change."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from quizzes.bank.store.questions import save_question
from quizzes.bank.store.quizzes import save_quiz
from quizzes.models import Attempt, ContentConflict, Item, Mark, Question, Quiz
from tests.bank.conftest import BODY, QUIZ, question_text
from tests.fixtures import stored_attempt

pytestmark = pytest.mark.django_db

MATRIX = """
```item
key: weights
kind: matrix
ask: What are the weights, by scaled dot products?
explain: Each row of the softmax sums to one.
computation: attention_weights
givens: {query: "halves(2, 4)", key: "halves(3, 4)"}
decimals: 3
seeds: 2
```
"""


@pytest.fixture
def question():
    question = save_question(Question(slug="softmax"), question_text(body=BODY + MATRIX))
    ContentConflict.objects.create(question=question, file_source=question_text(title="File?"))
    return question


@pytest.fixture
def quiz(question):
    return save_quiz(Quiz(slug="softmax"), QUIZ)


@pytest.fixture
def item(question):
    return question.items.get(key="weights")


@pytest.fixture
def attempt(item):
    numbers = [[1, 2, 3], [4, 5, 6]]
    return stored_attempt(
        "a" * 32, item, "wrong", raw=str(numbers), submitted=numbers, mistakes=["unscaled"]
    )


def staff(*permissions):
    user = User.objects.create_user("ben", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def pages(question):
    base = f"/admin/quizzes/question/{question.pk}"
    return {
        "list": "/admin/quizzes/question/",
        "add": "/admin/quizzes/question/add/",
        "change": f"{base}/change/",
        "delete": f"{base}/delete/",
        "conflict": f"{base}/conflict/",
        "text": f"{base}/conflict/file.md",
    }


def previews(question):
    return [
        "/admin/quizzes/question/add/preview/",
        f"/admin/quizzes/question/{question.pk}/preview/",
    ]


def test_view_only_staff_read_and_cannot_write(question):
    client = staff("view_question")
    page = client.get(pages(question)["change"])
    html = page.content.decode()
    assert page.status_code == 200
    assert "With scores 20, 18, 19" in html
    assert "<textarea" not in html
    for button in ("_save", "_publish", "_draft", "Preview"):
        assert button not in html
    form = {"source": question_text(title="Mine?"), "context_source": "", "base_version": 1}
    assert client.post(pages(question)["change"], form).status_code == 403
    for name in ("add", "delete", "conflict", "text"):
        assert client.get(pages(question)[name]).status_code == 403, name
    for url in previews(question):
        assert client.post(url, {"source": question.source}).status_code == 403, url
    chosen = {"action": "take_back", "_selected_action": [question.pk]}
    client.post(pages(question)["list"], chosen)
    assert Question.objects.get().status == "published"


def test_who_may_change_may_not_therefore_add_or_delete(question):
    client = staff("change_question", "view_question")
    assert client.get(pages(question)["change"]).status_code == 200
    assert client.get(pages(question)["conflict"]).status_code == 200
    assert client.get(pages(question)["add"]).status_code == 403
    assert client.get(pages(question)["delete"]).status_code == 403
    assert client.post(previews(question)[0], {"source": "x"}).status_code == 403


def test_who_may_delete_questions_needs_no_permission_for_their_items(question):
    client = staff("view_question", "delete_question")
    client.post(pages(question)["delete"], {"post": "yes"})
    assert not Question.objects.exists()


def test_a_post_without_the_token_of_its_form_is_refused(question, admin_user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    for url in [*previews(question), *pages(question).values()]:
        if not url.endswith(".md"):
            assert client.post(url, {"source": question.source}).status_code == 403, url


@pytest.mark.parametrize("url", ["preview", "conflict"])
def test_pages_of_a_question_that_is_not_there_are_not_found(admin_client, url):
    answer = admin_client.post(f"/admin/quizzes/question/999/{url}/", {"source": "x"})
    assert answer.status_code == 404


def test_a_preview_is_only_posted_and_only_with_a_text(admin_client, question):
    url = previews(question)[1]
    assert admin_client.get(url).status_code == 405
    assert admin_client.post(url).status_code == 404


def test_every_page_keeps_the_content_security_policy(admin_client, question, quiz, attempt):
    urls = [
        *("/admin/", "/admin/quizzes/", "/admin/password_change/", "/admin/quizzes/quiz/"),
        *(f"/admin/quizzes/quiz/{quiz.pk}/change/", "/admin/quizzes/quiz/add/"),
        *("/admin/quizzes/item/", "/admin/quizzes/attempt/", "/admin/quizzes/topic/"),
        *(f"/admin/quizzes/item/{attempt.item_id}/change/", "/admin/auth/user/"),
        *(f"/admin/quizzes/attempt/{attempt.pk}/change/",),
        *(url for name, url in pages(question).items() if name != "text"),
    ]
    for url in urls:
        answer = admin_client.get(url)
        assert answer.status_code == 200, url
        assert "script-src 'self'" in answer["Content-Security-Policy"], url
        html = answer.content.decode()
        assert " style=" not in html, url
        assert "<style" not in html, url
        assert "<script>" not in html, url
        assert "javascript:" not in html, url


def test_the_admin_bears_the_name_of_the_site(admin_client):
    html = admin_client.get("/admin/").content.decode()
    assert "Attention by Hand" in html
    assert "Django" not in html


# Records


def test_attempts_are_listed_with_verdict_and_mistake_and_never_written(admin_client, attempt):
    html = admin_client.get("/admin/quizzes/attempt/").content.decode()
    assert "Wrong</span>" in html
    assert 'title="unscaled"' in html
    page = f"/admin/quizzes/attempt/{attempt.pk}"
    assert "[[1, 2, 3], [4, 5, 6]]" in admin_client.get(f"{page}/change/").content.decode()
    for url in (f"{page}/change/", f"{page}/delete/", "/admin/quizzes/attempt/add/"):
        assert admin_client.post(url, {"verdict": "right", "post": "yes"}).status_code == 403, url
    chosen = {"action": "delete_selected", "_selected_action": [attempt.pk], "post": "yes"}
    admin_client.post("/admin/quizzes/attempt/", chosen)
    assert Attempt.marked.get().mark.verdict == "wrong"


def test_a_mistake_that_the_engine_no_longer_knows_is_shown_by_its_id(admin_client, attempt):
    Mark(attempt=attempt, verdict="wrong", score=0, mistakes=["of_old_times"]).add()
    assert b"of_old_times" in admin_client.get("/admin/quizzes/attempt/").content


def test_attempts_are_found_by_mistake_question_and_verdict(admin_client, attempt):
    for query, count in [("?q=unscaled", 1), ("?q=transposed", 0), ("?verdict=right", 0)]:
        page = admin_client.get(f"/admin/quizzes/attempt/{query}")
        assert len(page.context["cl"].result_list) == count, query
    only = admin_client.get(f"/admin/quizzes/attempt/?item__id__exact={attempt.item_id}")
    assert len(only.context["cl"].result_list) == 1


def test_an_item_shows_every_seed_with_its_answer_and_what_each_mistake_gives(admin_client, item):
    page = admin_client.get(f"/admin/quizzes/item/{item.pk}/change/")
    variants = page.context["variants"]
    assert [variant.seed for variant in variants] == item.seeds
    for variant in variants:
        assert [name for name, _value in variant.givens] == ["key", "query"]
        assert variant.right_answer in page.content.decode()
        found = {mistake.id: mistake.raw for mistake in variant.mistakes}
        assert {"unscaled", "softmax_over_queries", "transposed"} <= set(found)
        assert variant.right_answer not in found.values()


def test_an_item_whose_stored_text_is_broken_still_has_a_page(admin_client, item):
    Item.objects.filter(pk=item.pk).update(spec={"kind": "gone"})
    page = admin_client.get(f"/admin/quizzes/item/{item.pk}/change/")
    assert page.status_code == 200
    assert b"cannot be read" in page.content


@pytest.mark.parametrize("name", ["item", "attempt"])
def test_the_lists_of_records_cost_the_same_for_one_and_for_many(
    admin_client, item, attempt, name, django_assert_max_num_queries
):
    for number in range(30):
        attempt.pk, attempt.token, attempt._state.adding = None, str(number), True
        attempt.save()
        Mark.objects.create(attempt=attempt, verdict="wrong", score=0)
    with django_assert_max_num_queries(14):
        assert admin_client.get(f"/admin/quizzes/{name}/").status_code == 200


def test_a_question_that_was_answered_cannot_be_deleted(admin_client, question, attempt):
    url = pages(question)["delete"]
    page = admin_client.get(url)
    assert "One answer was given to the items of this question" in page.content.decode()
    answer = admin_client.post(url, {"post": "yes"}, follow=True)
    assert b"is never deleted" in answer.content
    assert Question.objects.exists()
    assert Attempt.objects.exists()
