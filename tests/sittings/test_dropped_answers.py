"""What is typed for a task that was changed during the quiz is never told to be saved."""

import pytest

from quizzes.models import Item, SavedAnswer, Sitting
from tests.answering.all_kinds import stored_quiz

pytestmark = pytest.mark.usefixtures("all_kinds")


@pytest.mark.parametrize("address", ["1/", "?all"])
@pytest.mark.parametrize("action", ["", "save", "finish", "2"])
def test_it_comes_back_with_the_reason(client, address, action):
    quiz = stored_quiz("softmax", "grows").get_absolute_url()
    client.post(quiz, {"token": client.get(quiz).context["token"]})
    sitting = Sitting.objects.get()
    item = Item.objects.get(key="softmax")
    Item.objects.filter(pk=item.pk).update(version=item.version + 1)
    sent = {f"answer-{item.pk}": "0.1 0.2 my work", "action": action}
    response = client.post(f"{sitting.get_absolute_url()}{address}", sent)
    page = " ".join(response.content.decode().split())
    assert response.status_code == 409
    assert "Your answer to it was not saved" in page
    assert "0.1 0.2 my work" in page
    assert not SavedAnswer.objects.filter(item=item).exclude(raw="").exists()
    assert Sitting.objects.get().finished_at is None
