"""A sync is whole or not at all, at whatever moment it is killed."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.durability.bank import write_bank
from tests.durability.stored import assert_sound, rows
from tests.serving import ROOT, Site

FILES = 200
KILLS = int(os.environ.get("KILLS", "3"))


def sync(site: Site, folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "manage.py", "sync_content", str(folder)],
        cwd=ROOT,
        env=site.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def test_a_killed_sync_leaves_the_old_or_the_new_and_a_second_one_completes(site: Site) -> None:
    moments = random.Random(7)  # noqa: S311  moments, not secrets
    folder = site.folder / "bank"
    for revision in (1, 2):
        write_bank(folder, FILES, revision)
        begin = time.monotonic()
        assert sync(site, folder).wait(120) == 0
    # The second changed every row, as those that are killed do.
    whole = time.monotonic() - begin
    killed = 0
    for _ in range(KILLS):
        before = stored_revisions(site)
        write_bank(folder, FILES, revision := revision + 1)
        running = sync(site, folder)
        # The writing comes last.
        time.sleep(whole * moments.uniform(0.5, 1.0))
        os.killpg(running.pid, signal.SIGKILL)
        print(round(whole, 2), end=" ")
        killed += running.wait() == -signal.SIGKILL
        after = stored_revisions(site)
        assert len(after) == 1, f"a mix: {after}"
        assert after in (before, {revision})
        assert_sound(site)
        assert sync(site, folder).wait(120) == 0
        assert stored_revisions(site) == {revision}
    assert killed > 0
    print(f"{killed} of {KILLS} syncs of {FILES} files killed on the way: never a mix")


def stored_revisions(site: Site) -> set[int]:
    """The revisions that the stored sources were written at: one, unless there is a mix."""
    sources = rows(site, "SELECT source FROM quizzes_question")
    assert len(sources) == FILES
    return {int(source.split("Revision ")[1].split(" ")[0]) for (source,) in sources}
