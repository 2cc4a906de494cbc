"""Whatever an address or a form of the admin holds, the answer is a page and never an error."""

import pytest

from quizzes.bank.store.questions import save_question
from quizzes.models import Question, Status
from tests.bank.conftest import question_text

pytestmark = pytest.mark.django_db

LIST = "/admin/quizzes/question/"
NO_NUMBERS = ["x", "\0", "", "²", "-1", "1.5", "9" * 30, "9" * 5000]


@pytest.fixture
def question():
    return save_question(Question(slug="softmax"), question_text())


@pytest.mark.parametrize("action", ["publish", "take_back", "check_rules"])
def test_rows_chosen_by_what_is_no_number_change_nothing(admin_client, question, action):
    for chosen in NO_NUMBERS:
        data = {"action": action, "_selected_action": chosen, "index": "0"}
        assert admin_client.post(LIST, data).status_code in (302, 400), chosen
    assert Question.objects.get().version == question.version


def test_accounts_chosen_by_what_is_no_number_stay(admin_client, django_user_model):
    for chosen in NO_NUMBERS:
        data = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
        assert admin_client.post("/admin/auth/user/", data).status_code in (200, 302, 400), chosen
    assert django_user_model.objects.count() == 1


def test_one_chosen_row_is_still_found(admin_client, question):
    data = {"action": "take_back", "_selected_action": str(question.pk), "index": "0"}
    assert admin_client.post(LIST, data).status_code == 302
    assert Question.objects.get().status == Status.DRAFT


def test_a_number_too_large_for_a_filter_is_no_error_of_ours(admin_client, question):
    for query in (
        "quizzes/question/?topic__id__in=99999999999999999999",
        "quizzes/question/?number__gt=99999999999999999999",
        "quizzes/attempt/?created_at__year=99999999999999999999",
        "quizzes/attempt/?created_at__year=2026&created_at__month=99999999999999999999",
        "quizzes/attempt/?item__question__id__exact=99999999999999999999",
        "auth/user/?id__in=99999999999999999999",
    ):
        assert admin_client.get(f"/admin/{query}").status_code in (200, 302, 400), query


@pytest.mark.parametrize("field", ["_save_on_top", "base_version"])
def test_a_version_that_is_none_saves_nothing(admin_client, question, field):
    typed = {"source": question_text(title="Mine?"), "context_source": "", "base_version": "7"}
    for version in NO_NUMBERS:
        data = typed | {field: version}
        answer = admin_client.post(f"{LIST}{question.pk}/change/", data)
        assert answer.status_code == 200, version
    assert Question.objects.get().title == question.title
