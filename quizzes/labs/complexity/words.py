"""The measurement of five forms in words."""

from quizzes.pictures.picture import number

from .stored_run import Run

NAMES = {
    "dense": "dense",
    "memory_efficient": "memory-efficient",
    "local": "local, window 64",
    "strided": "strided, stride √n",
    "linear": "linear",
}
# How much larger the exponent of time may be than that of operations before we mention it.
NOTABLE = 0.2


def words_of(run: Run) -> tuple[str, ...]:
    return (
        f"Measured on {run.made} on one core of {run.machine}; {run.clock}, float32, the median of "
        f"{run.rounds} runs. Operations and bytes are counted by a formula and are the same "
        "everywhere; times and memory are those of that machine. Below you can "
        "measure the times on the machine that serves this page.",
        _exact(run),
        _patterns(run),
        _linear(run),
    )


def live_words(run: Run) -> tuple[str, ...]:
    def power(form: str) -> str:
        seconds, flops = (run.slope(form, field) for field in ("seconds", "flops"))
        return f"{NAMES[form]} {number(seconds, 2)} (operations {flops:.2f})"

    powers = "; ".join(map(power, run.forms))
    return (
        f"Measured just now, {run.clock}, the median of {run.rounds} runs. The powers with which "
        f"the times grow from {run.lengths[0]:,} to {run.lengths[-1]:,} positions: {powers}.",
        "In short texts much of the time does not depend on the length: it goes into calls, checks "
        "and copies, and the powers stay below those of long texts. Measure again: the numbers "
        "change a little each time.",
    )


def _exact(run: Run) -> str:
    dense, blocked = run.forms["dense"], run.forms["memory_efficient"]
    return (
        f"Dense and memory-efficient attention compute the same {dense.flops[-1]:,} operations at "
        f"{run.lengths[-1]:,} positions, all pairs in both. Twice the text takes "
        f"{2 ** run.slope('dense', 'seconds'):.1f} times as long in the dense form and "
        f"{2 ** run.slope('memory_efficient', 'seconds'):.1f} times in the other. What blocks save "
        f"is memory: {_megabytes(blocked.extra_bytes[-1])} megabytes besides the inputs against "
        f"{_megabytes(dense.extra_bytes[-1])}. It took {_milliseconds(blocked.seconds[-1])} "
        f"milliseconds against {_milliseconds(dense.seconds[-1])}: getting, writing and reading "
        "large matrices takes time that no count of operations shows."
    )


def _patterns(run: Run) -> str:
    local, strided = (run.slope(form, "seconds") for form in ("local", "strided"))
    counted = run.slope("strided", "flops")
    words = (
        f"With a window of fixed width the time grows with the power {local:.2f} of the length. "
        f"The strided pattern counts operations that grow with the power {counted:.2f}; its "
        f"measured time grows with {strided:.2f}."
    )
    if strided > counted + NOTABLE:
        words += (
            " The reason is this engine and not the pattern: it looks through a mask of n² cells "
            "to find the few that count, and fetches scattered cells one by one. Operations that "
            "are not computed save time only if finding the others is cheap."
        )
    return words


def _linear(run: Run) -> str:
    linear = run.forms["linear"]
    return (
        "The time of linear attention grows with the power "
        f"{run.slope('linear', 'seconds'):.2f}. "
        f"The sums that it holds are {linear.counted_bytes[-1]:,} bytes at every length. Its "
        f"measured memory grows with the power {run.slope('linear', 'extra_bytes'):.2f} all the "
        "same: the features of all positions and the output grow with the text."
    )


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.1f}"


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1e3:.0f}"
