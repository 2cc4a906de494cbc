"""One query through all steps of attention, and what a mask does to the remaining weights."""

import numpy as np

from attention_engine.experiments.one_query import OneQuery, one_query
from quizzes.pictures import Picture, heatmap, query_flow, vector_plane
from quizzes.pictures.picture import number

from .base import Expectation, Lab, LabForm, Outcome, Source
from .fields import seed_field, whole_field

# With more keys than this, their labels crowd the plane.
IN_THE_PLANE = 5
# Numbers closer than this count as equal; it is far above rounding error.
EQUAL = 1e-9


class OneQueryForm(LabForm):
    keys = whole_field("Keys", 5, 4, 8)
    hidden = whole_field("Hidden keys, the last ones", 1, 1, 2)
    width = whole_field("Width", 2, 2, 64)
    width.help_text += f" At 2, with up to {IN_THE_PLANE} keys, the vectors are drawn, too."
    seed = seed_field()


def cost(keys: int, width: int, hidden: int, seed: int) -> int:
    """FLOPs of scores and outputs, with and without the mask."""
    return 4 * keys * (width + 2)


def run(keys: int, width: int, hidden: int, seed: int) -> Outcome:
    found = one_query(keys, width, hidden, seed)
    seen = keys - hidden
    lost = float(found.open_weights[seen:].sum())
    before, after = found.open_weights[:seen], found.weights[:seen]
    best = int(after.argmax())
    says = (
        f"The largest dot product among the visible keys is that with {_key(best)}, "
        f"{number(found.products[best], 2)}. The scale brings all scores closer to zero and "
        f"keeps their order; softmax keeps it, too, and {_key(best)} gets the largest weight, "
        f"{after[best]:.2f}.",
        f"Without the mask the hidden {'key' if hidden == 1 else 'keys'} would get "
        f"{lost:.3f} of the weight. With minus infinity as score an exponential is exactly 0. The "
        "exponentials of the other keys stay as they are; only their sum is smaller. So every "
        f"weight that is left is divided by the same {1 - lost:.3f}: it becomes "
        f"{after[best] / before[best]:.3f} times as large, and the row sums to 1 again.",
        f"The output is the average of the values by these weights: {_numbers(found.output)} with "
        f"the mask and {_numbers(found.open_output)} without it.",
    )
    return Outcome(_right(before, after), says, _pictures(found))


def _right(before: np.ndarray, after: np.ndarray) -> str:
    if np.ptp(after / before) < EQUAL:
        return "same" if np.abs(after - before).max() < EQUAL else "factor"
    return "amount" if np.ptp(after - before) < EQUAL else "own"


def _pictures(found: OneQuery) -> tuple[Picture, ...]:
    keys = [_key(place) for place in range(len(found.key))]
    flow = query_flow(
        "flow",
        "All steps of one query",
        "query",
        keys,
        products=found.products,
        scaled=found.scaled,
        masked=found.masked,
        weights=found.weights,
        values=found.value,
        output=found.output,
        scaled_by=f"÷ √{len(found.query)}",
    )
    weights = heatmap(
        "weights",
        "The weights without and with the mask",
        np.stack([found.open_weights, found.weights]),
        ["without", "with the mask"],
        keys,
        row_name="",
        most=1.0,
        decimals=3,
    )
    if found.key.shape[1] != 2 or len(keys) > IN_THE_PLANE:
        return flow, weights
    plane = vector_plane(
        "plane",
        "The query and its keys",
        ["query", *keys],
        np.stack([found.query, *found.key]),
        angle=(0, 1 + int(found.products.argmax())),
    )
    return flow, weights, plane


def _key(place: int) -> str:
    return f"key {place + 1}"


def _numbers(vector: np.ndarray) -> str:
    return f"({', '.join(number(value, 2) for value in vector)})"


LAB = Lab(
    slug="one-query",
    title="One query, step by step",
    lead="From dot products over scale, mask and softmax to the output, every number of it.",
    expectation=Expectation(
        "A mask hides the last key from a query. What happens to the weights of the other keys?",
        (
            ("same", "They stay as they are."),
            ("amount", "Each grows by the same amount."),
            ("factor", "Each grows by the same factor."),
            ("own", "Each changes in its own way."),
        ),
    ),
    form=OneQueryForm,
    run=run,
    cost=cost,
    sources=(
        Source(
            "Vaswani et al. 2017, Attention Is All You Need, sections 3.2.1 and 3.2.3",
            "https://arxiv.org/abs/1706.03762",
        ),
    ),
    questions=("queries-keys-and-values", "attention-masks", "geometry-of-queries-and-keys"),
)
