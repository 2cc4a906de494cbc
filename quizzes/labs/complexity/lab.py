"""Five forms of attention: counted operations and bytes, with measured time and memory."""

from collections.abc import Sequence

import numpy as np

from attention_engine.experiments.complexity import FORMS, counted_cost, measure_forms
from attention_engine.experiments.timing import CLOCK_NAME
from quizzes.pictures import Picture, Series, heatmap, line_chart

from ..base import Expectation, Lab, LabForm, LiveRun, Outcome, Source
from ..fields import choice_field, whole_field
from .stored_run import WIDTHS, Run, run_of, stored_run
from .words import NAMES, live_words, words_of

# (upper bound of the slope, key of the option): what doubling the length does to the time.
ANSWERS = ((0.5, "same"), (1.25, "double"), (1.75, "three"), (np.inf, "four"))
LIVE_ROUNDS, LIVE_LENGTHS = 3, 4
# One exponential and its sum take about as long as this many operations of a product.
FOR_EACH_SCORE = 10


class ComplexityForm(LabForm):
    width = choice_field("Width of the head", [(str(width), str(width)) for width in WIDTHS])


class LiveForm(LabForm):
    live_length = whole_field("Longest text, in positions", 512, 64, 2048)
    live_width = whole_field("Width of the head", 8, 1, 64)


def run(width: str) -> Outcome:
    stored = stored_run(int(width))
    slope = stored.slope("memory_efficient", "seconds")
    right = next(key for most, key in ANSWERS if slope < most)
    return Outcome(right, words_of(stored), _pictures(stored))


def run_live(live_length: int, live_width: int) -> tuple[tuple[str, ...], tuple[Picture, ...]]:
    taken = measure_forms(live_lengths(live_length), live_width, LIVE_ROUNDS, memory=False)
    about = {"made": "now", "machine": "this server", "clock": CLOCK_NAME, "rounds": LIVE_ROUNDS}
    found = run_of(taken, live_width, **about)
    return live_words(found), (_time(found, "live-time", "Time, measured now"),)


def live_lengths(longest: int) -> list[int]:
    return [longest >> halvings for halvings in reversed(range(LIVE_LENGTHS))]


def live_cost(live_length: int, live_width: int) -> int:
    """FLOPs of every form, run once more than there are rounds, including its exponentials."""
    once = 0
    for length in live_lengths(live_length):
        once += sum(counted_cost(form, length, live_width).flops for form in FORMS)
        once += FOR_EACH_SCORE * len(FORMS) * length * length
    return (LIVE_ROUNDS + 1) * once


def _pictures(stored: Run) -> tuple[Picture, ...]:
    def chart(name: str, title: str, words: str, field: str, unit: float) -> Picture:
        return _chart(stored, name, title, words, field, unit)

    slopes = [[stored.slope(form, field) for field in COLUMNS.values()] for form in FORMS]
    return (
        _time(stored, "time", "Time, measured"),
        chart("flops", "Operations, counted", "million FLOPs", "flops", 1e6),
        chart("memory", "Memory, measured", "megabytes besides the inputs", "extra_bytes", 1e6),
        chart("bytes", "Scores and weights, counted", "megabytes at once", "counted_bytes", 1e6),
        heatmap(
            "slopes",
            "The power with which each grows",
            np.array(slopes),
            [NAMES[form] for form in FORMS],
            list(COLUMNS),
            row_name="form",
            column_name="slopes; time and memory measured",
            most=2.0,
        ),
    )


def _time(found: Run, name: str, title: str) -> Picture:
    return _chart(found, name, title, "milliseconds", "seconds", 1e-3)


def _chart(found: Run, name: str, title: str, words: str, field: str, unit: float) -> Picture:
    def scaled(values: Sequence[float]) -> list[float]:
        return [value / unit for value in values]

    series = [Series(NAMES[form], scaled(getattr(found.forms[form], field))) for form in FORMS]
    return line_chart(
        name, title, "positions", found.lengths, words, series, log_x=True, log_y=True
    )


COLUMNS = {"time": "seconds", "FLOPs": "flops", "memory": "extra_bytes", "bytes": "counted_bytes"}
LAB = Lab(
    slug="complexity",
    title="Counted cost vs. measured cost",
    lead="Dense, memory-efficient, local, strided and linear attention at growing length: "
    "operations and bytes as they are counted, beside measured time and memory.",
    expectation=Expectation(
        "Memory-efficient attention, on which FlashAttention builds, works block by block and "
        "never holds all scores at once. The text becomes twice as long. What happens to the "
        "running time?",
        (
            ("same", "It hardly changes."),
            ("double", "It about doubles."),
            ("three", "It becomes about three times as long."),
            ("four", "It becomes about four times as long."),
        ),
    ),
    form=ComplexityForm,
    run=run,
    cost=lambda width: 0,
    live=LiveRun(
        lead="The same five forms, measured on the machine that serves this page, now and for you "
        "only. Time alone: watching the memory would slow down everybody's pages.",
        form=LiveForm,
        run=run_live,
        cost=live_cost,
    ),
    sources=(
        Source(
            "Rabe and Staats 2021, Self-attention Does Not Need O(n²) Memory, section 2",
            "https://arxiv.org/abs/2112.05682",
        ),
        Source("Dao et al. 2022, FlashAttention, section 3.1", "https://arxiv.org/abs/2205.14135"),
        Source(
            "Child et al. 2019, Sparse Transformers, section 4", "https://arxiv.org/abs/1904.10509"
        ),
        Source(
            "Katharopoulos et al. 2020, Transformers are RNNs, section 3.2",
            "https://arxiv.org/abs/2006.16236",
        ),
    ),
    questions=(
        "cost-of-attention",
        "flash-attention",
        "local-and-global-attention",
        "strided-attention",
        "linear-attention",
    ),
)
