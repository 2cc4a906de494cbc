"""`python -m tests.bench.parsing`: how long the slowest hostile texts take."""

import time
from contextlib import suppress

from attention_engine import AnswerSyntaxError, parse_array
from tests.engine.hostile_texts import HOSTILE

SHOWN = 10
REPEATS = 3


def milliseconds(text: str) -> float:
    """The best of several runs in process time, which excludes what else the machine does."""
    return min(_once(text) for _ in range(REPEATS)) * 1000


def _once(text: str) -> float:
    started = time.process_time()
    with suppress(AnswerSyntaxError):
        parse_array(text)
    return time.process_time() - started


def main() -> None:
    times = sorted(((milliseconds(text), name) for name, text in HOSTILE.items()), reverse=True)
    for taken, name in times[:SHOWN]:
        print(f"{taken:6.1f} ms  {name}")
    print(
        f"{len(times)} texts of up to 100,000 characters; the slowest takes {times[0][0]:.0f} ms."
    )


if __name__ == "__main__":
    main()
