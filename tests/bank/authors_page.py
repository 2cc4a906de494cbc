"""The examples in docs/authors.md, and the small bank in which each is tried."""

import re
from dataclasses import dataclass
from pathlib import Path

from quizzes.bank.checking.check import check_tree
from quizzes.bank.importing import import_paths
from quizzes.bank.text.files import read_tree

from .conftest import BODY, HEAD, QUIZ, question_text

PAGE = Path(__file__).parents[2] / "docs" / "authors.md"
NAME = "07-softmax.md"
OTHER = question_text(
    24, "How does the dot product work?", body=BODY + "\n## Geometry\n\nAngles.\n"
)
TOPICS = """\
- {slug: attention-scores, title: Dot products, summary: Two vectors meet.}
- {slug: softmax, title: Softmax, summary: Scores become weights.}
"""
_TASK = """\
```item
key: {key}
kind: matrix
ask: What weights does each query give to the keys, by scaled dot products?
explain: Each row sums to one.
computation: attention_weights
givens: {{query: "halves(2, 4)", key: "halves(3, 4)"}}
decimals: 3
```

"""
_TASKS = _TASK.format(key="weights-by-hand") + _TASK.format(key="weights-again")
_BLOCK = re.compile(
    r"^(?:<!-- try: (?P<kind>[a-z]+)(?: (?P<rule>[A-Z-]+))? -->\n)?"
    r"(?P<fence>`{3,})(?P<language>\w+)\n(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Example:
    """`rule` is the rule that the example breaks, ``""`` for a correct example."""

    kind: str
    rule: str
    text: str
    line: int

    def __str__(self) -> str:
        return f"{self.line}-{self.kind}-{self.rule or 'right'}"


def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def examples() -> list[Example]:
    """Every fenced block of the page except the commands."""
    text = page()
    return [
        Example(
            match["kind"] or "",
            match["rule"] or "",
            match["text"],
            text.count("\n", 0, match.start()) + 1,
        )
        for match in _BLOCK.finditer(text)
        if match["language"] != "console"
    ]


def rows_under(head: str) -> list[list[str]]:
    """The cells of the table whose first line is `head`."""
    _before, _head, after = page().partition(f"{head}\n")
    lines = after.split("\n\n", 1)[0].splitlines()[1:]
    return [[cell.strip() for cell in line.strip("|").split(" |")] for line in lines]


def rules_broken_by(example: Example, root: Path) -> set[str]:
    """The rules that an example breaks in a bank that has no other fault."""
    if example.kind == "import":
        _write(root, "guide.md", example.text)
        return {fault.rule for fault in import_paths([root], dry_run=True).faults}
    files = {NAME: question_text(), "24-dot-product.md": OTHER}
    # The quiz uses the other question, so breaking the question under test breaks no quiz.
    quiz = QUIZ.replace("softmax/", "dot-product/")
    files |= {"quizzes/softmax.md": quiz, "topics.yaml": TOPICS}
    head = HEAD.format(number=7, title="What does softmax do?", status="published")
    text = example.text
    if example.kind == "files":
        files = {line: _default(line) for line in text.splitlines()}
    elif example.kind in ("topics", "glossary"):
        files[f"{example.kind}.yaml"] = text
    else:
        name, new = {
            "front": (NAME, text + BODY),
            "whole": (NAME, f"{head}{text}"),
            "body": (NAME, f"{head}{BODY}\n{text}"),
            "item": (NAME, f"{head}{BODY}\n```item\n{text}```\n"),
            "script": (NAME, f"{head}{BODY}\n{_TASKS}```script\n{text}```\n"),
            "example": (NAME, f"{head}{BODY}\n```example\n{text}```\n"),
            "context": ("07-softmax.context.md", text),
            "quiz": ("quizzes/softmax.md", text),
        }[example.kind]
        files[name] = new
        if example.kind == "quiz":
            # A quiz may list the page's own script.
            files[NAME] = f"{head}{BODY}\n{_TASKS}```script\n{_script()}```\n"
    for name, content in files.items():
        _write(root, name, content)
    return {fault.rule for fault in check_tree(read_tree(root))}


def _script() -> str:
    """The page's own script, which breaks no rule."""
    return next(each.text for each in examples() if each.kind == "script" and not each.rule)


def _write(root: Path, name: str, content: str) -> None:
    name, _arrow, target = name.partition(" -> ")
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if target:
        path.symlink_to(target)
    else:
        path.write_text(content, encoding="utf-8")


def _default(name: str) -> str:
    if name.startswith("quizzes/"):
        return QUIZ
    if ".context." in name:
        return "## Where\n\nIn every layer.\n"
    return question_text(int(name.split("-")[0]))
