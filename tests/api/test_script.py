"""The script in docs/api.md prints what the page says, run unchanged against a real server."""

import re
import subprocess
import sys
from pathlib import Path

from tests.prepared import REAL_BANK, Prepared
from tests.serving import ROOT, running

PAGE = (ROOT / "docs" / "api.md").read_text()


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


def test_the_script_of_the_documentation_prints_what_stands_below_it(
    prepared: Prepared, tmp_path: Path
):
    script = tmp_path / "ask.py"
    script.write_text(block("python"))
    with running(prepared.site(tmp_path, REAL_BANK)) as site:
        command = [sys.executable, script, site.address]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
    assert done.stdout == block("text")


def test_the_script_is_short():
    lines = [line for line in block("python").splitlines() if line.strip()]
    assert len(lines) <= 21
