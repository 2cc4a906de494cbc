"""The engine compared with plain numpy."""

import timeit
from collections.abc import Callable, Iterator
from statistics import median

import numpy as np

from attention_engine import compute, find_mistakes, worked_answer
from tests.bench.rows import Row

LENGTH = 8
REPEATS, CALLS = 15, 40


def engine_rows() -> Iterator[Row]:
    rng = np.random.default_rng(1)
    query, key, value = rng.normal(size=(3, LENGTH, LENGTH))

    def plain() -> np.ndarray:
        scores = query @ key.T / np.sqrt(LENGTH)
        exponentials = np.exp(scores - scores.max(axis=-1, keepdims=True))
        return exponentials / exponentials.sum(axis=-1, keepdims=True) @ value

    def worked() -> np.ndarray:
        answer = worked_answer("scaled_dot_product_attention", query=query, key=key, value=value)
        return answer.result

    np.testing.assert_allclose(worked(), plain())
    peer = milliseconds(plain)
    # Half a millisecond where plain numpy takes 15 microseconds.
    name = "worked example of 8 x 8 against plain numpy"
    yield Row(name, milliseconds(worked), peer, "ms", "at most 33")
    yield from diagnosis_rows()


def diagnosis_rows() -> Iterator[Row]:
    """Diagnosing a wrong answer that no cause explains, so that every cause is tried, compared
    with working the answer out. If only one row is wrong, slips in its products are tried, too."""
    rng = np.random.default_rng(2)
    X, W_q, W_k, W_v, W_o, wrong = rng.normal(size=(6, LENGTH, LENGTH))
    inputs = {"X": X, "W_q": W_q, "W_k": W_k, "W_v": W_v, "is_causal": True}
    heads = inputs | {"W_o": W_o, "num_heads": 2}
    for computation, given in (("self_attention", inputs), ("multi_head_attention", heads)):
        one_row = compute(computation, given).copy()
        one_row[3] = wrong[3]
        peer = milliseconds(lambda: worked_answer(computation, **given))  # noqa: B023
        for where, submitted in (("", wrong), (", one row wrong", one_row)):
            ours = milliseconds(
                lambda: find_mistakes(computation, given, submitted, 3),  # noqa: B023
                calls=4,
            )
            name = f"diagnosis of 8 x 8, {computation}{where}, against its worked answer"
            yield Row(name, ours, peer, "ms", "at most 5 ms")


def milliseconds(call: Callable[[], object], calls: int = CALLS) -> float:
    """The median time of one call."""
    times = timeit.repeat(call, repeat=REPEATS, number=calls)
    return median(times) / calls * 1000
