"""The edition of the bank changes with each change of the bank, whoever makes it."""

from collections.abc import Callable

import pytest

from quizzes.models import Item, Question, Quiz, QuizItem, Term, Topic, Verdict, bank_edition
from quizzes.models.edition import watch_the_bank
from tests.serving import Site

CHANGES: dict[str, Callable[[], object]] = {
    "a question": lambda: Question.objects.filter(number=9).update(title="New"),
    "an item": lambda: Item.objects.filter(key="which-grows").update(retired=True),
    "a topic": lambda: Topic.objects.update(summary="New"),
    "a quiz": lambda: Quiz.objects.update(title="New"),
    "the items of a quiz": lambda: QuizItem.objects.first().delete(),
    "the glossary": lambda: Term.objects.create(slug="new", title="New", definition_html=""),
    "what to read first": lambda: Topic.objects.first().read_first.add(Topic.objects.last()),
}


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_makes_an_edition_that_never_was(bank, change):
    before = bank_edition()
    CHANGES[change]()
    assert bank_edition() != before


def test_an_edition_does_not_come_again_when_the_change_is_undone(bank):
    seen = {bank_edition()}
    for title in ("New", "Old", "New", "Old"):
        Question.objects.filter(number=9).update(title=title)
        seen.add(bank_edition())
    assert len(seen) == 5


def test_an_answer_is_no_change_of_the_bank(bank, attempt):
    before = bank_edition()
    attempt("ann", "softmax/which-grows", Verdict.RIGHT)
    assert bank_edition() == before


def test_watching_twice_changes_nothing(bank):
    before = bank_edition()
    watch_the_bank()
    assert bank_edition() == before


CHANGE_IT = """
from django.db import connection
from quizzes.models import Topic, bank_edition
from quizzes.models.edition import watch_the_bank
Topic.objects.create(slug="one", title="One")
before = bank_edition()
with connection.schema_editor() as editor:
    if connection.vendor == "sqlite":
        editor._remake_table(Topic)
watch_the_bank()
Topic.objects.update(title="Two")
assert bank_edition() != before
"""


def test_a_table_that_a_migration_made_anew_is_watched_again(
    prepared_site: Callable[..., Site],
) -> None:
    prepared_site().manage("shell", "--no-imports", "-c", CHANGE_IT)


def test_two_writers_at_once_make_two_editions_and_no_reader_gets_an_old_page(
    prepared_site: Callable[..., Site],
) -> None:
    code = "from tests.web.two_writers import try_it; try_it()"
    prepared_site().manage("shell", "--no-imports", "-c", code)
