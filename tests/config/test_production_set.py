"""The site needs no package that is installed only for tests and lint."""

import os
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.serving import ROOT

# Blocks each package that production does not install, then imports all of our modules.
IMPORT_ALL = """
import sys
from importlib import import_module
from importlib.abc import MetaPathFinder
from pkgutil import walk_packages

class Refuse(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name in {refused}:
            raise ModuleNotFoundError(f"production does not install {{name}}", name=name)

sys.meta_path.insert(0, Refuse())
import config.wsgi
for name in ("config", "quizzes", "attention_engine"):
    for module in walk_packages(import_module(name).__path__, f"{{name}}."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
"""


def pinned(name: str) -> set[str]:
    """The packages pinned in a requirements file."""
    lines = (ROOT / name).read_text(encoding="utf-8")
    return {plain(package) for package in re.findall(r"^([\w.-]+)==", lines, re.MULTILINE)}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_module_of_the_site_is_imported_with_what_production_installs(
    tmp_path: Path,
) -> None:
    """Including the middleware, apps and backends that settings name."""
    only_development = pinned("requirements-dev.txt") - pinned("requirements.txt")
    refused = {
        module
        for module, packages in packages_distributions().items()
        if {plain(package) for package in packages} <= only_development
    }
    assert {"pytest", "hypothesis", "playwright", "mpmath", "threadpoolctl"} <= refused
    assert not refused & {"django", "numpy", "yaml"}
    run = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL.format(refused=refused)],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "VAR_DIR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
