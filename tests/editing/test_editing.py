"""Edits in the browser: the rules for files, line endings, the status line, what changed."""

import pytest

from quizzes.bank.checking.check import check_tree
from quizzes.bank.store.questions import EditConflict, save_question
from quizzes.bank.store.quizzes import save_quiz
from quizzes.bank.text.document import parse_question
from quizzes.bank.text.faults import ContentFaults
from quizzes.bank.text.files import read_tree
from quizzes.editing import edits, new_texts
from quizzes.editing.changes import changes_of_question, changes_of_quiz
from quizzes.models import Question, Quiz
from tests.bank.conftest import QUIZ, question_text
from tests.interviewing.scripted import asked_text

pytestmark = pytest.mark.django_db

CONTEXT = "## Where softmax is used\n\nIn every layer.\n"


@pytest.fixture
def question():
    return save_question(Question(slug="softmax"), question_text(), CONTEXT)


@pytest.fixture
def quiz(question):
    return save_quiz(Quiz(slug="softmax"), QUIZ)


def reloaded(question):
    return Question.objects.get(pk=question.pk)


# Line endings


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_text_comes_back_from_the_form_with_the_line_endings_it_had(ending):
    source = question_text().replace("\n", ending)
    stored = save_question(Question(slug="softmax"), source, CONTEXT)
    as_browsers_send = (text.replace("\n", "\r\n") for text in (question_text(), CONTEXT))
    assert edits.texts_as_stored(stored, *as_browsers_send) == (source, CONTEXT)


def test_a_byte_order_mark_survives_the_form(question):
    question.source = "\ufeff" + question.source
    assert edits.texts_as_stored(question, question_text(), "")[0].startswith("\ufeff---")


def test_a_context_of_spaces_is_none(question):
    assert edits.texts_as_stored(question, question_text(), " \r\n ")[1] == ""


# Storing


def test_a_sound_edit_is_stored_with_a_new_version(question):
    text = question_text(title="What does softmax really do?")
    saved, faults = edits.store_question(question, text, CONTEXT, version=1)
    assert (saved.title, saved.version, faults) == ("What does softmax really do?", 2, [])


def test_a_text_that_breaks_a_rule_is_refused_with_its_line_and_nothing_is_stored(question):
    text = question.source.replace("## The long answer", "#### The long answer")
    with pytest.raises(ContentFaults) as error:
        edits.store_question(question, text, CONTEXT)
    line = text.split("\n").index("#### The long answer") + 1
    assert ("HEADINGS", line) in [(fault.rule, fault.line) for fault in error.value.faults]
    assert reloaded(question).source == question.source


def test_a_draft_is_stored_and_its_faults_are_told(question):
    text = question_text(status="draft", body="softmax(x) = [0.27, 0.73]\n")
    saved, faults = edits.store_question(question, text, "")
    assert saved.status == "draft"
    assert [(fault.rule, fault.blocks) for fault in faults] == [("TYPED-RESULT", False)]


def test_an_edit_that_began_from_an_older_version_is_refused(question):
    edits.store_question(reloaded(question), question_text(title="Theirs?"), CONTEXT, version=1)
    with pytest.raises(EditConflict):
        edits.store_question(reloaded(question), question_text(title="Mine?"), CONTEXT, version=1)
    assert reloaded(question).title == "Theirs?"


def test_an_item_that_a_quiz_uses_cannot_be_taken_out(question, quiz):
    text = question.source.replace("key: which-grows", "key: what-grows")
    with pytest.raises(ContentFaults, match=r"used by quizzes/softmax\.md"):
        edits.store_question(question, text, CONTEXT)


def test_links_are_judged_by_the_bank_as_it_is_stored(question):
    save_question(Question(slug="cosine"), question_text(number=8, title="Cosine?"))
    link = "\n[cosine](08-cosine.md#the-long-answer)\n"
    assert edits.faults_of_question(question, question.source + link) == []
    faults = edits.faults_of_question(question, question.source + link.replace("08", "09"))
    assert [fault.rule for fault in faults] == ["LINK"]


def test_the_browser_and_the_files_agree_on_every_anchor(question, quiz, tmp_path):
    """Of a question, its context and a quiz: one that is there, and one that is not."""
    quiz = save_quiz(quiz, QUIZ + "\n## What to bring\n\nPaper and $x$.\n\n### On $x$\n\nIt.\n")
    anchors = {
        "07-softmax.md#in-thirty-seconds": "thirty seconds of softmax",
        "07-softmax.md#item-which-grows": "softmax: which grows",
        "07-softmax.context.md#where-softmax-is-used": "where softmax is used",
        "quizzes/softmax.md#what-to-bring": "what to bring to softmax",
        "quizzes/softmax.md#on-x": "softmax on x",
    }
    links = [f"[{words}]({there})" for there, words in anchors.items()]
    links += [link.replace(")", "-nowhere)") for link in links]
    text = question_text(8, "Cosine?", "draft") + "\n" + "\n\n".join(links) + "\n"
    files = {
        "07-softmax.md": question.source,
        "07-softmax.context.md": CONTEXT,
        "08-cosine.md": text,
        "quizzes/softmax.md": quiz.source,
    }
    for name, source in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(source)
    of_files = [str(f) for f in check_tree(read_tree(tmp_path)) if f.rule == "LINK"]
    in_browser = edits.faults_of_question(Question(slug="cosine", number=8), text)
    assert [str(fault) for fault in in_browser if fault.rule == "LINK"] == of_files
    assert len(of_files) == len(anchors)
    assert all("-nowhere" in fault for fault in of_files)


def test_a_quiz_with_an_item_that_does_not_exist_is_refused_with_its_line(quiz):
    with pytest.raises(ContentFaults, match=r"softmax\.md:5: QUIZ there is no item softmax/none"):
        edits.store_quiz(quiz, QUIZ.replace("softmax/which-grows", "softmax/none"))


def test_a_quiz_that_cannot_be_read_is_refused_not_raised(quiz):
    assert [fault.rule for fault in edits.faults_of_quiz(quiz, "---\ntitle")] == ["FRONT-MATTER"]


# Status


@pytest.mark.parametrize(
    "line", ["status: draft", "status:   draft  # soon", 'status: "draft"', "'status': 'draft'"]
)
def test_publishing_changes_the_status_line_alone(line):
    source = question_text().replace("status: published", line).replace("\n", "\r\n")
    changed = edits.with_status(source, "published")
    assert changed == source.replace(line, line.replace("draft", "published"))
    parsed, faults = parse_question("07-softmax.md", changed)
    assert (parsed.meta.status, faults) == ("published", [])


def test_a_status_in_the_body_or_the_title_is_left_alone():
    source = question_text(title='"Its status: draft?"', status="draft")
    changed = edits.with_status(source + "\nstatus: draft\n", "published")
    assert "\nstatus: published\n" in changed
    assert changed.endswith("\nstatus: draft\n")
    assert 'title: "Its status: draft?"' in changed


def test_without_a_line_for_the_status_it_is_said_where_it_belongs():
    with pytest.raises(ContentFaults, match="status: draft"):
        edits.with_status("---\ntitle: None\n---\nstatus: draft\n", "published")


def test_a_draft_that_breaks_the_rules_of_published_texts_stays_a_draft(question):
    text = question_text(status="draft", body="Only a thought.\n")
    draft = save_question(Question(slug="draft"), text.replace("number: 7", "number: 8"))
    with pytest.raises(ContentFaults, match="SECTIONS"):
        edits.set_status(draft, "published")
    assert reloaded(draft).status == "draft"


def test_a_question_goes_back_to_draft_and_out_again_to_the_same_text(question):
    before = question.source
    draft, _faults = edits.set_status(question, "draft")
    assert not draft.is_public
    published, _faults = edits.set_status(draft, "published")
    assert (published.source, published.is_public) == (before, True)


def test_a_quiz_can_be_taken_back(quiz):
    saved, _faults = edits.set_quiz_status(quiz, "draft")
    assert saved.status == "draft"
    assert not Quiz.published.exists()


# New texts


def test_the_text_to_start_from_keeps_the_rules_even_of_published_questions():
    text = new_texts.question_to_start_from()
    question = Question(slug="new")
    assert edits.faults_of_question(question, text) == []
    assert edits.faults_of_question(question, text, as_published=True) == []


def test_a_new_question_takes_the_number_after_the_last(question):
    assert "\nnumber: 8\n" in new_texts.question_to_start_from()


def test_the_quiz_to_start_from_uses_items_that_are_there(question):
    assert edits.faults_of_quiz(Quiz(slug="new"), new_texts.quiz_to_start_from()) == []


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("What does softmax do?", "what-does-softmax-do"),
        ("Why √d_k — and not d_k?", "why-d-k-and-not-d-k"),
        ("taken", "taken-2"),
        ("注意", ""),
        ("a" * 200, "a" * 76),
    ],
)
def test_an_address_is_made_from_the_title(title, slug):
    assert new_texts.slug_for(title, {"taken"}) == slug


# What changed, in words


def changed(old, new, contexts=("", "")):
    return changes_of_question("softmax", (old, contexts[0]), (new, contexts[1]))


def test_changes_are_named_by_field_section_item_and_example():
    old = question_text(status="draft")
    new = old.replace("status: draft", "status: published").replace(
        "difficulty: 2", "difficulty: 3"
    )
    new = new.replace("With scores", "For the scores").replace("It grows, right", "It rises, right")
    new = new.replace("title: Three scores", "title: Three scores\nnote: Try your own.")
    assert changed(old, new, ("", CONTEXT)) == (
        "difficulty 2 → 3; status draft → published; “The long answer” changed; "
        "example three-scores changed; item which-grows changed; extended context added."
    )


def test_changes_of_scripts_are_named():
    script = asked_text().index("```script")
    bare = asked_text()[:script]
    edited = asked_text().replace("QUADRATIC-COST", "It is quadratic")
    assert changed(bare, asked_text()) == "script weights added."
    assert changed(asked_text(), bare) == "script weights removed."
    assert changed(asked_text(), edited) == "script weights changed."


def test_an_unchanged_text_and_one_with_other_spaces_are_told_apart():
    old = question_text()
    assert changed(old, old) == "Nothing changed."
    assert changed(old, old + "\n") == "Spaces or line endings only."
    assert changed(old, old + "\n## More\n") == "“More” added."


def test_changes_of_a_quiz_are_named():
    new = QUIZ.replace("pass_mark: 70", "pass_mark: 80").replace("One task", "A task")
    assert changes_of_quiz("softmax", QUIZ, new) == "pass_mark 70 → 80; intro changed."


def test_why_a_question_stays_costs_the_same_for_one_item_and_for_many(
    all_kinds, django_assert_num_queries
):
    assert all_kinds.items.count() > 5
    with django_assert_num_queries(2):
        assert edits.why_it_stays(all_kinds) == ""
