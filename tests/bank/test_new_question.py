"""new_question: the file passes the rules from the start, and never overwrites another."""

import pytest
from django.core.management import CommandError, call_command

from quizzes.bank.checking.check import check_question_texts, check_tree
from quizzes.bank.store.questions import save_question
from quizzes.bank.sync.tree import sync_tree
from quizzes.bank.text.blocks import ItemBlock
from quizzes.bank.text.document import parse_question
from quizzes.bank.text.files import read_tree
from quizzes.models import Question

from .conftest import question_text

pytestmark = pytest.mark.django_db

TOPICS = """\
- slug: softmax
  title: Softmax
  summary: Scores become weights.
"""


def make(folder, *arguments, **options):
    options = {"topic": "softmax", "directory": folder.root} | options
    call_command("new_question", *arguments, **options)


def test_the_new_file_passes_the_rules_and_syncs_as_a_draft(folder, capsys):
    make(folder, "What does “softmax” do: sums?", with_context=True)
    name = "01-what-does-softmax-do-sums.md"
    assert folder.names() == [name.replace(".md", ".context.md"), name]
    assert capsys.readouterr().out.splitlines()[0] == str(folder.root / name)
    assert check_tree(read_tree(folder.root)) == []
    assert sync_tree(folder.root).created == [name]
    question = Question.objects.get()
    assert (question.number, question.status) == (1, "draft")
    assert question.title == "What does “softmax” do: sums?"
    assert question.context_html


def test_it_shows_every_part_and_could_be_published_as_it_stands(folder):
    make(folder, "What does softmax do?")
    (name,) = folder.names()
    source = folder.read(name).decode()
    parsed, _faults = parse_question(name, source)
    assert parsed is not None
    assert len(parsed.examples) == 1
    assert len(parsed.scripts) == 1
    assert len([part for part in parsed.parts if isinstance(part, ItemBlock)]) == 3
    assert check_question_texts(name, source, as_published=True) == []


def test_without_a_number_it_takes_the_next_free_one(folder):
    folder.write("07-softmax.md", question_text())
    save_question(Question(slug="masks"), question_text(number=9))
    make(folder, "What next?")
    assert "10-what-next.md" in folder.names()


def test_the_number_can_be_given(folder):
    make(folder, "120", "What next?")
    assert folder.names() == ["120-what-next.md"]


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        (("7", "Other?"), {}, "number 7 is taken by 07-softmax.md; the next free number is 10"),
        (("9", "Other?"), {}, "number 9 is taken by “masks” in the database; the next free"),
        (("0", "Other?"), {}, "a number must be from 1 to 999,999, not 0"),
        (("Softmax",), {}, "the address softmax is taken by 07-softmax.md; give 'Softmax' another"),
        (("Masks!",), {}, "the address masks is taken by question 9 in the database"),
        (("",), {}, "a title needs 1 to 200 characters"),
        (("x" * 201,), {}, "a title needs 1 to 200 characters"),
        (("注意",), {}, "'注意' has no letter a-z or digit to build a web address from"),
        (("New?",), {"topic": "softmx"}, "no topic softmx in topics.yaml; did you mean softmax?"),
        (("New?",), {"topic": "cost"}, "no topic cost in topics.yaml; it has softmax"),
        (("New?",), {"topic": "Soft Max"}, "lowercase letters, digits and hyphens, as in soft-max"),
    ],
)
def test_what_cannot_be_made_is_refused_in_a_sentence(folder, arguments, options, message):
    folder.write("topics.yaml", TOPICS)
    folder.write("07-softmax.md", question_text())
    save_question(Question(slug="masks"), question_text(number=9))
    before = folder.names()
    with pytest.raises(CommandError) as caught:
        make(folder, *arguments, **options)
    assert message in str(caught.value)
    assert folder.names() == before


def test_a_file_that_is_there_is_never_written_over(folder):
    path = folder.root / "08-new.context.md"
    path.symlink_to(folder.root / "nowhere")
    with pytest.raises(CommandError, match="already exists and was not changed"):
        make(folder, "8", "New?", with_context=True)
    assert not (folder.root / "08-new.md").exists()


def test_a_folder_that_is_not_there_is_not_made(folder):
    with pytest.raises(CommandError, match="is not a folder; create it first"):
        make(folder, "New?", directory=folder.root / "none")
