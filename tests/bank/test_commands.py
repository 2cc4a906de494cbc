"""The four content commands: what they print, and how they exit."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from quizzes.items.judgement import NOTHING_FOUND
from quizzes.items.kinds import Numeric
from quizzes.models import Question

from .conftest import QUIZ, question_text
from .test_report import ITEM

SEED = Path(__file__).parent / "seeds" / "24_dot_product_self_attention.md"


@pytest.fixture(autouse=True)
def own_var_dir(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "var"


def run(capsys, name, *arguments, **options):
    """(exit code, printed lines, error lines) of a command."""
    code = 0
    try:
        call_command(name, *arguments, **options)
    except SystemExit as stop:
        code = stop.code
    out, err = capsys.readouterr()
    return code, out.splitlines(), err.splitlines()


def test_check_content_passes_a_right_folder_without_a_database(capsys, bank):
    assert run(capsys, "check_content", bank.root) == (0, ["3 files, no fault."], [])


def test_check_content_prints_one_line_a_fault_and_exits_with_1(capsys, bank, monkeypatch):
    monkeypatch.chdir(bank.root.parent)
    bank.write("07-softmax.md", question_text().replace("thirty", "forty"))
    assert run(capsys, "check_content", bank.root) == (
        1,
        [
            "bank/07-softmax.md:10: SECTIONS a published question begins with ## In thirty seconds",
        ],
        [],
    )


def test_check_content_of_a_folder_that_is_not_there_exits_with_1(capsys, tmp_path):
    code, out, _err = run(capsys, "check_content", tmp_path / "none")
    assert code == 1
    assert "is not a folder" in out[0]


def test_check_content_remembers_what_it_judged_unless_told_not_to(capsys, bank, settings):
    verdicts = settings.VAR_DIR / "verdicts"
    run(capsys, "check_content", bank.root, no_cache=True)
    assert not verdicts.exists()
    run(capsys, "check_content", bank.root)
    assert len(list(verdicts.iterdir())) == 2
    for path in verdicts.iterdir():
        path.write_text("broken")
    assert run(capsys, "check_content", bank.root) == (0, ["3 files, no fault."], [])


def test_check_content_report_prints_the_table(capsys, bank):
    code, out, _err = run(capsys, "check_content", bank.root, report=True)
    assert code == 0
    assert [line.split()[0] for line in out] == ["topic", "attention-scores", "all", "3"]


def test_check_content_report_exits_with_1_where_a_mistake_is_accepted(capsys, bank, monkeypatch):
    judge = Numeric.judge
    unnamed = lambda item, raw: replace(judge(item, raw), diagnosis=NOTHING_FOUND)  # noqa: E731
    monkeypatch.setattr(Numeric, "judge", unnamed)
    bank.write("07-softmax.md", question_text() + ITEM)
    code, out, _err = run(capsys, "check_content", bank.root, report=True)
    assert code == 1
    assert "PROOF item weights" in out[0]
    assert "100%" not in out[-1].rpartition("100%")[0]


@pytest.mark.django_db
def test_sync_content_says_what_it_did_and_then_nothing(capsys, bank):
    assert run(capsys, "sync_content", bank.root) == (
        *(0, ["07-softmax.md: new", "quizzes/softmax.md: new", "0 unchanged."]),
        [],
    )
    assert run(capsys, "sync_content", bank.root) == (0, ["2 unchanged."], [])


@pytest.mark.django_db
def test_sync_content_check_exits_with_1_where_something_would_change(capsys, bank):
    assert run(capsys, "sync_content", bank.root, check=True)[0] == 1
    assert not Question.objects.exists()
    run(capsys, "sync_content", bank.root)
    assert run(capsys, "sync_content", bank.root, check=True)[0] == 0
    bank.write("quizzes/softmax.md", QUIZ.replace("70", "80"))
    assert run(capsys, "sync_content", bank.root, check=True)[0] == 1


@pytest.mark.django_db
def test_sync_content_check_exits_with_1_for_a_rule_that_a_draft_breaks(capsys, bank):
    bank.write("08-d.md", question_text(number=8, status="draft", body="q · k = 0.71\n"))
    code, _out, err = run(capsys, "sync_content", bank.root, check=True)
    assert code == 1
    assert "TYPED-RESULT" in err[0]


@pytest.mark.django_db
def test_sync_content_with_a_fault_fails_with_its_line(capsys, bank):
    bank.write("07-softmax.md", b"\xff")
    with pytest.raises(CommandError, match="nothing was written"):
        call_command("sync_content", bank.root)
    assert f"{bank.root}/07-softmax.md:1: FILE byte 0xff" in capsys.readouterr().err


@pytest.mark.django_db
def test_export_content_writes_the_files_and_refuses_unsynced_ones(capsys, bank, tmp_path):
    run(capsys, "sync_content", bank.root)
    code, out, _err = run(capsys, "export_content", tmp_path / "out")
    assert (code, out[0]) == (0, "07-softmax.md: written")
    bank.write("07-softmax.md", "unsynced")
    code, _out, err = run(capsys, "export_content", bank.root)
    assert code == 1
    assert "never synced" in err[0]


@pytest.mark.django_db
def test_export_content_into_what_cannot_be_written_fails_in_a_sentence(capsys, bank, tmp_path):
    run(capsys, "sync_content", bank.root)
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(CommandError, match="file cannot be written"):
        call_command("export_content", tmp_path / "file")
    (tmp_path / "out" / "07-softmax.md").mkdir(parents=True)
    with pytest.raises(CommandError, match=r"softmax\.md cannot be written"):
        call_command("export_content", tmp_path / "out")


@pytest.mark.django_db
def test_import_markdown_tells_repairs_and_what_is_left_to_do(capsys):
    code, out, _err = run(capsys, "import_markdown", str(SEED))
    assert code == 0
    assert out[0] == f"{SEED} -> 24-dot-product-self-attention.md: new"
    assert f"  {SEED.name}:19: repaired: 'Î¸:' became 'θ:'" in out
    assert any(": needs a person: TYPED-RESULT " in line for line in out)
    assert out[-2].startswith("A plain guide names no topic: the topic is 'imported'.")
    assert out[-1] == "1 new; 3 things need a person."
    assert Question.objects.get().status == "draft"


@pytest.mark.django_db
def test_import_markdown_of_a_binary_file_fails_in_a_sentence(capsys, tmp_path):
    path = tmp_path / "03_x.md"
    path.write_bytes(b"\x89PNG\x00")
    with pytest.raises(CommandError, match=r"^1 fault; nothing was imported"):
        call_command("import_markdown", str(path))
    assert "not UTF-8" in capsys.readouterr().err


@pytest.mark.django_db
def test_a_dry_run_of_import_markdown_prints_the_same_and_stores_nothing(capsys):
    _code, dry, _err = run(capsys, "import_markdown", str(SEED), dry_run=True)
    assert not Question.objects.exists()
    _code, out, _err = run(capsys, "import_markdown", str(SEED))
    assert dry == [*out, "Nothing was stored: this was a dry run."]
