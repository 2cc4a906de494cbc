"""Checks that packages can be installed into .venv: `.venv/bin/python -I scripts/usable_venv.py`

The Makefile runs this before each install. On exit 1, with the reason printed, it rebuilds .venv.
With the argument `pip` it also requires a working pip, which an environment made by uv lacks.

An installer that was killed leaves half a package behind. pip treats it as installed, and uv fails
on it every time. So this script checks that every file recorded by a package exists. It uses only
the standard library, because nothing else may be installed yet.
"""

import csv
import sys
import sysconfig
from pathlib import Path


def main(*, needs_pip: bool) -> int:
    reason = why_unusable(Path(sysconfig.get_path("purelib")), needs_pip=needs_pip)
    if reason:
        print(reason)
    return 1 if reason else 0


def why_unusable(packages: Path, *, needs_pip: bool) -> str:
    """The reason in one sentence; empty if .venv is usable."""
    if sys.prefix == sys.base_prefix:
        return ".venv is not a virtual environment yet."
    if broken := [info for info in sorted(packages.glob("*.dist-info")) if not is_whole(info)]:
        name = broken[0].name.split("-")[0]
        return f"An earlier install was interrupted: files of {name} are missing from .venv."
    if needs_pip and not has_pip():
        return ".venv has no pip, which is needed because uv is not installed."
    return ""


def is_whole(info: Path) -> bool:
    """Whether all files of an installed package exist, apart from bytecode."""
    record = info / "RECORD"
    if not record.exists():
        return False
    with record.open(encoding="utf-8", newline="") as lines:
        names = [row[0] for row in csv.reader(lines) if row]
    return all((info.parent / name).exists() for name in names if not name.endswith(".pyc"))


def has_pip() -> bool:
    try:
        import pip._internal.cli.main  # noqa: F401
    except ImportError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(needs_pip="pip" in sys.argv[1:]))
