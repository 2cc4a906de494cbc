"""Exact attention compared with cheaper forms: what each loses, where, and what it saves."""

from attention_engine.experiments.approximations import Approximation, compare_approximations
from quizzes.pictures import Picture, bar_chart

from .base import FOR_EACH_EXPONENTIAL, Expectation, Lab, LabForm, Outcome, Source
from .fields import choice_field, seed_field, whole_field

NAMES = {
    "dense": "exact",
    "local": "local",
    "strided": "strided",
    "local_global": "local + global",
    "linear": "linear",
}
STRUCTURES = [("far", "far from the query"), ("near", "near the query")]


class ApproximationsForm(LabForm):
    structure = choice_field("What matters is", STRUCTURES)
    length = whole_field("Positions", 128, 16, 512)
    width = whole_field("Width", 16, 2, 64)
    window = whole_field("Window on either side", 8, 1, 64)
    stride = whole_field("Stride", 8, 2, 64)
    global_tokens = whole_field("Global tokens", 4, 0, 16)
    seed = seed_field()


def cost(length: int, width: int, **_others: object) -> int:
    """FLOPs: the scores once, the outputs of five forms, the features of one, and the weights."""
    return length * length * (14 * width + 2 * len(NAMES) * FOR_EACH_EXPONENTIAL)


def run(**settings: int | str) -> Outcome:
    found = {each.name: each for each in compare_approximations(**settings)}  # pyright: ignore
    exact, local, linear = (found[name] for name in ("dense", "local", "linear"))
    best = _best(found)
    where = dict(STRUCTURES)[str(settings["structure"])]
    says = (
        f"What a query looks for is {where}. The first choice of exact attention is kept "
        f"most often by {NAMES[best]} attention, for {_percent(found[best].agreement)} of the "
        f"queries; the window alone keeps it for {_percent(local.agreement)}.",
        "A pattern cannot choose a key that it hides, however well the key fits. Where what is "
        "looked for lies within the window the pattern loses little, and where it lies outside it "
        "loses nearly all. Strides and global tokens show some far keys, and not those that are "
        "looked for.",
        f"Linear attention hides no key. Its weights are dot products of features, without the "
        f"exponential, and much more even: it keeps the first choice for "
        f"{_percent(linear.agreement)} of the queries, and yet its output is off by "
        f"{_percent(linear.error)} of the output's size.",
        f"Exact attention counts {exact.flops:,} FLOPs here, the window {local.flops:,} and the "
        f"linear form {linear.flops:,}.",
    )
    return Outcome(best, says, _pictures(list(found.values())))


def _best(found: dict[str, Approximation]) -> str:
    """The cheaper form with the highest agreement; ties go to the smaller error."""
    cheaper = [each for each in found.values() if each.name != "dense"]
    return max(cheaper, key=lambda each: (each.agreement, -each.error)).name


def _percent(share: float) -> str:
    return f"{100 * share:.0f} percent"


def _pictures(found: list[Approximation]) -> tuple[Picture, ...]:
    names = [NAMES[each.name] for each in found]
    return (
        bar_chart(
            "agreement",
            "The same first choice as exact attention",
            "form",
            names,
            "share of queries",
            [each.agreement for each in found],
        ),
        bar_chart(
            "error",
            "How far the output is off",
            "form",
            names,
            "share of the output's size",
            [each.error for each in found],
        ),
        bar_chart(
            "flops",
            "Operations",
            "form",
            names,
            "FLOPs of one head",
            [each.flops for each in found],
            decimals=0,
        ),
        bar_chart(
            "bytes",
            "Scores and weights held at once",
            "form",
            names,
            "bytes of one head",
            [each.bytes for each in found],
            decimals=0,
        ),
    )


LAB = Lab(
    slug="approximations",
    title="What cheaper attention loses",
    lead="A window, a stride, global tokens and linear attention against the exact form, on texts "
    "where what matters is near, and where it is far.",
    expectation=Expectation(
        "Each query looks for one key, near or far as you choose below. Which cheaper form agrees "
        "most often with exact attention about the key with the largest weight?",
        (
            ("local", "The window."),
            ("strided", "The strided pattern."),
            ("local_global", "The window with global tokens."),
            ("linear", "Linear attention."),
        ),
    ),
    form=ApproximationsForm,
    run=run,
    cost=cost,
    sources=(
        Source("Beltagy et al. 2020, Longformer, section 3.1", "https://arxiv.org/abs/2004.05150"),
        Source(
            "Child et al. 2019, Sparse Transformers, section 4", "https://arxiv.org/abs/1904.10509"
        ),
        Source(
            "Katharopoulos et al. 2020, Transformers are RNNs, section 3",
            "https://arxiv.org/abs/2006.16236",
        ),
    ),
    questions=("local-and-global-attention", "strided-attention", "linear-attention"),
)
