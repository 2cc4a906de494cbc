"""After a quiz: what to read next, weakest topic first, and nothing of it before the end."""

import pytest
from django.test import Client

from quizzes.models import Question, Quiz, Sitting, Topic
from quizzes.sittings import lifecycle
from quizzes.sittings.reading_next import reading_next
from quizzes.sittings.results import results_of
from tests.bank.conftest import question_text

ITEM = """
```item
key: {key}
kind: choice
ask: What holds of {key}?
explain: It follows from the definition of {key}.
options:
  - {{text: This holds, right: true, why: It is so.}}
  - {{text: This does not hold, why: It is not so.}}
```
"""
QUIZ = """\
---
title: Diagnostic
status: published
pass_mark: 70
items: [softmax/early, softmax/late, softmax/later, masks/hiding]
---
Four tasks.
"""


def body(*parts: str) -> str:
    return "## In thirty seconds\n\nShort.\n\n## The long answer\n\nLong.\n" + "".join(parts)


@pytest.fixture
def sat(client: Client, empty_bank):
    """Finishes the quiz with the items of these keys right, `blank` left blank, others wrong."""
    softmax = body(
        "\n## Scores\n\nOf scores.\n", ITEM.format(key="early"),
        "\n## Weights of $w_i$\n\nOf weights.\n",
        ITEM.format(key="late"), ITEM.format(key="later"),
    )  # fmt: skip
    masks = question_text(9, "What does a mask hide?", body=body(ITEM.format(key="hiding")))
    harder = question_text(10, "What is hard?").replace("difficulty: 2", "difficulty: 4")
    onward = question_text(11, "What comes then?").replace("attention-scores", "sparse-attention")
    empty_bank.write("07-softmax.md", question_text(7, body=softmax))
    empty_bank.write("09-masks.md", masks.replace("attention-scores", "masks"))
    empty_bank.write("10-hard.md", harder)
    empty_bank.write("11-then.md", onward)
    empty_bank.write("quizzes/mixed.md", QUIZ)
    empty_bank.sync()
    for position, slug in enumerate(["attention-scores", "masks", "sparse-attention"]):
        Topic.objects.filter(slug=slug).update(position=position)

    def finish(*right: str, blank: str = ""):
        quiz = Quiz.objects.get()
        token = client.get(quiz.get_absolute_url()).context["token"]
        address = client.post(quiz.get_absolute_url(), {"token": token}).url
        answers = {}
        for entry in lifecycle.planned(Sitting.objects.first()):
            letter = entry.task.kind.right_answer()
            wrong = "b" if letter == "a" else "a"
            if entry.item.key != blank:
                answers[f"answer-{entry.item.pk}"] = letter if entry.item.key in right else wrong
        running = client.get(f"{address}?all").content.decode()
        assert "What to read next" not in running
        client.post(address, answers | {"action": "finish_anyway"})
        return client.get(f"{address}results/")

    return finish


def read_next(response) -> str:
    page = response.content.decode()
    assert "What to read next" in page
    return page.partition('id="reading-next-title"')[2].partition("</section>")[0]


def test_each_missed_task_leads_to_its_section(sat):
    shown = read_next(sat("early", "hiding"))
    assert 'href="/questions/softmax/#weights-of-w_i"' in shown
    assert shown.count(">What does softmax do?</a>") == 1
    # Both tasks of the section are on one line.
    assert '<a href="#task-2">task&nbsp;2</a>, <a href="#task-3">task&nbsp;3</a>' in shown
    assert "#scores" not in shown
    assert "/questions/masks/" not in shown


def test_the_weakest_topic_comes_first_with_its_count(sat):
    shown = read_next(sat("early", "late"))
    assert shown.index(">Masks</a>") < shown.index(">Attention scores</a>")
    assert "0 of 1 right" in shown
    assert "2 of 3 right" in shown


def test_what_was_left_blank_is_to_be_read_too(sat):
    shown = read_next(sat("early", "late", "later", blank="hiding"))
    assert 'href="/questions/masks/#the-long-answer"' in shown


def test_who_has_all_right_is_led_on(sat):
    shown = read_next(sat("early", "late", "later", "hiding"))
    assert "You got everything right." in shown
    assert 'Harder: <a href="/questions/hard/">What is hard?</a>' in shown
    assert 'The next topic: <a href="/topics/sparse-attention/">' in shown


def test_a_question_that_was_withdrawn_meanwhile_is_not_led_to(sat, client):
    address = sat("early").request["PATH_INFO"]
    Question.objects.filter(slug="masks").update(status="draft")
    shown = read_next(client.get(address))
    assert "/questions/masks/" not in shown
    assert 'href="/questions/softmax/#weights-of-w_i"' in shown


def test_it_takes_one_query_more_however_much_was_missed(sat, client, django_assert_num_queries):
    sat()
    tasks = results_of(Sitting.objects.get()).tasks
    with django_assert_num_queries(1):
        assert reading_next(tasks).missed == 4
