"""`make setup`: says what is missing, repairs an interrupted install, and does nothing twice."""

import sys
from pathlib import Path

import pytest

from tests.config.setting_up import (
    BOTH,
    DEVELOPMENT,
    PRODUCTION,
    installed,
    make,
    packages,
    pin,
    script,
    works,
)


def test_setup_installs_both_sets_and_a_second_call_does_nothing(clone: Path) -> None:
    assert make(clone, "setup").returncode == 0
    assert works(clone)
    assert installed(clone) == BOTH
    assert "Nothing to be done" in make(clone, "setup").stdout


@pytest.mark.parametrize("hashed", [" ", f"--hash=sha256:{'0' * 64}"], ids=["none", "wrong"])
def test_without_the_right_hash_nothing_is_installed_and_the_next_call_tries_again(
    clone: Path, quick_python: str, hashed: str
) -> None:
    pin(clone, "requirements.txt", PRODUCTION, hashed=hashed)
    for _ in range(2):
        run = make(clone, "run", python=quick_python)
        assert run.returncode != 0
        assert "hash" in run.stderr.lower()
        assert "manage.py serve" not in run.stdout
        assert installed(clone) == {}


@pytest.mark.parametrize("lost", ["{name}.py", "{name}-1.0.dist-info/RECORD"])
@pytest.mark.parametrize(
    ("name", "stamp"), [(PRODUCTION, ".production"), (DEVELOPMENT, ".development")]
)
def test_an_install_that_was_killed_is_done_again(
    clone: Path, uv: Path, name: str, stamp: str, lost: str
) -> None:
    """Half a package and no stamp are left. An installer would treat it as complete, or fail."""
    make(clone, "setup", uv=uv)
    (clone / ".venv" / stamp).unlink()
    (packages(clone) / lost.format(name=name)).unlink()
    said = make(clone, "setup", uv=uv).stdout
    assert f"An earlier install was interrupted: files of {name} are missing from .venv." in said
    assert installed(clone) == BOTH
    assert (packages(clone) / f"{name}.py").exists()
    assert "Nothing to be done" in make(clone, "setup", uv=uv).stdout


def test_lost_byte_code_is_no_reason_to_rebuild(clone: Path, uv: Path) -> None:
    make(clone, "run", uv=uv)
    with (packages(clone) / f"{PRODUCTION}-1.0.dist-info/RECORD").open("a") as record:
        record.write("__pycache__/for_production.cpython-311.pyc,,\n")
    assert "Rebuilding" not in make(clone, "setup", uv=uv).stdout


@pytest.mark.parametrize("with_uv", [False, True], ids=["pip", "uv"])
def test_an_environment_that_was_left_half_made_is_made_anew(
    clone: Path, uv: Path, quick_python: str, with_uv: bool
) -> None:
    """A bare symlink, as an interrupted venv leaves it; its pip would be the system's."""
    (clone / ".venv/bin").mkdir(parents=True)
    (clone / ".venv/bin/python").symlink_to(Path(sys.executable).resolve())
    run = make(clone, "run", uv=uv) if with_uv else make(clone, "run", python=quick_python)
    assert run.returncode == 0, run.stderr
    assert works(clone)
    assert installed(clone) == {PRODUCTION: "1.0"}


def test_an_activated_environment_can_be_rebuilt(clone: Path, uv: Path) -> None:
    """In that case `python3` is the interpreter that the rebuild removes."""
    make(clone, "run", uv=uv)
    (packages(clone) / f"{PRODUCTION}.py").unlink()
    run = make(clone, "setup", uv=uv, python=str(clone / ".venv/bin/python3"))
    assert run.returncode == 0, run.stderr
    assert installed(clone) == BOTH


@pytest.mark.parametrize("target", ["run", "setup"])
def test_a_python_that_is_missing_or_too_old_is_one_plain_sentence(
    clone: Path, target: str
) -> None:
    script(clone / "old", "#!/bin/sh\necho Python 3.8.2\nexit 1\n")
    for name, said in {"nothing": "There is no nothing here", "./old": "Python 3.8.2"}.items():
        run = make(clone, target, python=name)
        assert run.returncode != 0
        assert said in run.stderr
        assert "Python 3.11 or newer is needed" in run.stderr
        assert not (clone / ".venv").exists()


def test_a_python_without_venv_is_one_plain_sentence(clone: Path) -> None:
    """As on Debian without python3-venv."""
    bare = f"""#!/bin/sh
case "$*" in
*_base_executable*) echo "$0" ;;
"-m venv"*) exit 1 ;;
*) exec {sys.executable} "$@" ;;
esac
"""
    run = make(clone, "run", python=str(script(clone / "bare", bare)))
    assert run.returncode != 0
    assert "apt-get install python3-venv" in run.stderr
