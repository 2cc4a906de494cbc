"""A database that cannot be written: a 503 that says so, the text is kept, reads still work."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.durability.bank import TASK
from tests.durability.conftest import ONE_QUESTION
from tests.durability.stored import assert_sound, stored_answers
from tests.learner import Learner
from tests.prepared import Prepared
from tests.serving import Site, status_of

ANSWER = "123"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 3 MB."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    mount = tmp_path / "disk"
    mount.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", mount], check=False)
    if done.returncode != 0:
        pytest.skip("this machine lets nobody mount a small disk")
    yield mount
    subprocess.run(["umount", "--lazy", mount], check=True)


@pytest.fixture
def full_site(prepared: Prepared, small_disk: Path, tmp_path: Path) -> Iterator[Site]:
    url = f"sqlite:///{small_disk / 'db.sqlite3'}"
    site = prepared.site(tmp_path, ONE_QUESTION, DATABASE_URL=url)
    site.start(prepared=True)
    yield site
    site.stop()


def test_on_a_full_disk_nothing_is_half_stored_and_the_learner_is_told(
    full_site: Site, small_disk: Path
) -> None:
    learner = Learner(full_site.port)
    form = learner.form(TASK)
    fill(small_disk / "ballast")
    refused = learner.post(form, answer=ANSWER)
    assert refused.status == 503
    assert ANSWER in refused.text
    assert "not" in refused.text
    assert status_of(full_site.port, "/questions/question-1/") == 200
    (small_disk / "ballast").unlink()
    # The same form succeeds as soon as there is space.
    assert learner.post(form, answer=ANSWER).status == 200
    assert stored_answers(full_site) == {ANSWER: 1}
    assert_sound(full_site)


def fill(ballast: Path) -> None:
    """Writes until the disk is full."""
    with ballast.open("wb", buffering=0) as file:
        for size in (64 * 1024, 512):
            try:
                while file.write(b"x" * size) == size:
                    pass
            except OSError:
                continue
