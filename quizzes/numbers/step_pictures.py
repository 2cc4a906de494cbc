"""Worked steps as pictures: weights or scores as a heatmap, one query through all steps, two
vectors in the plane."""

import numpy as np

from attention_engine.computations.worked import WorkedAnswer
from quizzes.pictures import Picture, query_flow, vector_plane

from .givens_form import Givens
from .limits import MAX_SIDE
from .matrix_pictures import LABELS, MatrixLabels, matrix_picture

# The weights of further heads appear only in the steps and the exports, and so do those beyond so
# many cells.
MOST_HEADS, MOST_CELLS = 4, 256
# The inputs of a computation that are drawn as arrows, and the title.
_PLANES = {
    "dot_product": ("query", "key", "Query and key in the plane"),
    "cosine_similarity": ("query", "key", "Query and key in the plane"),
    "projection": ("vector", "onto", "The projection in the plane"),
}
# Computations whose steps lead one query from dot products to an output.
_FLOWS = ("scaled_dot_product_attention", "self_attention")


def has_pictures(computation: str) -> bool:
    """Whether the steps of this computation can have a picture, for some numbers."""
    return computation in LABELS or computation in _PLANES


def step_pictures(givens: Givens, worked: WorkedAnswer | None, place: str) -> list[Picture]:
    """The pictures below the steps; none if there is nothing to draw.

    `place` names the steps on their page, so that every picture there has a unique name.
    """
    if worked is None:
        return []
    if givens.computation in LABELS:
        return _heatmaps(LABELS[givens.computation], worked, place) + _flow(givens, worked, place)
    if givens.computation in _PLANES:
        return _plane(givens, worked, place)
    return []


def _heatmaps(labels: MatrixLabels, worked: WorkedAnswer, place: str) -> list[Picture]:
    step = next(step for step in worked.steps if step.name == labels.step)
    height, width = step.value.shape[-2:]
    if max(height, width) > MAX_SIDE:
        return []
    drawn = max(1, min(MOST_HEADS, MOST_CELLS // (height * width)))
    planes = step.value.reshape(-1, height, width)[:drawn]
    has_heads = step.value.ndim > 2
    return [
        matrix_picture(
            f"{place}-{labels.step}-{n}",
            f"{step.title}{f' of head {n}' if has_heads else ''} at a glance",
            plane,
            labels,
        )
        for n, plane in enumerate(planes, start=1)
    ]


def _flow(givens: Givens, worked: WorkedAnswer, place: str) -> list[Picture]:
    """The first query, step by step; none for more keys or longer values than can be drawn."""
    found = {step.name: step.value for step in worked.steps}
    if givens.computation not in _FLOWS or found["output"].ndim != 2:
        return []
    values = found["value"] if "value" in found else np.asarray(givens.inputs["value"])
    masked, scale = found.get("masked_scores"), givens.inputs.get("scale")
    try:
        flow = query_flow(
            f"{place}-flow",
            "The first query, step by step",
            "q1",
            [f"k{n}" for n in range(1, len(values) + 1)],
            products=found["dot_products"][0],
            scaled=found["scores"][0],
            masked=None if masked is None else masked[0],
            weights=found["weights"][0],
            values=values,
            output=found["output"][0],
            scaled_by="÷ √d_k" if scale is None else f"× {scale:.3g}",
        )
    except ValueError:
        return []
    return [flow]


def _plane(givens: Givens, worked: WorkedAnswer, place: str) -> list[Picture]:
    """Arrows for vectors of two numbers; none for longer ones or sizes that cannot be drawn."""
    *names, title = _PLANES[givens.computation]
    vectors = [np.asarray(givens.inputs[name], dtype=np.float64) for name in names]
    drops = []
    if givens.computation == "projection":
        names, vectors, drops = [*names, "projection"], [*vectors, worked.result], [(0, 2)]
    try:
        return [vector_plane(f"{place}-plane", title, names, np.array(vectors), drops=drops)]
    except ValueError:
        return []
