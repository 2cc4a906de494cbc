"""Stacked attention layers: what happens to the rank with and without skip connections."""

from attention_engine.experiments.collapse import Depth, stacked_attention
from quizzes.pictures import Picture, Series, line_chart

from .base import Expectation, Lab, LabForm, Outcome, Source
from .fields import seed_field, whole_field

# Below this effective rank all rows count as the same.
COLLAPSED = 1.05


class CollapseForm(LabForm):
    depth = whole_field("Layers", 12, 1, 24)
    length = whole_field("Positions", 16, 2, 48)
    width = whole_field("Width", 32, 2, 96)
    seed = seed_field()


def cost(depth: int, length: int, width: int, seed: int) -> int:
    layer = 6 * length * width * width + 4 * length * length * width
    # The singular values take about twenty times length x width x the shorter side.
    return 2 * depth * (layer + 20 * length * width * min(length, width))


def run(depth: int, length: int, width: int, seed: int) -> Outcome:
    bare = stacked_attention(depth, length, width, skip=False, seed=seed)
    kept = stacked_attention(depth, length, width, skip=True, seed=seed)
    says = (
        f"{_when(bare, depth)} At the start it is {bare.rank[0]:.1f}. Each output is an average of "
        "values, and averages of averages even out: the rows become alike, then their scores "
        "become alike, and the weights even, which makes the next average more even still.",
        f"With skip connections it is {kept.rank[-1]:.2f} after {depth} layers. The input of a "
        "layer is added to its average, so that what tells rows apart is passed on. It still "
        "shrinks as averages are added on top; the MLPs of a Transformer, left out here, slow "
        "that down.",
        f"Of the size of the rows, {bare.apart[-1]:.1e} is not their common mean at the end "
        f"without skip connections, and {kept.apart[-1]:.3f} with them.",
    )
    return Outcome(_right(bare, kept), says, _pictures(bare, kept))


def _when(bare: Depth, depth: int) -> str:
    collapsed = [layer for layer, rank in enumerate(bare.rank) if rank < COLLAPSED]
    if not collapsed:
        return f"Without skip connections the effective rank is {bare.rank[-1]:.2f} at the end."
    return (
        f"Without skip connections the effective rank is {bare.rank[collapsed[0]]:.3f} after "
        f"{collapsed[0]} of {depth} layers: nearly one vector for all positions."
    )


def _right(bare: Depth, kept: Depth) -> str:
    if bare.rank[-1] < 0.98 * kept.rank[-1]:
        return "bare"
    return "skip" if kept.rank[-1] < 0.98 * bare.rank[-1] else "same"


def _pictures(bare: Depth, kept: Depth) -> tuple[Picture, ...]:
    layers = range(len(bare.rank))

    def chart(name: str, title: str, y_name: str, field: str, *, log_y: bool = False) -> Picture:
        both = [
            Series("attention alone", getattr(bare, field).tolist()),
            Series("with skip connections", getattr(kept, field).tolist()),
        ]
        return line_chart(name, title, "layers", list(layers), y_name, both, log_y=log_y)

    return (
        chart("rank", "Effective rank of the rows", "effective rank", "rank"),
        chart("apart", "How far rows differ from their mean", "share", "apart", log_y=True),
    )


LAB = Lab(
    slug="collapse",
    title="Stacking attention layers",
    lead="Random layers of self-attention, one after the other: how many directions are left?",
    expectation=Expectation(
        "Twelve random layers of self-attention run one after the other, once alone and once with "
        "skip connections. Where is the effective rank of the outputs lower at the end?",
        (
            ("bare", "Without skip connections."),
            ("skip", "With skip connections."),
            ("same", "About the same in both."),
        ),
    ),
    form=CollapseForm,
    run=run,
    cost=cost,
    sources=(
        Source(
            "Dong et al. 2021, Attention Is Not All You Need, sections 2 and 4",
            "https://arxiv.org/abs/2103.03404",
        ),
        Source(
            "Roy and Vetterli 2007, The Effective Rank",
            "https://infoscience.epfl.ch/record/110188",
        ),
    ),
    questions=("rank-collapse", "entropy-of-attention"),
)
