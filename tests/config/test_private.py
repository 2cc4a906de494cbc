"""Nobody but its owner reads what an installation keeps: files of 0600 in a folder of 0700."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from config.private import shut
from tests.serving import ROOT

PRIVATE = ("secret_key", "db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm", "db.sqlite3.migrating")
# The journal and the index of WAL are there only while a connection is open.
CODE = """
import os, django
os.umask(0o022)
django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", "contenttypes", verbosity=0)
folder = os.environ["VAR_DIR"]
for name in ["."] + sorted(os.listdir(folder)):
    print(name, oct(os.stat(os.path.join(folder, name)).st_mode & 0o777))
"""


def rights(folder: Path) -> dict[str, str]:
    environment = {k: v for k, v in os.environ.items() if k not in ("SECRET_KEY", "DATABASE_URL")}
    environment |= {"VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(line.split() for line in done.stdout.splitlines())


EXPECTED = {".": "0o700", **dict.fromkeys(PRIVATE, "0o600")}


def test_a_new_installation_is_private(tmp_path: Path) -> None:
    assert rights(tmp_path / "var").items() >= EXPECTED.items()


def test_an_older_one_is_mended_at_the_start(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    rights(folder)
    folder.chmod(0o755)
    (folder / "db.sqlite3-wal").touch()
    for path in folder.iterdir():
        path.chmod(0o644)
    assert rights(folder).items() >= EXPECTED.items()


@pytest.mark.parametrize(("before", "after"), [(0o777, 0o700), (0o1777, 0o1777)])
def test_a_folder_that_everybody_shares_stays_as_it_is(
    tmp_path: Path, before: int, after: int
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(before)
    shut(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == after


def test_what_is_not_there_is_no_fault(tmp_path: Path) -> None:
    shut(tmp_path / "nothing")
