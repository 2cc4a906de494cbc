"""Scores of random vectors by width, with and without division by the square root of d_k."""

from attention_engine import random_score_spread
from quizzes.pictures import Picture, Series, line_chart

from .base import FOR_EACH_DRAW, Expectation, Lab, LabForm, Outcome, Source
from .fields import seed_field, whole_field

KEYS = 8
WIDTHS = tuple(4**power for power in range(7))


class ScalingForm(LabForm):
    samples = whole_field("Queries drawn for each width", 100, 20, 110)
    seed = seed_field()


def cost(samples: int, seed: int) -> int:
    """FLOPs: a multiply-add for each component of each of 8 keys, and all random numbers."""
    products, draws = 2 * samples * KEYS, samples * (KEYS + 1)
    return sum((products + FOR_EACH_DRAW * draws) * width for width in WIDTHS)


def run(samples: int, seed: int) -> Outcome:
    spreads = [random_score_spread(width, samples, seed) for width in WIDTHS]
    early, last = spreads[1], spreads[-1]
    grows = last.measured > 0.5 * last.predicted
    says = (
        f"At width {WIDTHS[-1]:,} the standard deviation of the scores is {last.measured:.1f}; "
        f"the root of the width is {last.predicted:.0f}. A dot product is a sum of as many "
        "independent terms as there are components. Their variances add up, so that the standard "
        f"deviation grows with the root. Divided by it, {last.measured_scaled:.2f} is left, at "
        "every width.",
        f"Without the division the largest of {KEYS} weights is {last.largest_weight:.3f} on "
        f"average at that width, and the entropy {last.entropy:.3f} nats. With it they are "
        f"{last.largest_weight_scaled:.3f} and {last.entropy_scaled:.3f}; at width {WIDTHS[1]} "
        f"they were {early.largest_weight_scaled:.3f} and {early.entropy_scaled:.3f}.",
        "The weights react to their scores by w (1 - w). Summed over a row this is "
        f"{last.sensitivity:.4f} without the division and {last.sensitivity_scaled:.3f} with it: "
        "a saturated softmax passes hardly any gradient back.",
    )
    return Outcome("root" if grows else "same", says, _pictures(spreads))


def _pictures(spreads: list) -> tuple[Picture, ...]:
    def of(field: str) -> list[float]:
        return [getattr(spread, field) for spread in spreads]

    def pair(name: str, title: str, words: str, field: str) -> Picture:
        both = [
            Series("without the division", of(field)),
            Series("divided by the root of d_k", of(f"{field}_scaled")),
        ]
        return line_chart(name, title, X_NAME, WIDTHS, words, both, log_x=True)

    scores = [
        Series("without the division", of("measured")),
        Series("predicted: the root of d_k", of("predicted"), is_predicted=True),
        Series("divided by the root of d_k", of("measured_scaled")),
    ]
    return (
        line_chart(
            "scores",
            "How far scores spread",
            X_NAME,
            WIDTHS,
            "standard deviation",
            scores,
            log_x=True,
            log_y=True,
        ),
        pair("largest-weight", "The largest of eight weights", "mean weight", "largest_weight"),
        pair("entropy", "Entropy of the weights", "nats", "entropy"),
        pair("sensitivity", "How much weights react", "sum of w (1 - w)", "sensitivity"),
    )


X_NAME = "width of queries and keys, d_k"
LAB = Lab(
    slug="scaling",
    title="Why scores are divided by the square root",
    lead="Random queries and keys of growing width: what happens to their scores, and what "
    "softmax makes of them.",
    expectation=Expectation(
        "All components of queries and keys are drawn independently, with mean 0 and variance 1. "
        "How does the standard deviation of a dot product grow when they get four times as wide?",
        (
            ("same", "It stays the same."),
            ("root", "It doubles."),
            ("width", "It becomes four times as large."),
        ),
    ),
    form=ScalingForm,
    run=run,
    cost=cost,
    sources=(
        Source(
            "Vaswani et al. 2017, Attention Is All You Need, section 3.2.1 and footnote 4",
            "https://arxiv.org/abs/1706.03762",
        ),
    ),
    questions=("scaling-by-the-square-root", "softmax-temperature"),
)
