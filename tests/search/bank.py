"""A small bank in which each query of the tests has exactly one right answer."""

from pathlib import Path

from tests.bank.conftest import question_text

SOFTMAX = """\
## In thirty seconds

Softmax turns scores into weights that sum to one.

## The long answer

The whole of it: $\\mathrm{softmax}\\left(\\frac{Q K^\\top}{\\sqrt{d_k}}\\right) V$.

### What it costs

Time grows as $O(n^2 d)$, which is more than `n log n`.

```item
key: which-grows
kind: choice
ask: What happens to a weight as its score grows?
explain: The xylophone of the exponential.
hints: [Think of a zither.]
options:
  - {text: It grows by a kazoo, right: true, why: The ocarina grows.}
  - {text: It falls, why: No bassoon falls.}
```
"""
MASKS = """\
## In thirty seconds

A mask hides keys from a query. It acts before softmax, and "weights" of hidden keys are zero.

## The long answer

Naïve code sets scores to zero. Weighted sums then go wrong.
"""
POSITIONS = """\
## In thirty seconds

Rotary position embeddings turn queries and keys by $m \\theta_i$.

## The long answer

With $d_{\\text{model}}$ columns there are half as many angles; مرحبا.
"""
CONTEXT = "## Where softmax is used\n\nIn every layer, and in a marimba of experts.\n"

# Each query with the numbers of the questions that it must find, best first.
FOUND: dict[str, list[int]] = {
    "softmax": [7, 9],
    "MASK": [9],
    "hidden masks": [9],
    "weighting": [9, 7],
    "QK^T": [7],
    "QKᵀ": [7],
    "softmax(QK^T/\\sqrt{d_k})V": [7],
    "\\frac{QK^T}{\\sqrt{d_k}}": [7],
    "sqrt(d_k)": [7],
    "√d_k": [7],
    "d_k": [7],
    "d_model": [10],
    "n log n": [7],
    "O(n^2 d)": [7],
    "O(n²d)": [7],
    "θ_i": [10],
    "naive": [9],
    "marimba": [7],
    "مرحبا": [10],
    "9": [9],
    "how do the rotary positions turn keys": [10],
    '"turn queries"': [10],
    '"queries turn"': [],
    "rotary mask": [],
    "zebra": [],
    "rota": [10],
    "d_v": [],
    # Words that a learner may read only after answering.
    "xylophone": [],
    "kazoo": [],
    "ocarina": [],
    "bassoon": [],
    "zither": [],
    # A draft.
    "unfinished": [],
}


def write_search_bank(root: Path) -> None:
    root.mkdir()
    (root / "quizzes").mkdir()
    files = {
        "07-softmax.md": question_text(7, "What does softmax do?", body=SOFTMAX),
        "07-softmax.context.md": CONTEXT,
        "08-unfinished.md": question_text(8, "What is unfinished?", "draft"),
        "09-masks.md": question_text(9, "What does a mask hide?", body=MASKS),
        "10-positions.md": question_text(10, "How are positions told?", body=POSITIONS),
    }
    for name, text in files.items():
        (root / name).write_text(text)
