"""What a task is outside of this site: answers to choose from, each wrong one with its reason."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from attention_engine import AnswerSyntaxError

if TYPE_CHECKING:
    from .base import Kind

# More wrong answers than this nobody reads. Other numbers of the same task bring other ones.
MOST_WRONG = 5


@dataclass(frozen=True)
class ExportOption:
    """One answer to choose from. `raw` is what a learner would type for it.

    It is shown as `text`, as a `value` with its decimals, or as the option of the source at
    `index`. Why it is wrong is said by the engine in `why`, by the author at that option, or by the
    author at the `line` of the source that comes too early.
    """

    right: bool
    raw: str
    text: str = ""
    value: np.ndarray | None = None
    decimals: int = 0
    index: int = -1
    line: int = -1
    mistake: str = ""
    why: str = ""


def judged_wrong(kind: "Kind", candidates: Iterable[str]) -> list[ExportOption]:
    """The first of these answers that the kind judges wrong and has something to say about, each
    with what it says."""
    found: dict[str, ExportOption] = {}
    for raw in candidates:
        if len(found) == MOST_WRONG:
            break
        try:
            judgement = kind.judge(raw)
        except AnswerSyntaxError:
            continue
        findings = judgement.diagnosis.findings
        why = findings[0].tells if findings else judgement.detail
        if judgement.verdict == "wrong" and why:
            mistake = findings[0].mistakes[0] if findings else ""
            # The same answer, such as O(n d) and O(d n), is taken once.
            option = ExportOption(False, raw, text=raw, mistake=mistake, why=why)
            found.setdefault(str(judgement.submitted), option)
    return list(found.values())


def shuffled(kind: "Kind", options: Sequence[ExportOption]) -> list[ExportOption]:
    """The options in an order that is always the same for a variant and says nothing."""
    variant = kind.variant
    name = f"{variant.identity}\x1f{variant.version}\x1f{variant.seed}"

    def place(option: ExportOption) -> bytes:
        return hashlib.sha256(f"{name}\x1f{option.raw}".encode()).digest()

    return sorted(options, key=place)
