"""Width and quality: how often a noisy query finds its own key."""

from attention_engine.experiments.lookup import Lookup, noisy_lookup
from quizzes.pictures import Picture, Series, line_chart

from .base import Expectation, Lab, LabForm, Outcome, Source
from .fields import number_field, seed_field, whole_field

WIDTHS = tuple(2**power for power in range(1, 9))


class LookupForm(LabForm):
    keys = whole_field("Number of keys", 64, 2, 256)
    noise = number_field("Noise, as a share of a key's length", 1.0, 0, 4)
    trials = whole_field("Queries for each width", 200, 50, 1000)
    seed = seed_field()


def cost(keys: int, noise: float, trials: int, seed: int) -> int:
    return sum(2 * trials * keys * width + 20 * (keys + trials) * width for width in WIDTHS)


def run(keys: int, noise: float, trials: int, seed: int) -> Outcome:
    found = [noisy_lookup(width, keys, noise, trials, seed) for width in WIDTHS]
    first, last = found[0], found[-1]
    says = (
        f"At width {WIDTHS[0]} the own key wins for {_percent(first)} of the queries, at width "
        f"{WIDTHS[-1]} for {_percent(last)}. Brackets show the 95% confidence interval.",
        "The noise has the same share of the length at every width, so more components do not "
        "make it smaller. They make wrong keys look less alike: the cosine of two random vectors "
        "spreads around zero by one over the root of the width, while that of a noisy query with "
        f"its own key stays near {1 / (1 + noise * noise) ** 0.5:.2f}.",
        f"The weight of the own key follows: {first.weight:.3f} on average at width {WIDTHS[0]}, "
        f"{last.weight:.3f} at width {WIDTHS[-1]}. With even weights, each of {keys} keys "
        f"would get {1 / keys:.3f}.",
    )
    return Outcome(_right(first, last), says, _pictures(found, keys))


def _right(first: Lookup, last: Lookup) -> str:
    """Better or worse only if the two confidence intervals do not overlap."""
    if last.low > first.high:
        return "better"
    return "worse" if last.high < first.low else "same"


def _percent(found: Lookup) -> str:
    low, high = 100 * found.low, 100 * found.high
    return f"{100 * found.accuracy:.0f} percent ({low:.0f} to {high:.0f})"


def _pictures(found: list[Lookup], keys: int) -> tuple[Picture, ...]:
    return (
        line_chart(
            "accuracy",
            "How often the right key wins",
            "width of queries and keys, d_k",
            WIDTHS,
            "share of queries",
            [
                Series("own key has the largest weight", [each.accuracy for each in found]),
                Series("low end of the interval", [each.low for each in found], True),
                Series("high end of the interval", [each.high for each in found], True),
            ],
            log_x=True,
        ),
        line_chart(
            "weight",
            "The weight of the right key",
            "width of queries and keys, d_k",
            WIDTHS,
            "mean weight",
            [
                Series("own key", [each.weight for each in found]),
                Series("even weights", [1 / keys] * len(found), is_predicted=True),
            ],
            log_x=True,
        ),
    )


LAB = Lab(
    slug="lookup",
    title="Does width help find the right key?",
    lead="Noisy queries look for their own key among many: how often does it get the largest "
    "weight, at widths from 2 to 256?",
    expectation=Expectation(
        "Each query is one of the keys plus noise as long as the key itself, at every width. What "
        "happens to the share of queries whose own key wins when the width grows?",
        (
            ("better", "It grows: wide vectors are easier to tell apart."),
            ("same", "It stays: the noise grows with the width as the key does."),
            ("worse", "It falls: more components, more noise."),
        ),
    ),
    form=LookupForm,
    run=run,
    cost=cost,
    sources=(
        Source(
            "Vershynin 2018, High-Dimensional Probability, section 3.3",
            "https://www.math.uci.edu/~rvershyn/papers/HDP-book/HDP-book.html",
        ),
        Source(
            "Wilson 1927, Probable Inference, the Law of Succession, and Statistical Inference",
            "https://doi.org/10.1080/01621459.1927.10502953",
        ),
    ),
    questions=("geometry-of-queries-and-keys", "scaling-by-the-square-root"),
)
