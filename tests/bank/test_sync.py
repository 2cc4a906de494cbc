"""Sync: the three-way merge of base, database and file; whole, idempotent and cheap."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from quizzes.bank.checking.whole_bank import judge_bank
from quizzes.bank.page.fingerprint import render_hash
from quizzes.bank.proofs import proving
from quizzes.bank.proofs.cache import VerdictCache
from quizzes.bank.store.merge import Merge, merge
from quizzes.bank.store.questions import EditConflict, save_question
from quizzes.bank.store.quizzes import save_quiz
from quizzes.bank.sync import tree as sync_module
from quizzes.bank.sync.tree import sync_tree
from quizzes.bank.text.files import read_tree
from quizzes.models import Item, Question, Quiz

from .both_sides import BROWSER_EDIT, FILE_EDIT, NAME, edit_in_browser, rows
from .conftest import BODY, QUIZ, question_text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("base", "database", "file", "outcome"),
    [
        ("a", "a", "a", Merge.SAME),
        ("a", "b", "b", Merge.SAME),
        ("a", "a", "b", Merge.TAKE_FILE),
        ("a", "b", "a", Merge.KEEP),
        ("a", "b", "c", Merge.CONFLICT),
        ("", "a", "b", Merge.CONFLICT),
    ],
)
def test_the_merge_of_three_texts(base, database, file, outcome):
    assert merge((base,), (database,), (file,)) is outcome


def test_a_tree_is_loaded_and_a_second_sync_renders_and_writes_nothing(bank):
    report = sync_tree(bank.root)
    assert (report.created, report.faults) == ([NAME, "quizzes/softmax.md"], [])
    before = rows()
    report = sync_tree(bank.root)
    assert (report.unchanged, report.rendered) == ([NAME, "quizzes/softmax.md"], 0)
    assert not report.changes
    assert rows() == before


def test_many_unchanged_files_cost_no_more_queries_than_one(bank):
    for number in range(20, 40):
        bank.write(f"{number}-q{number}.md", question_text(number=number))
    sync_tree(bank.root)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        report = sync_tree(bank.root)
    assert len(report.unchanged) == 22
    selects = [query["sql"] for query in queries if query["sql"].startswith("SELECT")]
    assert len(selects) == 3  # questions, quizzes, lists


def test_only_the_file_changed_is_taken(bank):
    sync_tree(bank.root)
    bank.write(NAME, FILE_EDIT)
    report = sync_tree(bank.root)
    assert (report.updated, report.rendered) == ([NAME], 2)  # and the quiz of its items
    question = Question.objects.get()
    assert question.title.endswith("says the file?")
    assert question.source == question.synced_source == FILE_EDIT
    assert question.version == 2


def test_only_the_browser_changed_is_kept(bank):
    sync_tree(bank.root)
    edit_in_browser()
    before = rows()
    report = sync_tree(bank.root)
    assert (report.kept, report.rendered) == ([NAME], 0)
    assert rows() == before


def test_the_same_change_on_both_sides_only_moves_the_base(bank):
    sync_tree(bank.root)
    edit_in_browser()
    bank.write(NAME, BROWSER_EDIT)
    report = sync_tree(bank.root)
    assert NAME in report.unchanged
    assert not report.changes
    assert Question.objects.get().synced_source == BROWSER_EDIT
    bank.write(NAME, FILE_EDIT)
    assert sync_tree(bank.root).updated == [NAME]


def test_a_change_of_the_context_alone_is_a_change(bank):
    sync_tree(bank.root)
    bank.write("07-softmax.context.md", "## Where softmax is used\n\nEverywhere.\n")
    assert sync_tree(bank.root).updated == [NAME]
    assert "Everywhere" in Question.objects.get().context_html
    bank.remove("07-softmax.context.md")
    assert sync_tree(bank.root).updated == [NAME]
    assert Question.objects.get().context_html == ""


def test_a_page_whose_file_is_gone_is_hidden_and_comes_back_with_it(bank):
    sync_tree(bank.root)
    bank.remove("quizzes/softmax.md")
    bank.remove(NAME)
    bank.remove("07-softmax.context.md")
    bank.write("08-other.md", question_text(number=8, title="Other?"))
    report = sync_tree(bank.root)
    assert report.missing == [NAME, "quizzes/softmax.md"]
    assert list(Question.published.values_list("slug", flat=True)) == ["other"]
    assert not Quiz.published.exists()
    assert sync_tree(bank.root).missing == []
    bank.write(NAME, question_text())
    bank.write("07-softmax.context.md", "## Where softmax is used\n\nIn every layer.\n")
    bank.write("quizzes/softmax.md", QUIZ)
    report = sync_tree(bank.root)
    assert report.returned == [NAME, "quizzes/softmax.md"]
    assert Question.published.filter(slug="softmax").exists()
    assert Quiz.published.exists()


def test_a_page_changed_in_the_browser_stays_when_its_file_goes(bank):
    bank.remove("quizzes/softmax.md")
    sync_tree(bank.root)
    edit_in_browser()
    bank.remove(NAME)
    bank.remove("07-softmax.context.md")
    report = sync_tree(bank.root)
    assert (report.kept, report.missing) == ([NAME], [])
    assert Question.published.exists()


def test_a_question_made_in_the_browser_is_left_alone(bank):
    save_question(Question(slug="mine"), question_text(number=9, title="Mine?"))
    report = sync_tree(bank.root)
    assert (report.kept, report.missing) == ([], [])
    assert Question.objects.get(slug="mine").file_missing_since is None


def test_a_renamed_file_keeps_its_question_and_items(bank):
    bank.remove("quizzes/softmax.md")
    sync_tree(bank.root)
    before = Item.objects.get()
    bank.remove(NAME)
    bank.remove("07-softmax.context.md")
    bank.write("07-the-softmax.md", question_text())
    report = sync_tree(bank.root)
    assert report.updated == ["07-the-softmax.md"]
    question = Question.objects.get()
    assert question.slug == "the-softmax"
    # Variants depend on the address, so the item has a new version.
    assert (question.items.get().pk, question.items.get().version) == (before.pk, 2)


def test_two_questions_can_exchange_their_numbers(bank):
    bank.write("08-other.md", question_text(number=8, title="Other?"))
    sync_tree(bank.root)
    for name in (NAME, "07-softmax.context.md", "08-other.md"):
        bank.remove(name)
    bank.write("08-softmax.md", question_text(number=8))
    bank.write("07-other.md", question_text(number=7, title="Other?"))
    report = sync_tree(bank.root)
    assert report.faults == []
    assert dict(Question.objects.values_list("slug", "number")) == {"softmax": 8, "other": 7}


def test_a_number_that_a_question_of_the_browser_holds_is_a_fault(bank):
    save_question(Question(slug="mine"), question_text(title="Mine?"))
    report = sync_tree(bank.root)
    assert [fault.rule for fault in report.faults] == ["UNIQUE"]
    assert "number 7 is taken by “Mine?” in the database" in report.faults[0].message
    assert Question.objects.count() == 1


def test_with_one_fault_anywhere_nothing_is_written(bank):
    bank.write("08-bad.md", question_text(number=8, body="## In thirty seconds\n\n$\\foo$\n"))
    report = sync_tree(bank.root)
    assert {fault.path for fault in report.faults} == {"08-bad.md"}
    assert not Question.objects.exists()
    assert not Quiz.objects.exists()


def test_a_draft_with_typed_results_is_loaded_and_told(bank):
    text = question_text(number=8, status="draft", body="softmax(x) = [0.27, 0.73]\n")
    bank.write("08-draft.md", text)
    report = sync_tree(bank.root)
    assert [fault.rule for fault in report.faults] == ["TYPED-RESULT"]
    assert Question.objects.filter(slug="draft").exists()


def test_check_writes_nothing_and_tells_the_same(bank):
    before = rows()
    report = sync_tree(bank.root, check=True)
    assert (report.created, report.changes) == ([NAME, "quizzes/softmax.md"], True)
    assert rows() == before
    sync_tree(bank.root)
    assert not sync_tree(bank.root, check=True).changes
    bank.write(NAME, FILE_EDIT)
    before = rows()
    assert sync_tree(bank.root, check=True).updated == [NAME]
    assert rows() == before


def test_an_unchanged_file_that_links_to_a_changed_one_is_checked_again(bank):
    link = "\n[the long answer](07-softmax.md#the-long-answer)\n"
    bank.write("08-other.md", question_text(number=8, title="Other?", body=BODY + link))
    sync_tree(bank.root)
    body = BODY.replace("## The long answer", "## The long answer\n\n### More\n\n## Else")
    bank.write(NAME, question_text(body=body))
    assert sync_tree(bank.root).faults == []
    status = question_text(status="draft", body=BODY.replace("## The long answer", "## Answer"))
    bank.write(NAME, status)
    line = bank.read("08-other.md").decode().split("\n").index(link.strip()) + 1
    assert [str(fault) for fault in sync_tree(bank.root).faults] == [
        f"08-other.md:{line}: LINK there is no #the-long-answer in 07-softmax.md; it has "
        "#in-thirty-seconds, #answer, #example-three-scores, #item-which-grows"
    ]


@pytest.mark.parametrize(
    "link",
    [
        "[the long answer][there]\n\n[there]: 07-softmax.md#the-long-answer",
        "[the long answer](\n07-softmax.md#the-long-answer)",
        "[the long answer](07\\-softmax.md#the-long-answer)",
        "[the long answer](07-softmax.md#the-long-answer 'title')",
    ],
)
def test_a_link_in_any_form_leads_to_a_page_that_was_not_read_again(bank, link):
    bank.write("08-other.md", question_text(number=8, title="Other?"))
    sync_tree(bank.root)
    bank.write("08-other.md", question_text(number=8, title="Other?", body=f"{BODY}\n{link}\n"))
    assert [str(fault) for fault in sync_tree(bank.root).faults] == faults_of_all(bank)


def faults_of_all(bank):
    return [str(fault) for fault in judge_bank(read_tree(bank.root)).faults]


def test_an_item_that_a_quiz_uses_cannot_leave_with_the_file(bank):
    sync_tree(bank.root)
    bank.write(NAME, question_text(body=BODY.replace("which-grows", "what-grows")))
    assert [str(fault) for fault in sync_tree(bank.root).faults] == [
        "quizzes/softmax.md:5: QUIZ there is no item softmax/which-grows"
    ]
    assert Item.objects.get().key == "which-grows"


def test_a_quiz_is_read_again_for_its_own_questions_and_for_no_namesake(bank):
    other = BODY.replace("which-grows", "what-falls")
    bank.write("08-log-softmax.md", question_text(8, "Log softmax?", body=other))
    bank.write("quizzes/log.md", QUIZ.replace("softmax/which-grows", "log-softmax/what-falls"))
    escaped = '"\\u0073oftmax/which-grows"'
    bank.write("quizzes/written.md", QUIZ.replace("softmax/which-grows", escaped))
    assert sync_tree(bank.root).faults == []
    bank.write(NAME, question_text(title="What does softmax do now?"))
    assert sync_tree(bank.root).rendered == 3
    bank.write(NAME, question_text(body=BODY.replace("which-grows", "what-grows")))
    assert {fault.path for fault in sync_tree(bank.root).faults} == {
        "quizzes/softmax.md",
        "quizzes/written.md",
    }


def test_a_quiz_of_the_browser_whose_item_is_gone_keeps_no_file_from_being_loaded(bank):
    bank.remove("quizzes/softmax.md")
    sync_tree(bank.root)
    save_quiz(Quiz(slug="made-here"), QUIZ)
    bank.write(NAME, question_text(body=BODY.replace("which-grows", "what-grows")))
    Quiz.objects.update(render_hash="0" * 64)
    report = sync_tree(bank.root)
    assert [(fault.path, fault.blocks) for fault in report.faults] == [
        ("quizzes/made-here.md", False)
    ]
    assert Item.objects.get(retired=False).key == "what-grows"


def test_a_quiz_changed_in_file_and_browser_is_a_conflict_and_stays(bank):
    sync_tree(bank.root)
    save_quiz(Quiz.objects.get(), QUIZ.replace("by hand", "in the browser"))
    bank.write("quizzes/softmax.md", QUIZ.replace("by hand", "in the file"))
    assert sync_tree(bank.root).conflicts == ["quizzes/softmax.md"]
    assert Quiz.objects.get().title == "Softmax in the browser"


def test_other_code_renders_anew_without_an_edit(bank):
    sync_tree(bank.root)
    edit_in_browser()
    Question.objects.update(render_hash="0" * 64, blocks=[])
    Quiz.objects.update(render_hash="0" * 64, intro_html="")
    report = sync_tree(bank.root)
    assert report.rerendered == [NAME, "quizzes/softmax.md"]
    question = Question.objects.get()
    assert question.blocks
    assert question.title.endswith("says the browser?")
    assert (question.version, question.items.get().version) == (2, 1)
    assert question.render_hash == render_hash(question.source, question.context_source)
    assert Quiz.objects.get().intro_html
    assert sync_tree(bank.root).rerendered == []


def test_an_edit_stored_during_a_sync_stops_it_whole(bank, monkeypatch):
    sync_tree(bank.root)
    bank.write(NAME, FILE_EDIT)
    bank.write("06-new.md", question_text(number=6, title="New?"))
    check_files = sync_module.check_files

    def slow_check(*args, **kwargs):
        edit_in_browser()
        return check_files(*args, **kwargs)

    monkeypatch.setattr(sync_module, "check_files", slow_check)
    with pytest.raises(EditConflict):
        sync_tree(bank.root)
    assert [question.source for question in Question.objects.all()] == [BROWSER_EDIT]


def test_of_two_syncs_at_once_one_writes_and_the_other_is_told_to_run_again(bank, monkeypatch):
    check_files = sync_module.check_files

    def slow_check(*args, **kwargs):
        monkeypatch.setattr(sync_module, "check_files", check_files)
        assert sync_tree(bank.root).created
        return check_files(*args, **kwargs)

    monkeypatch.setattr(sync_module, "check_files", slow_check)
    with pytest.raises(EditConflict, match="in the meantime"):
        sync_tree(bank.root)
    assert not sync_tree(bank.root).changes


def test_rows_that_another_sync_wrote_first_are_no_crash(bank, monkeypatch):
    def write(self):
        raise IntegrityError("duplicate key value violates unique constraint")

    monkeypatch.setattr(sync_module.ListSync, "write", write)
    with pytest.raises(CommandError, match=r"in the meantime. Nothing was written; run it again"):
        call_command("sync_content", str(bank.root))


def test_proofs_that_were_done_are_not_done_again(bank, tmp_path, monkeypatch):
    cache = VerdictCache(tmp_path / "verdicts")
    judge_bank(read_tree(bank.root), cache)
    monkeypatch.setattr(proving, "_done", {})
    monkeypatch.setattr(proving, "work_out", None)
    sync_tree(bank.root, cache=cache)
    assert len(Item.objects.get().seeds) == 8
