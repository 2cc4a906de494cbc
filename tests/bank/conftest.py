"""Small content files for testing the content pipeline."""

from pathlib import Path

import pytest

HEAD = """\
---
number: {number}
title: {title}
topic: attention-scores
difficulty: 2
status: {status}
sources:
  - {{title: "Vaswani et al. 2017", url: "https://arxiv.org/abs/1706.03762"}}
---
"""
BODY = """\
## In thirty seconds

Softmax turns scores into weights $w_i$ that sum to one.

## The long answer

With scores 20, 18, 19 the weights are {{ softmax([20, 18, 19]):.3f }}.

```example
title: Three scores
computation: softmax
inputs: {x: [20, 18, 19]}
```

```item
key: which-grows
kind: choice
ask: What happens to $w_i$ as $s_i$ grows?
explain: The exponential grows with it.
options:
  - {text: It grows, right: true, why: The exponential grows.}
  - {text: It falls, why: It would fall if another score grew.}
```
"""
QUIZ = """\
---
title: Softmax by hand
status: published
pass_mark: 70
items: [softmax/which-grows]
---
One task on **softmax**.
"""


def question_text(
    number: int = 7,
    title: str = "What does softmax do?",
    status: str = "published",
    body: str = BODY,
) -> str:
    """A question file that breaks no rule."""
    return HEAD.format(number=number, title=title, status=status) + body


class Folder:
    """A content folder in a temporary place."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "quizzes").mkdir()

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.root / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def read(self, name: str) -> bytes:
        return (self.root / name).read_bytes()

    def remove(self, name: str) -> None:
        (self.root / name).unlink()

    def names(self) -> list[str]:
        files = (path for path in self.root.rglob("*") if path.is_file())
        return sorted(str(path.relative_to(self.root)) for path in files)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    root = tmp_path / "bank"
    root.mkdir()
    return Folder(root)


@pytest.fixture
def bank(folder: Folder) -> Folder:
    """A folder with one question, its context and a quiz."""
    folder.write("07-softmax.md", question_text())
    folder.write("07-softmax.context.md", "## Where softmax is used\n\nIn every layer.\n")
    folder.write("quizzes/softmax.md", QUIZ)
    return folder
