"""Fifty plain guides with every known oddity: each page reads clean without manual work."""

import re

import pytest

from quizzes.bank.importing import import_paths
from quizzes.bank.store.export import export_content
from quizzes.bank.sync.tree import sync_tree
from quizzes.models import Question

from .oddities import ODDITIES
from .plain_guides import COUNT, is_in_windows_1252, oddities_of, title_of, write_guides

pytestmark = pytest.mark.django_db

CODE = re.compile(r"<pre>.*?</pre>|<code.*?</code>|<math.*?</math>", re.DOTALL)
# Signs that a guide's Markdown, TeX or HTML reached the reader as source.
STRAY = {
    "bold marks": r"\*\*|__",
    "dollar signs": r"\$(?!5\b|10\b)",
    "brackets of a formula": r"\\[\[\]()]",
    "HTML as text": r"&lt;/?[a-z]",
    "a table as text": r"\|\s*:?-{2,}|<p>\|",
    "a list as text": r"(?:<p>|<br>|\n)(?:[-*+•]|\d{1,2}[.)])\s",
    "a heading as text": r"(?:<p>|\n)#{1,6} ?\w",
    "a link as text": r"\]\(|\]\[|\[\^",
    "a rule as text": r"<p>(?:\* \* \*|---|===)",
    "a fence as text": r"```|~~",
    "braces": r"\{\{|\}\}",
    "broken characters": r"Â|Î|âˆ|â‰|ðŸ|\ufffd|\u200b|\u00ad",
    "formulas that cannot be shown": "bad-formula",
    "the number in a title": r"(?:Question|Q)\s*\d+\s*[:.]",
}


@pytest.fixture
def guides(tmp_path):
    return write_guides(tmp_path / "guides")


def page_of(question):
    return "\n".join(block["html"] for block in question.blocks if block["type"] == "html")


def test_every_oddity_is_in_questions_and_in_contexts():
    of_questions = {name for number in range(1, COUNT + 1) for name in oddities_of(number)}
    of_contexts = {name for number in range(1, COUNT + 1) for name in oddities_of(number + 7)}
    assert of_questions == of_contexts == set(ODDITIES)


def test_fifty_guides_become_drafts_that_read_clean(guides):
    report = import_paths([guides])
    assert report.faults == []
    assert len(report.names("new")) == COUNT
    found = []
    for question in Question.objects.all():
        assert (question.status, question.title) == ("draft", title_of(question.number))
        assert question.slug == f"guide-{question.number}"
        for html in (page_of(question), question.context_html):
            bare = CODE.sub("", html)
            found += [
                (question.number, what, bare[max(match.start() - 40, 0) : match.end() + 40])
                for what, pattern in STRAY.items()
                if (match := re.search(pattern, bare))
            ]
    assert found == []


def test_what_each_oddity_says_is_on_the_page(guides):
    import_paths([guides])
    missing = []
    for question in Question.objects.all():
        pages = [(question.number, page_of(question)), (question.number + 7, question.context_html)]
        if is_in_windows_1252(question.number):
            pages = pages[1:]  # It was written without the characters that Windows-1252 lacks.
        for number, html in pages:
            for name in oddities_of(number):
                missing += [
                    (question.number, name, piece)
                    for piece in ODDITIES[name][1]
                    if piece not in html and piece.replace("&lt;", "<") not in html
                ]
    assert missing == []


def test_nothing_is_left_that_would_keep_a_draft_out_of_the_bank(guides):
    """All that is left for a person are typed results and topics."""
    report = import_paths([guides])
    assert {fault.rule for fault in report.todo} <= {"TYPED-RESULT", "TOPIC"}


def test_the_export_is_in_our_form_and_a_sync_of_it_changes_nothing(guides, tmp_path):
    bank = tmp_path / "before"
    bank.mkdir()
    (bank / "glossary.yaml").write_text("- {term: guide, definition: A text that leads.}\n")
    sync_tree(bank)
    import_paths([guides])
    assert "glossary" in Question.objects.get(number=1).blocks[0]["html"]
    out = tmp_path / "bank"
    report = export_content(out)
    assert len(report.written) == 2 * COUNT + 1
    assert (out / "07-guide-7.context.md").is_file()
    before = list(Question.objects.order_by("pk").values("source", "context_source", "version"))
    synced = sync_tree(out)
    assert (synced.faults, synced.changes) == ([], False)
    after = list(Question.objects.order_by("pk").values("source", "context_source", "version"))
    assert after == before


def test_the_same_guides_again_are_unchanged(guides):
    import_paths([guides])
    before = list(Question.objects.order_by("pk").values())
    report = import_paths([guides])
    assert len(report.names("unchanged")) == COUNT
    assert list(Question.objects.order_by("pk").values()) == before


def test_a_dry_run_prints_the_report_of_the_import_itself(guides):
    dry = import_paths([guides], dry_run=True)
    assert not Question.objects.exists()
    real = import_paths([guides])
    assert [list(file.lines()) for file in dry.files] == [list(file.lines()) for file in real.files]
