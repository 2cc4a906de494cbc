"""Production's packages are one set; what tests and lint add is another."""

from pathlib import Path

import pytest

from tests.config.setting_up import BOTH, DEVELOPMENT, PRODUCTION, installed, make, pin


def test_run_installs_what_production_needs_and_nothing_else(clone: Path, uv: Path) -> None:
    assert make(clone, "run", uv=uv).stdout.endswith("manage.py serve\n")
    assert installed(clone) == {PRODUCTION: "1.0"}
    assert make(clone, "run", uv=uv).stdout == "manage.py serve\n"
    assert make(clone, "setup", uv=uv).returncode == 0
    assert installed(clone) == BOTH
    assert make(clone, "run", uv=uv).stdout == "manage.py serve\n"


@pytest.mark.parametrize(
    ("target", "development"),
    [
        *((target, False) for target in ("run", "model")),
        *((target, True) for target in ("setup", "test", "lint", "format", "bench", "soak")),
        ("mutants", True),
    ],
)
def test_only_what_developers_do_asks_for_their_packages(
    clone: Path, target: str, development: bool
) -> None:
    planned = make(clone, "-n", target).stdout
    assert "-r requirements.txt" in planned
    assert ("-r requirements-dev.txt" in planned) is development


def test_new_requirements_of_development_leave_production_alone(clone: Path, uv: Path) -> None:
    make(clone, "setup", uv=uv)
    pin(clone, "requirements-dev.txt", DEVELOPMENT, "2.0")
    (clone / "uv.log").unlink()
    assert make(clone, "run", uv=uv).stdout == "manage.py serve\n"
    make(clone, "setup", uv=uv)
    assert installed(clone) == {PRODUCTION: "1.0", DEVELOPMENT: "2.0"}
    assert "-r requirements.txt" not in (clone / "uv.log").read_text()


def test_new_requirements_of_production_are_installed(clone: Path, uv: Path) -> None:
    make(clone, "setup", uv=uv)
    pin(clone, "requirements.txt", PRODUCTION, "2.0")
    make(clone, "run", uv=uv)
    assert installed(clone) == {PRODUCTION: "2.0", DEVELOPMENT: "1.0"}
