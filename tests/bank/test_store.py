"""Storing a question: everything is derived at once, items are versioned, no edit is lost."""

import pytest

from quizzes.bank.store.questions import EditConflict, save_question
from quizzes.bank.store.quizzes import save_quiz
from quizzes.bank.text.faults import ContentFaults
from quizzes.bank.text.newlines import in_the_form_of
from quizzes.items import parse_spec
from quizzes.models import Question, Quiz, Topic

from .conftest import BODY, QUIZ, question_text

pytestmark = pytest.mark.django_db

SECOND = """
```item
key: in-order
kind: order
ask: Put the steps in order.
explain: Exponentials first.
lines: [Exponentials, Sum, Division]
```
"""


def saved(text=None, context="", **kwargs):
    return save_question(Question(slug="softmax"), text or question_text(**kwargs), context)


def state(question):
    fields = ("key", "version", "retired", "position")
    return sorted(question.items.values_list(*fields))


def test_a_new_question_has_all_that_its_text_says():
    question = saved(context="## Where\n\nEverywhere.\n")
    assert (question.number, question.slug, question.version) == (7, "softmax", 1)
    assert question.title == "What does softmax do?"
    assert question.topic == Topic.objects.get(slug="attention-scores", title="Attention scores")
    assert question.summary == "Softmax turns scores into weights w_i that sum to one."
    assert [block["type"] for block in question.blocks] == ["html", "example", "item"]
    assert question.blocks[0]["headings"][1] == ["the-long-answer", "The long answer", 2]
    assert question.blocks[1]["inputs"] == {"x": [20, 18, 19]}
    assert "(0.665, 0.090, 0.245)" in question.blocks[0]["html"]
    assert "<h2 id=" in question.context_html
    assert question.synced_source == ""


def test_an_item_has_a_spec_that_can_be_read_again_and_its_texts_rendered():
    item = saved().items.get()
    spec = dict(item.spec)
    rendered = spec.pop("rendered")
    assert parse_spec(spec).key == item.key == "which-grows"
    assert "<math" in item.ask_html == rendered["ask"]
    assert rendered["options"][0]["text"] == "It grows"
    assert rendered["options"][1]["why"].startswith("<p>It would fall")
    assert len(item.seeds) == 8


def test_what_a_search_finds_holds_no_explanation_of_an_item():
    question = saved()
    assert "Three scores" in question.search_text
    assert "grows with it" not in question.search_text + question.summary


def test_an_items_version_grows_only_when_its_spec_changes():
    question = saved(body=BODY + SECOND)
    changed = question_text(body=BODY.replace("It falls", "It sinks") + SECOND + "\nMore.\n")
    question = save_question(question, changed)
    assert state(question) == [("in-order", 1, False, 2), ("which-grows", 2, False, 1)]
    assert question.version == 2


def test_an_item_that_leaves_is_retired_and_comes_back_as_it_was():
    question = saved(body=BODY + SECOND)
    question = save_question(question, question_text())
    assert state(question)[0] == ("in-order", 1, True, 2)
    question = save_question(question, question_text(body=SECOND + BODY))
    assert state(question) == [("in-order", 1, False, 1), ("which-grows", 1, False, 2)]


def test_the_second_of_two_edits_from_one_base_is_stopped_and_changes_nothing():
    saved()
    first, second = Question.objects.get(), Question.objects.get()
    save_question(first, question_text(title="First?"))
    with pytest.raises(EditConflict):
        save_question(second, question_text(title="Second?", body=BODY + SECOND))
    question = Question.objects.get()
    assert question.title == "First?"
    assert question.items.count() == 1


def test_a_text_that_cannot_be_read_is_not_stored():
    question = saved()
    with pytest.raises(ContentFaults, match=r"07-softmax\.md:5: .* should be less than"):
        save_question(question, question_text().replace("difficulty: 2", "difficulty: 99"))
    assert Question.objects.get().difficulty == 2


def test_a_number_or_address_that_is_taken_is_refused_in_words():
    saved()
    with pytest.raises(ContentFaults, match="number 7 is taken by “What does softmax do"):
        save_question(Question(slug="other"), question_text(title="Other?"))
    with pytest.raises(ContentFaults, match="the address softmax is taken by another"):
        save_question(Question(slug="softmax"), question_text(number=8))
    assert Question.objects.count() == 1


def test_an_unsound_item_is_not_stored():
    tied = (
        "```item\nkey: tied\nkind: vector\nask: Weights?\nexplain: Even.\ncomputation: softmax\n"
        "givens: {x: [1, 1, 1]}\ndecimals: 3\n```\n"
    )
    with pytest.raises(ContentFaults, match="PROOF item tied"):
        saved(body=BODY + tied)
    assert Question.objects.count() == 0


def test_a_quiz_holds_its_items_in_order():
    question = saved(body=BODY + SECOND)
    items = "[softmax/in-order, softmax/which-grows]"
    quiz = save_quiz(Quiz(slug="softmax"), QUIZ.replace("[softmax/which-grows]", items))
    keys = list(quiz.entries.values_list("item__key", flat=True))
    assert keys == ["in-order", "which-grows"]
    assert quiz.intro_html == "<p>One task on <strong>softmax</strong>.</p>"
    save_quiz(quiz, QUIZ)
    assert list(quiz.entries.values_list("item__question", flat=True)) == [question.pk]


def test_a_quiz_with_an_unknown_item_is_refused():
    with pytest.raises(ContentFaults, match="there is no item softmax/which-grows"):
        save_quiz(Quiz(slug="softmax"), QUIZ)


def test_a_browsers_line_endings_do_not_change_a_text():
    assert in_the_form_of("a\r\nb\r\n", "x\ny") == "a\nb\n"
    assert in_the_form_of("a\nb\n", "\ufeffx\r\ny") == "\ufeffa\r\nb\r\n"
