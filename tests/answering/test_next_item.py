"""After a right answer one link leads on: to the page's next task, the topic's, or a linked one."""

import pytest
from django.test import Client

from quizzes.answering.next_item import item_after
from quizzes.bank.store.questions import save_question
from quizzes.models import Item, Question
from tests.answering.all_kinds import QUESTION, Page, task

LATER = """---
number: {number}
title: {title}
topic: {topic}
difficulty: 2
status: {status}
sources:
  - {{title: "Vaswani et al. 2017", url: "https://arxiv.org/abs/1706.03762"}}
---
## In thirty seconds

Scores become weights.

## The long answer

{text}

```item
key: first-of-{number}
kind: choice
ask: What grows?
explain: The numerator.
options:
  - {{text: The numerator, right: true, why: It does.}}
  - {{text: Nothing, why: Something does.}}
```
"""


def stored(
    number: int, topic: str = "attention-scores", status: str = "published", text="Softmax."
):
    slug = f"later-{number}"
    source = LATER.format(
        number=number, title=f"Later {number}", topic=topic, status=status, text=text
    )
    save_question(Question(slug=slug), source)
    return Item.objects.get(key=f"first-of-{number}")


def last() -> Item:
    return Item.published.get(key="derive")


@pytest.mark.usefixtures("all_kinds")
class TestWhichOne:
    def test_the_next_of_the_page(self):
        assert item_after(Item.published.get(key="grows")).key == "hold"

    def test_not_one_that_was_withdrawn_or_has_no_numbers(self):
        Item.objects.filter(key="hold").update(retired=True)
        Item.objects.filter(key="dot").update(seeds=[])
        assert item_after(Item.published.get(key="grows")).key == "softmax"

    def test_after_the_last_of_the_page_the_first_of_the_topics_next_question(self):
        stored(3)
        stored(8, status="draft")
        nine = stored(9)
        assert item_after(last()) == nine

    def test_at_the_end_of_the_topic_one_of_a_linked_page(self):
        stored(9, topic="elsewhere")
        ten = stored(10, topic="elsewhere")
        linked = "Softmax makes them. See [later ten](10-later-10.md)."
        save_question(
            Question.objects.get(slug="weights"), QUESTION.replace("Softmax makes them.", linked)
        )
        assert item_after(last()) == ten

    def test_none_where_nothing_follows(self):
        assert item_after(last()) is None


@pytest.mark.usefixtures("all_kinds")
class TestTheLink:
    def test_it_follows_a_right_answer_and_no_other(self, client):
        page = Page(client, task("softmax"))
        assert "Next task" not in page.text
        page.answer("1 2 3 4")
        assert "Next task" not in page.text
        page.answer(page.task.kind.right_answer())
        link = f'href="{Item.published.get(key="weights").get_absolute_url()}"'
        assert link in page.text.split('class="next-task"')[1][:200]
        assert client.get(link[6:-1], follow=True).status_code == 200

    def test_it_stands_in_the_feedback_that_gets_the_focus(self, client):
        page = Page(client, task("softmax"))
        page.answer(page.task.kind.right_answer())
        verdict = page.text.split('class="verdict ')[1]
        assert verdict.index("autofocus") < verdict.index("Next task")
        assert "<a" not in verdict[: verdict.index("Next task")].split("next-task")[0]

    def test_on_the_questions_page_it_leads_down_the_page(self):
        shown = task("softmax")
        question = shown.item.question.get_absolute_url()
        headers = {"HX_Request": "true", "HX_Current_URL": f"http://testserver{question}"}
        page = Page(Client(), shown, **headers)
        page.answer(shown.kind.right_answer())
        assert f'href="{question}#item-weights"' in page.text

    def test_without_a_following_task_there_is_no_link(self, client):
        page = Page(client, task("derive"))
        page.answer(page.task.kind.right_answer())
        assert "Right" in page.text
        assert "Next task" not in page.text
