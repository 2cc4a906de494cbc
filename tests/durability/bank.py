"""A bank with as many questions as a test needs, and one task to answer."""

from pathlib import Path

from tests.bank.conftest import question_text

ITEM = """\
## In thirty seconds

Revision {revision} of a short answer.

## The long answer

Softmax turns scores into weights that sum to one.

```item
key: dot
kind: number
ask: What is the dot product of the two vectors?
computation: dot_product
explain: Multiply in pairs and add.
givens: {{query: "integers(3)", key: "integers(3)"}}
decimals: 0
```
"""
TASK = "/questions/question-1/items/dot/"


def write_bank(folder: Path, count: int, revision: int = 1) -> None:
    """Writes `count` question files; another revision changes every one of them."""
    folder.mkdir(exist_ok=True)
    for number in range(1, count + 1):
        body = ITEM.format(revision=revision)
        text = question_text(number, f"Question {number}", body=body)
        (folder / f"{number:02d}-question-{number}.md").write_text(text)
