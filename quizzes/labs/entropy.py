"""Entropy against temperature, and what dropout on the weights does and does not do."""

from attention_engine.experiments.entropy import Dropout, dropout_on_weights
from quizzes.pictures import Picture, Series, line_chart

from .base import Expectation, Lab, LabForm, Outcome, Source
from .fields import number_field, seed_field, whole_field

TEMPERATURES = tuple(2.0**power for power in range(-2, 6))
AT_ONE = TEMPERATURES.index(1.0)
QUERIES, DRAWS = 100, 50
# A smaller change counts as none.
SAME = 1e-9


class EntropyForm(LabForm):
    rate = number_field("Dropout: share of the weights", 0.3, 0, 0.9)
    spread = number_field("Spread of the scores", 6, 0.1, 30)
    keys = whole_field("Number of keys", 16, 2, 48)
    seed = seed_field()


def cost(rate: float, spread: float, keys: int, seed: int) -> int:
    return len(TEMPERATURES) * QUERIES * keys * (16 * DRAWS + 30)


def run(rate: float, spread: float, keys: int, seed: int) -> Outcome:
    with_it = dropout_on_weights(TEMPERATURES, rate, spread, QUERIES, keys, DRAWS, seed)
    without = dropout_on_weights(TEMPERATURES, 0.0, spread, QUERIES, keys, DRAWS, seed)
    says = (
        f"At temperature 1 the entropy is {with_it.entropy[AT_ONE]:.3f} nats; at "
        f"{TEMPERATURES[-1]:g} it is {with_it.entropy[-1]:.3f}, and at {TEMPERATURES[0]:g} "
        f"{with_it.entropy[0]:.3f}. Dividing the scores brings them closer together, and the "
        "weights with them.",
        f"Dropout of {rate:g} comes after softmax. The entropy of softmax is the same with it and "
        f"without it, {with_it.entropy[AT_ONE]:.3f} and {without.entropy[AT_ONE]:.3f}, and so is "
        "the sum of w (1 - w) that the gradient goes through, "
        f"{with_it.sensitivity[AT_ONE]:.3f} and {without.sensitivity[AT_ONE]:.3f}: the scores lie "
        "as far apart as before. The weights that are left have an entropy of "
        f"{with_it.entropy_dropped[AT_ONE]:.3f} when they are renormalized.",
        f"What it does is to add noise. One output is off by "
        f"{with_it.output_shift[AT_ONE]:.2f} of its size, the mean of {DRAWS} by "
        f"{with_it.mean_shift[AT_ONE]:.2f}: on average nothing changes, and no single key can be "
        "relied on. That works against overfitting, not against collapse.",
    )
    return Outcome(_right(with_it, without), says, _pictures(with_it))


def _right(with_it: Dropout, without: Dropout) -> str:
    change = float(with_it.entropy[AT_ONE] - without.entropy[AT_ONE])
    if abs(change) < SAME:
        return "same"
    return "more" if change > 0 else "less"


def _pictures(found: Dropout) -> tuple[Picture, ...]:
    def line(name: str, field: str) -> Series:
        return Series(name, getattr(found, field).tolist())

    return (
        line_chart(
            "entropy",
            "Entropy against temperature",
            "temperature",
            TEMPERATURES,
            "mean, in nats",
            [line("softmax", "entropy"), line("what dropout leaves", "entropy_dropped")],
            log_x=True,
        ),
        line_chart(
            "sensitivity",
            "How much weights react to scores",
            "temperature",
            TEMPERATURES,
            "sum of w (1 - w)",
            [line("softmax", "sensitivity")],
            log_x=True,
        ),
        line_chart(
            "shift",
            "What dropout does to the output",
            "temperature",
            TEMPERATURES,
            "share of the output's size",
            [line("one output", "output_shift"), line(f"mean of {DRAWS}", "mean_shift")],
            log_x=True,
        ),
    )


LAB = Lab(
    slug="entropy",
    title="Temperature, dropout and entropy",
    lead="Sharp scores make softmax collapse on one key. Which of the two remedies that are often "
    "named acts on it?",
    expectation=Expectation(
        "Dropout is switched on for the weights of a head whose softmax is nearly one-hot. What "
        "happens to the entropy of this softmax?",
        (
            ("more", "It rises: other keys get a chance."),
            ("same", "It stays exactly as it was."),
            ("less", "It falls: fewer keys are left."),
        ),
    ),
    form=EntropyForm,
    run=run,
    cost=cost,
    sources=(
        Source(
            "Zhai et al. 2023, Stabilizing Transformer Training by Preventing Attention Entropy "
            "Collapse",
            "https://arxiv.org/abs/2303.06296",
        ),
        Source(
            "Vaswani et al. 2017, Attention Is All You Need, section 5.4",
            "https://arxiv.org/abs/1706.03762",
        ),
    ),
    questions=("entropy-of-attention", "softmax-temperature"),
)
