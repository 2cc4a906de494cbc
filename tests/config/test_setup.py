"""`make setup`: says what it lacks, repairs what was interrupted, and does nothing twice."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import ROOT


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with the Makefile and nothing to install, so that no network is needed."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / name).write_text("")
    return tmp_path


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["make", *arguments, f"PYTHON={sys.executable}"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)


def works(folder: Path) -> bool:
    inside = "import sys, pip; sys.exit(sys.prefix == sys.base_prefix)"
    return subprocess.run([folder / ".venv/bin/python", "-c", inside], check=False).returncode == 0


def test_a_second_call_does_nothing(clone: Path) -> None:
    assert make(clone, "setup").returncode == 0
    assert works(clone)
    assert "Nothing to be done" in make(clone, "setup").stdout


def test_an_environment_that_was_left_half_made_is_made_anew(clone: Path) -> None:
    """A bare link, as an interrupted venv leaves it: its pip would be that of the system."""
    (clone / ".venv/bin").mkdir(parents=True)
    (clone / ".venv/bin/python").symlink_to(Path(sys.executable).resolve())
    assert make(clone, "setup").returncode == 0
    assert works(clone)


def test_a_python_that_is_missing_or_too_old_is_one_plain_sentence(clone: Path) -> None:
    old = clone / "old"
    old.write_text("#!/bin/sh\necho Python 3.8.2\nexit 1\n")
    old.chmod(0o755)
    for name, said in {"nothing": "There is no nothing here", "./old": "Python 3.8.2"}.items():
        command = ["make", "setup", f"PYTHON={name}"]
        run = subprocess.run(command, cwd=clone, capture_output=True, text=True, check=False)
        assert run.returncode != 0
        assert said in run.stderr
        assert "Python 3.11 or newer is needed" in run.stderr
        assert not (clone / ".venv").exists()
