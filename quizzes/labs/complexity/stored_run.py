"""The stored measurement of five forms of attention and the machine it was made on."""

import json
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from attention_engine.experiments.complexity import Taken, counted_cost, log_slope, measure_forms
from attention_engine.experiments.timing import CLOCK_NAME

STORED = Path(__file__).parent / "stored_run.json"
WIDTHS = (64, 16)


@dataclass(frozen=True)
class Form:
    """One form at every length: measured and counted costs."""

    name: str
    seconds: list[float]
    extra_bytes: list[int]
    flops: list[int]
    counted_bytes: list[int]


@dataclass(frozen=True)
class Run:
    """All forms at one width. `machine` describes what they were measured on; times are medians
    over `rounds` runs."""

    lengths: list[int]
    forms: dict[str, Form]
    made: str
    machine: str
    clock: str
    rounds: int

    def slope(self, form: str, field: str) -> float:
        """The exponent with which a field grows with the length."""
        return log_slope(self.lengths, getattr(self.forms[form], field))


def run_of(taken: Sequence[Taken], width: int, **about: Any) -> Run:
    lengths = sorted({each.length for each in taken})
    forms = {}
    for name in dict.fromkeys(each.form for each in taken):
        rows = sorted((each for each in taken if each.form == name), key=lambda each: each.length)
        counted = [counted_cost(name, length, width) for length in lengths]
        forms[name] = Form(
            name,
            [each.seconds for each in rows],
            [each.extra_bytes for each in rows],
            [cost.flops for cost in counted],
            [cost.bytes for cost in counted],
        )
    return Run(lengths, forms, **about)


def measured_now(lengths: Sequence[int], rounds: int) -> dict:
    """A measurement at every width, in the form in which it is stored."""
    return {
        "made": date.today().isoformat(),
        "machine": machine_in_words(),
        "clock": CLOCK_NAME,
        "rounds": rounds,
        "taken": {
            str(width): [asdict(each) for each in measure_forms(lengths, width, rounds)]
            for width in WIDTHS
        },
    }


@cache
def stored_run(width: int) -> Run:
    kept = json.loads(STORED.read_text())
    taken = [Taken(**each) for each in kept["taken"][str(width)]]
    about = {name: kept[name] for name in ("made", "machine", "clock", "rounds")}
    return run_of(taken, width, **about)


def machine_in_words() -> str:
    """Processor, Python, numpy and its BLAS."""
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    return (
        f"{_processor()} with {os.cpu_count()} processors, {platform.system()}, "
        f"Python {platform.python_version()}, numpy {np.__version__}, "
        f"{blas['name']} {blas['version']}"
    )


def _processor() -> str:
    if sys.platform == "linux":
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
