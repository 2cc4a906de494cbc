"""One address can have only so many answers stored in an hour, and who meets the limit is told."""

import pytest
from django.test import Client

from quizzes.answering import answer_limit
from quizzes.models import Attempt
from tests.answering.all_kinds import Page, task

pytestmark = pytest.mark.usefixtures("all_kinds")


def test_one_answer_too_many_is_refused_in_words_and_what_was_typed_stays(client, monkeypatch):
    monkeypatch.setattr(answer_limit, "MOST_ANSWERS", 2)
    for key in ("dot", "softmax"):
        assert Page(client, task(key)).answer(task(key).kind.right_answer()).status_code == 200
    page = Page(client, task("dot", 1))
    refused = page.answer("41.5")
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 3600
    assert "2 answers came from your network within this hour" in page.text
    assert 'value="41.5"' in page.text
    assert Attempt.objects.count() == 2
    elsewhere = Page(Client(REMOTE_ADDR="192.0.2.7"), task("dot", 1))
    assert elsewhere.answer("41.5").status_code == 200


@pytest.mark.parametrize(("wait", "words"), [(3600, "60 minutes."), (59, "1 minute.")])
def test_the_refusal_says_when(wait, words):
    assert answer_limit.refusal(wait).endswith(words)
