"""A folder to set up, and the tools to set it up with."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.config.setting_up import make_clone, make_quick_python, make_uv


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    make_clone(tmp_path)
    return tmp_path


@pytest.fixture
def uv(clone: Path) -> Path:
    return make_uv(clone)


@pytest.fixture(scope="session")
def quick_python(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A Python that makes an environment with pip quickly, by copying one made here once."""
    folder = tmp_path_factory.mktemp("quick")
    subprocess.run([sys.executable, "-m", "venv", folder / "made"], check=True)
    return str(make_quick_python(folder))
