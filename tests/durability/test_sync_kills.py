"""A sync is atomic, no matter where the process is killed."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.durability.bank import write_bank
from tests.durability.stored import assert_sound, rows
from tests.prepared import Content
from tests.serving import ROOT, Site

FILES = 60
KILLS = int(os.environ.get("KILLS", "1"))
MANY_QUESTIONS = Content("many_questions", lambda folder: write_bank(folder, FILES))


@pytest.fixture
def site(prepared_site: Callable[..., Site]) -> Site:
    """A site with the first revision of many questions, on SQLite and on PostgreSQL."""
    return prepared_site(MANY_QUESTIONS)


def sync(site: Site, folder: Path, *last: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.durability.dying_sync", str(folder), *map(str, last)],
        cwd=ROOT,
        env=site.environment | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_a_killed_sync_leaves_the_old_or_the_new_and_a_second_one_completes(site: Site) -> None:
    moments = random.Random(7)  # noqa: S311  moments, not secrets
    folder = site.folder / "bank"
    write_bank(folder, FILES, revision := 2)
    done = sync(site, folder)
    assert done.returncode == 0, done.stderr
    # It changed every row, as the killed syncs will.
    statements = int(done.stdout.split()[-1])
    assert statements > FILES
    for _ in range(KILLS):
        write_bank(folder, FILES, revision := revision + 1)
        # Reads come first and writes last, so the later half has most of the writes.
        killed = sync(site, folder, moments.randint(statements // 2, statements))
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        assert stored_revisions(site) == {revision - 1}
        assert_sound(site)
        assert sync(site, folder).returncode == 0
        assert stored_revisions(site) == {revision}
    print(f"{KILLS} syncs of {FILES} files killed among {statements} statements: never a mix")


def stored_revisions(site: Site) -> set[int]:
    """The revisions of the stored sources: only one, unless they are mixed."""
    sources = rows(site, "SELECT source FROM quizzes_question")
    assert len(sources) == FILES
    return {int(source.split("Revision ")[1].split(" ")[0]) for (source,) in sources}
