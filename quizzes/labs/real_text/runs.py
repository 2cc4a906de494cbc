"""The trained model's run on a text: computed now, or stored in case it is not installed."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from attention_engine.experiments.real_text import (
    HeadFigures,
    WhereWeightGoes,
    head_figures,
    head_patterns,
    where_weight_goes,
)

from . import model
from .texts import KINDS

STORED = Path(__file__).parent / "stored_runs.json"
DECIMALS = 4
# Weights are stored as integers, in ten-thousandths, to keep the file short.
UNIT = 10**DECIMALS


@dataclass(frozen=True, eq=False)
class TextRun:
    """A text, its tokens, the figures of all heads (6, 12), the mean weight that each token
    receives over all rows of all heads, and the weights of the available heads by (layer, head),
    counted from 1."""

    text: str
    tokens: tuple[str, ...]
    figures: HeadFigures
    received: np.ndarray
    goes: WhereWeightGoes
    heads: dict[tuple[int, int], np.ndarray]

    @property
    def patterns(self) -> np.ndarray:
        return head_patterns(self.figures, self.tokens)


@lru_cache(maxsize=16)
def computed(text: str) -> TextRun:
    """The run of a text, computed by the engine. The model must be installed."""
    read = model.read(text)
    weights = model.attention_of(read.ids)
    return TextRun(
        text,
        read.tokens,
        head_figures(weights, read.tokens),
        weights.mean(axis=(0, 1, 2), dtype=np.float64),
        where_weight_goes(weights),
        {(i + 1, j + 1): weights[i, j] for i in range(model.LAYERS) for j in range(model.HEADS)},
    )


@cache
def stored() -> dict[str, TextRun]:
    """The stored runs by kind of text."""
    runs = json.loads(STORED.read_text(encoding="utf-8"))["runs"]
    return {run["kind"]: _from_stored(run) for run in runs}


def to_store(heads: Sequence[tuple[int, int]]) -> str:
    """The runs of all kinds as JSON, one run a line: the figures of all heads and the weights of
    `heads`, rounded."""
    lines = [
        json.dumps(_stored(kind, computed(text), heads), ensure_ascii=False, separators=(",", ":"))
        for kind, _name, text in KINDS
    ]
    runs = ",\n".join(lines)
    return f'{{"model":"{model.NAME}","license":"Apache-2.0","runs":[\n{runs}\n]}}\n'


def _stored(kind: str, run: TextRun, heads: Sequence[tuple[int, int]]) -> dict[str, Any]:
    return {
        "kind": kind,
        "text": run.text,
        "tokens": run.tokens,
        "figures": {name: _rounded(array) for name, array in vars(run.figures).items()},
        "received": _rounded(run.received),
        "goes": {name: round(share, DECIMALS) for name, share in asdict(run.goes).items()},
        "heads": [
            {"layer": layer, "head": head, "ten_thousandths": _whole(run.heads[layer, head])}
            for layer, head in heads
        ],
    }


def _from_stored(run: dict[str, Any]) -> TextRun:
    return TextRun(
        run["text"],
        tuple(run["tokens"]),
        HeadFigures(**{name: np.array(figures) for name, figures in run["figures"].items()}),
        np.array(run["received"]),
        WhereWeightGoes(**run["goes"]),
        {
            (each["layer"], each["head"]): np.array(each["ten_thousandths"]) / UNIT
            for each in run["heads"]
        },
    )


def _rounded(array: np.ndarray) -> list:
    return array.astype(np.float64).round(DECIMALS).tolist()


def _whole(weights: np.ndarray) -> list:
    return (weights.astype(np.float64) * UNIT).round().astype(int).tolist()
