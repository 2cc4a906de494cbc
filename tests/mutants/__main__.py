"""`make mutants`: breaks the code in small ways and prints each break that no test noticed.

Each area is broken in a copy below `build/mutants/`, so the files at work stay as they are.
`AREAS="judge reader"` takes only these. Exits with 1 if a break went unnoticed for no known reason.
"""

import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections import Counter
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.areas import AREAS, Area
from tests.mutants.draw import Mutant, drawn

ROOT = Path(__file__).resolve().parents[2]
COPIES = ROOT / "build" / "mutants"
REASONS = Path(__file__).with_name("equivalent.toml")
PROCESSES = os.cpu_count() or 2

# A server forks one process per mutant, so that no cache is warm from an unbroken run. An endless
# loop costs the multiplier times the sum of the constant and the tests' own time, in seconds. Races
# of twenty threads are left out: on a busy machine they take too long for each of many mutants.
CONFIGURATION = """
[mutmut]
source_paths=
    attention_engine
    config
    quizzes
only_mutate=
    {code}
also_copy=
    manage.py
    content
    docs
    scripts
pytest_add_cli_args=
    -p
    no:cacheprovider
    -p
    tests.mutants.database
    -k
    not (times_at_once or posts_of_one_form)
pytest_add_cli_args_test_selection=
    {tests}
process_isolation=forkserver
timeout_multiplier=3
timeout_constant=40
"""


@dataclass(frozen=True)
class Outcome:
    """A mutant and what became of it, in mutmut's words. `reason` says why nobody can notice."""

    mutant: Mutant
    status: str
    reason: str = ""

    @property
    def fate(self) -> str:
        if self.status == "killed":
            return "killed"
        return "equivalent" if self.reason else "survived"


def main() -> int:
    known = [area.name for area in AREAS]
    chosen = os.environ.get("AREAS", "").split() or known
    if unknown := [name for name in chosen if name not in known]:
        raise SystemExit(f"AREAS has {unknown[0]}; the areas are {', '.join(known)}")
    rows = []
    for area in AREAS:
        if area.name in chosen:
            begin = time.monotonic()
            outcomes = outcomes_of(area)
            rows.append((area, outcomes, time.monotonic() - begin))
            for outcome in outcomes:
                if outcome.fate == "survived":
                    print(_told(outcome), flush=True)
    _print_table(rows)
    return any(each.fate == "survived" for _area, outcomes, _time in rows for each in outcomes)


def outcomes_of(area: Area) -> list[Outcome]:
    """Breaks and tests one area."""
    folder = _copy(area)
    os.chdir(folder)
    _write_mutants()
    sample = drawn(area, folder)
    mutmut = Path(sys.executable).with_name("mutmut")
    names = [mutant.name for mutant in sample]
    command = [mutmut, "run", "--max-children", str(PROCESSES), *names]
    log = folder / "mutmut.log"
    with log.open("w") as lines:
        done = subprocess.run(command, stdout=lines, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        raise SystemExit(f"mutmut could not test the area {area.name}: see {log}")
    reasons = _reasons()
    return [
        Outcome(mutant, _status(mutant), reasons.get((mutant.where, mutant.after), ""))
        for mutant in sample
    ]


def _write_mutants() -> None:
    # On import mutmut reads its settings, so these stand in the working directory by now.
    from mutmut.__main__ import create_mutants
    from mutmut.configuration import reset_config
    from mutmut.utils.file_utils import copy_also_copy_files, copy_src_dir

    reset_config()
    with Path("mutants.log").open("w") as lines, redirect_stdout(lines):
        copy_src_dir()
        copy_also_copy_files()
        create_mutants(PROCESSES)


def _copy(area: Area) -> Path:
    """A fresh copy of the files at work, with mutmut's settings for the area."""
    folder = COPIES / area.name
    shutil.rmtree(folder, ignore_errors=True)
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    files = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, files.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    code, tests = ("\n    ".join(each) for each in (area.code, area.tests))
    (folder / "setup.cfg").write_text(CONFIGURATION.format(code=code, tests=tests))
    return folder


def _status(mutant: Mutant) -> str:
    from mutmut.mutation.data import SourceFileMutationData
    from mutmut.stats import status_by_exit_code

    data = SourceFileMutationData(path=mutant.path)
    data.load()
    return status_by_exit_code[data.exit_code_by_key[mutant.name]]


def _reasons() -> dict[tuple[str, str], str]:
    """Why a mutant does the same as the code, by its function and its changed lines."""
    entries = tomllib.loads(REASONS.read_text(encoding="utf-8"))["equivalent"]
    return {(entry["where"], entry["after"]): entry["why"] for entry in entries}


def _told(outcome: Outcome) -> str:
    mutant = outcome.mutant
    before, after = (text.replace("\n", "\n    ") for text in (mutant.before, mutant.after))
    return f"\n{outcome.status}: {mutant.where}\n  - {before}\n  + {after}"


def _print_table(rows: list[tuple[Area, list[Outcome], float]]) -> None:
    print(f"\n{'area':12}{'drawn':>7}{'killed':>8}{'equivalent':>12}{'survived':>10}{'minutes':>9}")
    total: Counter[str] = Counter()
    for area, outcomes, seconds in rows:
        fates = Counter(outcome.fate for outcome in outcomes)
        total += fates
        print(f"{area.name:12}{_counts(fates)}{seconds / 60:9.1f}")
    print(f"{'together':12}{_counts(total)}{sum(seconds for *_, seconds in rows) / 60:9.1f}")
    judged = total.total() - total["equivalent"]
    print(f"score: {total['killed'] / max(judged, 1):.1%} of what tests could notice")


def _counts(fates: Counter[str]) -> str:
    return f"{fates.total():7}{fates['killed']:8}{fates['equivalent']:12}{fates['survived']:10}"


if __name__ == "__main__":
    sys.exit(main())
