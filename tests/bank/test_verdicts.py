"""A bank that was judged before: unchanged questions cost nothing, and no fault is lost."""

from dataclasses import replace

import pytest

from quizzes.bank.checking import check
from quizzes.bank.checking.check import check_tree
from quizzes.bank.checking.whole_bank import _seen, judge_bank
from quizzes.bank.page.known_pages import Known
from quizzes.bank.proofs import cache as cache_module
from quizzes.bank.proofs import proving
from quizzes.bank.proofs.cache import VerdictCache
from quizzes.bank.text.files import read_tree

from .conftest import question_text

LINK = "\nRead [what softmax does](07-softmax.md#the-long-answer) first.\n"


@pytest.fixture
def cache(tmp_path):
    return VerdictCache(tmp_path / "verdicts")


@pytest.fixture
def linking(bank):
    """The bank and a second question that links to a heading of the first."""
    bank.write("08-other.md", question_text(8, "Another question?") + LINK)
    return bank


@pytest.fixture
def rendered(monkeypatch):
    """The names of the questions as they are rendered, in order."""
    names = []
    render = check.render_question

    def noted(parsed, **options):
        names.append(parsed.name)
        return render(parsed, **options)

    monkeypatch.setattr(check, "render_question", noted)
    return names


def faults(bank, cache=None):
    return [str(fault) for fault in judge_bank(read_tree(bank.root), cache).faults]


def test_it_finds_what_the_rules_find_without_a_cache_and_with_one(linking, cache):
    linking.write("09-long.md", question_text(9, "Long?", body="## Not short\n\n$$\\frac$$\n"))
    linking.write("09-twice.md", question_text(9, "Twice?"))
    linking.write("10-typed.md", question_text(10, "Typed?").replace("thirty", "forty"))
    linking.write("11-broken.md", "---\nnumber: 11\n---\n")
    linking.write("12-none.context.md", "No question.\n")
    found = [str(fault) for fault in check_tree(read_tree(linking.root))]
    assert len(found) >= 6
    assert faults(linking) == found
    assert faults(linking, cache) == found
    assert faults(linking, cache) == found


def test_unchanged_questions_are_neither_rendered_nor_proven(linking, cache, rendered, monkeypatch):
    first = judge_bank(read_tree(linking.root), cache)
    assert rendered == ["07-softmax.md", "08-other.md"]
    monkeypatch.setattr(proving, "_done", {})
    monkeypatch.setattr(proving, "work_out", None)
    assert judge_bank(read_tree(linking.root), cache) == first
    assert len(rendered) == 2


def test_only_the_question_that_changed_is_rendered(linking, cache, rendered):
    faults(linking, cache)
    del rendered[:]
    linking.write("07-softmax.context.md", "## Where softmax is used\n\nEverywhere.\n")
    assert faults(linking, cache) == []
    assert rendered == ["07-softmax.md"]


def test_items_that_did_not_change_are_not_proven_with_their_text(bank, cache, monkeypatch):
    faults(bank, cache)
    monkeypatch.setattr(proving, "_done", {})
    monkeypatch.setattr(proving, "work_out", None)
    bank.write("07-softmax.md", question_text(title="What does softmax do to scores?"))
    assert faults(bank, cache) == []


def test_a_link_breaks_with_the_page_it_leads_to_and_heals_with_it(linking, cache):
    faults(linking, cache)
    whole = question_text()
    linking.write("07-softmax.md", whole.replace("## The long answer", "## The long answers"))
    found = faults(linking, cache)
    assert [fault for fault in found if fault.startswith("08-other.md")]
    linking.write("07-softmax.md", whole)
    assert faults(linking, cache) == []
    linking.remove("07-softmax.md")
    linking.remove("07-softmax.context.md")
    assert "there is no file 07-softmax.md" in "".join(faults(linking, cache))


def test_a_topic_that_is_taken_off_the_list_is_missed(bank, cache):
    topics = "- {slug: attention-scores, title: Scores, summary: What scores are.}\n"
    bank.write("topics.yaml", topics)
    assert faults(bank, cache) == []
    bank.write("topics.yaml", topics.replace("slug: attention-scores", "slug: softmax"))
    assert "TOPIC" in "".join(faults(bank, cache))


def test_a_number_that_two_files_share_is_no_longer_a_fault_when_one_is_gone(bank, cache):
    bank.write("07-other.md", question_text())
    assert len(faults(bank, cache)) == 1
    bank.remove("07-other.md")
    assert faults(bank, cache) == []


def test_other_code_judges_all_anew(bank, cache, rendered, monkeypatch):
    faults(bank, cache)
    monkeypatch.setattr(cache_module, "_code", lambda: "other")
    faults(bank, cache)
    assert rendered == ["07-softmax.md"] * 2


def test_a_verdict_that_was_tampered_with_is_not_believed(bank, cache, rendered):
    bank.write("07-softmax.md", question_text().replace("thirty", "forty"))
    found = faults(bank, cache)
    assert len(found) == 1
    for path in cache.folder.iterdir():
        path.write_text(path.read_text().replace("SECTIONS", "NOTHING"))
    assert faults(bank, cache) == found
    assert len(rendered) == 2


def test_nothing_that_a_rule_looks_up_can_change_unnoticed():
    before = Known(used_items={"a/b": "quizzes/one.md"}, topics=frozenset({"masks", "softmax"}))
    for after in (
        replace(before, used_items={"a/b": "quizzes/two.md"}),
        replace(before, used_items={}),
        replace(before, topics=frozenset({"masks"})),
        replace(before, topics=frozenset()),
        replace(before, topics=None),
    ):
        assert _seen([], after) != _seen([], before)
    assert _seen([], replace(before, topics=frozenset({"softmax", "masks"}))) == _seen([], before)
