"""`manage.py export_deck`: a whole file or none."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from quizzes.exporting.formats import FORMATS
from quizzes.models import Attempt, Question
from tests.answering.all_kinds import SLUG, stored_quiz
from tests.exporting.gift_reader import read

pytestmark = pytest.mark.usefixtures("all_kinds")


def export(path: Path, *args: str) -> str:
    said = StringIO()
    call_command("export_deck", str(path), *args, stdout=said)
    return said.getvalue()


def keys(path: Path) -> list[str]:
    return [question.id for question in read(path.read_text())[1]]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written(tmp_path, form):
    path = tmp_path / "deck"
    assert FORMATS[form].title in export(path, "--format", form)
    assert path.stat().st_size > 1_000
    assert [each.name for each in tmp_path.iterdir()] == ["deck"]
    assert not Attempt.objects.exists()


def test_the_tasks_of_a_question_a_topic_a_quiz_or_all(tmp_path):
    stored_quiz("softmax")
    path = tmp_path / "deck.gift"
    export(path, "--format", "gift", "--quiz", "by-hand", "--variants", "2")
    assert keys(path) == [f"{SLUG}/softmax/1", f"{SLUG}/softmax/2"]
    counts = set()
    for args in ([], ["--question", SLUG], ["--topic", "attention-scores"]):
        export(path, "--format", "gift", *args)
        counts.add(len(keys(path)))
    (count,) = counts
    assert count > 11


def test_a_draft_is_written_too(tmp_path):
    Question.objects.update(status="draft")
    export(tmp_path / "deck", "--format", "gift", "--question", SLUG)
    assert keys(tmp_path / "deck")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--question", "nothing"], "There is no question nothing"),
        (["--topic", "nothing"], "There is no published topic nothing"),
        (["--quiz", "nothing"], "There is no published quiz nothing"),
        (["--variants", "0"], "from 1 to 10, not “0”"),
        (["--variants", "many"], "not “many”"),
        (["--format", "docx"], "invalid choice: 'docx'"),
        (["--topic", "a", "--quiz", "b"], "not allowed with argument"),
    ],
)
def test_a_wish_that_cannot_be_met_writes_nothing(tmp_path, args, said):
    path = tmp_path / "deck"
    with pytest.raises(CommandError, match=said):
        export(path, "--format", "gift", *args)
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(CommandError, match="cannot be written"):
        export(tmp_path / "file" / "deck", "--format", "csv")


def test_the_old_file_stays_whole_if_the_new_one_cannot_be_made(tmp_path, monkeypatch):
    path = tmp_path / "deck"
    export(path, "--format", "csv")
    before = path.read_bytes()
    monkeypatch.setattr("os.replace", _fails)
    with pytest.raises(CommandError, match="No space left"):
        export(path, "--format", "markdown")
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["deck"]


def _fails(*_args: object) -> None:
    raise OSError(28, "No space left on device")
