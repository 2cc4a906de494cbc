"""Syncing unchanged files compared with rendering them."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from quizzes.bank.sync.tree import sync_tree
from tests.bank.conftest import question_text
from tests.bench.rows import Row

FILES = 1000
BODY = """\
## In thirty seconds

Softmax turns scores into weights $w_i$ that sum to one.

## The long answer

With scores 20, 18, 19 the weights are {{{{ softmax([20, 18, {number}]):.3f }}}}.

$$w_i = \\\\frac{{e^{{s_i}}}}{{\\\\sum_j e^{{s_j}}}}$$

- Scores may be any finite numbers.
- Weights are positive and sum to one.
"""


def content_rows(folder: Path) -> Iterator[Row]:
    folder.mkdir()
    for number in range(1001, 1001 + FILES):
        text = question_text(number, f"Question {number}", body=BODY.format(number=number))
        (folder / f"{number}-question-{number}.md").write_text(text)
    # Nothing is stored yet, so a check renders everything, and it writes nothing.
    peer = seconds(lambda: sync_tree(folder, check=True))
    sync_tree(folder)
    ours = seconds(lambda: sync_tree(folder))
    name = f"sync of {FILES:,} unchanged files against rendering"
    yield Row(name, ours, peer, "s", "at most 0.05")


def seconds(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin
