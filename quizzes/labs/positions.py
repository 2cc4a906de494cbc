"""RoPE, sinusoidal encodings and ALiBi as functions of distance, with all else equal."""

import numpy as np

from attention_engine.experiments.positions import ScoresByDistance, scores_by_distance
from quizzes.pictures import Picture, Series, line_chart

from .base import Expectation, Lab, LabForm, Outcome, Source
from .fields import choice_field, number_field, whole_field

HEADS = 8
WIDTHS = [(str(width), str(width)) for width in (64, 4, 8, 16, 32, 128)]
# Lines with more points than this are thinned for the picture.
MOST_POINTS = 65


class PositionsForm(LabForm):
    length = whole_field("Distances up to", 128, 8, 1024)
    width = choice_field("Width of queries and keys", WIDTHS)
    base = number_field("Base of the rates of RoPE", 10000, 2, 1_000_000)


def cost(length: int, width: str, base: float) -> int:
    return 20 * (length + 1000) * int(width)


def run(length: int, width: str, base: float) -> Outcome:
    found = scores_by_distance(length, int(width), HEADS, base)
    rises = int(np.count_nonzero(np.diff(found.rotary) > 0))
    same = float(np.abs(found.rotary - found.rotary_later).max())
    lowest = int(np.argmin(found.rotary))
    says = (
        f"With equal content everywhere, the score under RoPE falls from 1 to "
        f"{found.rotary[1]:.3f} at distance 1 and is lowest at distance {lowest}, with "
        f"{found.rotary[lowest]:.3f}. It is a mean of cosines of different rates, and so it rises "
        f"again at {rises} of {length - 1} steps. The tendency falls; each single step need not.",
        f"A query 1,000 places further on sees the same curve, up to {same:.0e}: only the distance "
        "counts.",
        f"The dot product of two sinusoidal encodings is at {found.sinusoidal[-1]:.3f} of its "
        f"largest value at distance {length - 1}. ALiBi subtracts {-found.alibi_first[-1]:g} there "
        f"in its first head and {-found.alibi_last[-1]:g} in its last, in proportion to the "
        "distance: it never rises.",
    )
    return Outcome("waves" if rises else "falls", says, _pictures(found))


def _pictures(found: ScoresByDistance) -> tuple[Picture, ...]:
    length = len(found.rotary)
    places = np.unique(np.linspace(0, length - 1, min(length, MOST_POINTS)).round().astype(int))
    x = places.tolist()

    def line(name: str, values: np.ndarray, is_predicted: bool = False) -> Series:
        return Series(name, values[places].tolist(), is_predicted)

    return (
        line_chart(
            "rotation",
            "RoPE and sinusoidal encodings",
            "distance",
            x,
            "share of the score at distance 0",
            [line("RoPE", found.rotary), line("sinusoidal", found.sinusoidal)],
        ),
        line_chart(
            "alibi",
            "ALiBi",
            "distance",
            x,
            "added to the score",
            [
                line("first of 8 heads, slope 1/2", found.alibi_first),
                line("last of 8 heads, slope 1/256", found.alibi_last),
            ],
        ),
    )


LAB = Lab(
    slug="positions",
    title="How encodings see distance",
    lead="The same content at every place: what is left of a score is what the encoding makes of "
    "the distance.",
    expectation=Expectation(
        "All words have the same query and the same key, rotated by RoPE. How does the score "
        "change "
        "as the key moves away from the query, step by step?",
        (
            ("falls", "It falls at every step."),
            ("waves", "It falls at first, and then rises and falls in turn."),
        ),
    ),
    form=PositionsForm,
    run=run,
    cost=cost,
    sources=(
        Source(
            "Su et al. 2021, RoFormer, sections 3.3 and 3.4.3",
            "https://arxiv.org/abs/2104.09864",
        ),
        Source("Press et al. 2022, ALiBi, section 3", "https://arxiv.org/abs/2108.12409"),
        Source(
            "Vaswani et al. 2017, Attention Is All You Need, section 3.5",
            "https://arxiv.org/abs/1706.03762",
        ),
    ),
    questions=(
        "rotary-positions",
        "relative-positions-and-alibi",
        "sinusoidal-positions",
    ),
)
