"""The pictures of a text's heads: one head, all 72 heads, and which patterns persist."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from attention_engine.experiments.real_text import PATTERNS, PLACES
from quizzes.pictures import Picture, Table, bar_chart
from quizzes.pictures.small_heatmap import small_heatmap

from . import model
from .runs import TextRun, stored
from .texts import KINDS

LAYERS = [str(layer) for layer in range(1, model.LAYERS + 1)]
HEADS = [str(head) for head in range(1, model.HEADS + 1)]
SIDE = 38
MOST_RECEIVING = 10
# The name for a table, and the short one for a cell.
NAMES = {
    "own": ("itself", "self"),
    "previous": ("previous token", "prev"),
    "next": ("next token", "next"),
    "first": ("[CLS]", "CLS"),
    "last": ("[SEP]", "SEP"),
    "same": ("same token elsewhere", "same"),
    "broad": ("broad", "broad"),
    "mixed": ("mixed", "·"),
}
FIGURES = (
    ("entropy", "Entropy of each head", "nats"),
    ("diagonal", "Diagonal strength of each head", "mean weight of itself"),
    ("off_diagonal", "Off-diagonal strength of each head", "mean weight of the others"),
    ("effective_rank", "Effective rank of each head", "effective rank"),
)


def numbered(tokens: Sequence[str]) -> list[str]:
    """Each token with its position, because a token can occur twice."""
    return [f"{place} {token}" for place, token in enumerate(tokens, start=1)]


def pictures_of(run: TextRun, layer: int, head: int) -> tuple[Picture, ...]:
    figures = (
        small_heatmap(
            name.replace("_", "-"),
            title,
            getattr(run.figures, name),
            LAYERS,
            HEADS,
            row_name="layer",
            column_name=f"head; {words}",
            side=SIDE,
            words=[[_in_cell(value) for value in row] for row in getattr(run.figures, name)],
            decimals=4,
        )
        for name, title, words in FIGURES
    )
    one = run.heads.get((layer, head))
    of_head = () if one is None else (_head_picture(run, one, layer, head),)
    return (*of_head, _received(run), _patterns(run), *figures, _counts(), _kept())


@cache
def kept() -> tuple[np.ndarray, np.ndarray]:
    """The most common pattern of each head over the stored texts, and its count of texts."""
    found = np.stack([run.patterns for run in stored().values()])
    counts = np.stack([(found == pattern).sum(axis=0) for pattern in PATTERNS])
    return np.array(PATTERNS)[counts.argmax(axis=0)], counts.max(axis=0)


def _head_picture(run: TextRun, weights: np.ndarray, layer: int, head: int) -> Picture:
    names = numbered(run.tokens)
    title = f"Weights of head {head} in layer {layer}"
    return small_heatmap("head", title, weights, names, names, decimals=4)


def _received(run: TextRun) -> Picture:
    order = np.argsort(-run.received, kind="stable")[:MOST_RECEIVING]
    names = numbered(run.tokens)
    return bar_chart(
        "received",
        "Tokens that receive most, over all rows of all heads",
        "token",
        [names[place] for place in order],
        "mean weight",
        run.received[order].tolist(),
    )


def _patterns(run: TextRun) -> Picture:
    """The largest share of a named place per head; the table has all figures of all heads."""
    figures, patterns = run.figures, run.patterns
    shares = np.stack([figures.share(place) for place in PLACES])
    places = [NAMES[place][0] for place in PLACES]
    columns = ["layer.head", "pattern", *places, "entropy", "off-diagonal", "effective rank"]
    rows = [
        [
            f"{i + 1}.{j + 1}",
            NAMES[str(patterns[i, j])][0],
            *shares[:, i, j].tolist(),
            *(float(each[i, j]) for each in (figures.entropy, figures.off_diagonal)),
            float(figures.effective_rank[i, j]),
        ]
        for i, j in np.ndindex(patterns.shape)
    ]
    return small_heatmap(
        "patterns",
        "What each head seems to look at",
        shares.max(axis=0),
        LAYERS,
        HEADS,
        row_name="layer",
        column_name="head; the largest share of a place",
        side=SIDE,
        words=[[NAMES[str(name)][1] for name in row] for row in patterns],
        table=Table(columns, rows, 3),
    )


@cache
def _counts() -> Picture:
    """How many heads show each pattern, by kind of text."""
    counts = [
        [int((run.patterns == pattern).sum()) for pattern in PATTERNS] for run in stored().values()
    ]
    return small_heatmap(
        "kinds",
        "Heads of each pattern, in five kinds of text",
        np.array(counts),
        [name for _key, name, _text in KINDS],
        [NAMES[pattern][0] for pattern in PATTERNS],
        row_name="text",
        column_name="heads out of 72",
        side=SIDE,
        words=[[str(count) for count in row] for row in counts],
        decimals=0,
    )


@cache
def _kept() -> Picture:
    patterns, counts = kept()
    told = [
        [f"{NAMES[str(name)][0]}, {count} of 5" for name, count in zip(*row, strict=True)]
        for row in zip(patterns, counts, strict=True)
    ]
    rows = [[layer, *cells] for layer, cells in zip(LAYERS, told, strict=True)]
    return small_heatmap(
        "kept",
        "In how many of the five texts a head shows its commonest pattern",
        counts,
        LAYERS,
        HEADS,
        row_name="layer",
        column_name="head; texts",
        side=SIDE,
        words=[[NAMES[str(name)][1] for name in row] for row in patterns],
        table=Table(["layer", *HEADS], rows),
        decimals=0,
    )


def _in_cell(value: float) -> str:
    """About three digits, short enough for a cell; a small nonzero value never shows as zero."""
    if 0 < value < 0.0005:
        return "≈0"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"
