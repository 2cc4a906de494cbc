"""Setup uses uv if it is installed, else pip. uv may be installed later, or removed again."""

from pathlib import Path

from tests.config.setting_up import BOTH, has_pip, installed, make


def test_uv_does_it_all_where_it_is_installed(clone: Path, uv: Path) -> None:
    assert make(clone, "setup", uv=uv).returncode == 0
    assert installed(clone) == BOTH
    assert not has_pip(clone)
    asked = (clone / "uv.log").read_text()
    made, *rest = asked.splitlines()
    assert made.startswith("venv ")
    for line, name in zip(rest, ("requirements.txt", "requirements-dev.txt"), strict=True):
        assert line.startswith("pip install --python .venv/bin/python ")
        assert {"--require-hashes", "--compile-bytecode"} <= set(line.split())
        assert line.endswith(f" -r {name}")
    assert "Nothing to be done" in make(clone, "setup", uv=uv).stdout
    assert (clone / "uv.log").read_text() == asked


def test_uv_takes_over_an_environment_that_pip_made(
    clone: Path, uv: Path, quick_python: str
) -> None:
    make(clone, "run", python=quick_python)
    make(clone, "setup", uv=uv)
    assert installed(clone) == BOTH
    assert has_pip(clone)  # It was not rebuilt.
    assert "requirements-dev.txt" in (clone / "uv.log").read_text()


def test_an_environment_without_pip_is_rebuilt_once_uv_is_gone(
    clone: Path, uv: Path, quick_python: str
) -> None:
    """But only when something has to be installed."""
    make(clone, "run", uv=uv)
    assert make(clone, "run").stdout == "manage.py serve\n"
    assert not has_pip(clone)
    said = make(clone, "setup", python=quick_python).stdout
    assert ".venv has no pip, which is needed because uv is not installed." in said
    assert "Rebuilding .venv." in said
    assert installed(clone) == BOTH
