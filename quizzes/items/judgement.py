"""What the judge says of one answer."""

from dataclasses import dataclass
from typing import Any

import numpy as np


def as_json(array: np.ndarray) -> Any:
    """Numbers as nested lists. JSON has no infinity: a hidden score is the text "-inf"."""
    if np.isfinite(array).all():
        return array.tolist()
    texts = array.astype(object)
    texts[~np.isfinite(array)] = [f"{number:g}" for number in array[~np.isfinite(array)]]
    return texts.tolist()


@dataclass(frozen=True)
class StepJudgement:
    """One step of a derivation. `cells` is None where nothing could be compared."""

    name: str
    verdict: str
    submitted: np.ndarray | None = None
    cells: np.ndarray | None = None


@dataclass(frozen=True)
class Judgement:
    """Verdict `right`, `imprecise` or `wrong`; score 0..1; a message to the learner.

    `submitted` is what was read, as JSON; `echo` the same as an array where it is one, with
    `cells` true where it is right; `mistakes` are ids of the catalogue, likeliest first.
    """

    verdict: str
    score: float
    message: str
    submitted: Any
    echo: np.ndarray | None = None
    cells: np.ndarray | None = None
    mistakes: tuple[str, ...] = ()
    steps: tuple[StepJudgement, ...] = ()


@dataclass(frozen=True)
class Probe:
    """An answer that a proof types in, and what must come of it.

    `verdict` None means a format error; `mistake` is the id that must be named.
    """

    raw: str
    verdict: str | None
    mistake: str = ""
    what: str = ""
