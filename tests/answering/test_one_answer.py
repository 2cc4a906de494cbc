"""Tasks whose answer is the same at every seed: who has seen it once knows it at all of them."""

import pytest

from quizzes.answering.task import Task
from quizzes.models import Card, Sitting
from tests.answering.all_kinds import Page, stored_quiz, task

pytestmark = pytest.mark.django_db


class TestTasksWithOneAnswerAtAllNumbers:
    """Found by somebody who copied a shown solution to other numbers and became proficient."""

    def test_they_are_found_by_their_answers(self, tasks):
        for found in tasks:
            answers = {Task(found.item, seed).kind.right_answer() for seed in found.item.seeds}
            assert found.has_one_answer == (len(answers) == 1 or not found.spec.is_computed)

    def test_a_copied_answer_says_nothing_of_the_skill(self, client, all_kinds):
        shown = task("shape")
        assert shown.has_one_answer
        Page(client, shown).give_up()
        for seed in shown.item.seeds[1:3]:
            page = Page(client, Task(shown.item, seed))
            page.answer(page.task.kind.right_answer())
        card = Card.objects.get(name=shown.item.skill)
        assert (card.reviews, card.streak) == (1, 0)

    def test_a_running_quiz_closes_all_of_their_numbers(self, client, all_kinds):
        quiz = stored_quiz("shape").get_absolute_url()
        client.post(quiz, {"token": client.get(quiz).context["token"]})
        planned = Sitting.objects.get().plan[0]["seed"]
        shown = task("shape")
        other = next(seed for seed in shown.item.seeds if seed != planned)
        page = Page(client, Task(shown.item, other))
        assert "You have not finished a quiz with this task" in page.text
