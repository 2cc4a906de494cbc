"""A learner's answers as CSV, one line for each, for a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from quizzes.learners.own_rows import Row
from quizzes.models import Learner

from .answers import attempts

COLUMNS = (
    *("attempt", "answered_at", "question_number", "question", "task", "kind", "version", "seed"),
    *("typed", "verdict", "score", "mistakes", "hints", "seconds", "solution_seen_before"),
    "quiz_taken",
)
# What a spreadsheet may take for a formula, or skip to find one.
_STARTS_A_FORMULA = re.compile(r"\s*[=+\-@|%＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d*\.?\d+([eE][+-]?\d+)?")


def table(learner: Learner | None) -> Iterator[str]:
    """The pieces of the file. UTF-8, with lines that end as RFC 4180 says."""
    yield _lines([COLUMNS])
    for chunk in attempts(learner) if learner else ():
        yield _lines(map(_cells, chunk))


def _lines(rows: Iterable[Iterable[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


def _cells(row: Row) -> tuple[Any, ...]:
    mark = next((mark for mark in row["marks"] if mark["counts"]), None)
    judged = (mark["verdict"], mark["score"]) if mark else ("", "")
    mistakes = "; ".join(mistake["id"] for mistake in mark["mistakes"]) if mark else ""
    question = row["question"]
    return (
        *(row["id"], row["answered_at"].isoformat(), question["number"], question["title"]),
        *(row["task"], row["kind"], row["version"], row["seed"], row["typed"], *judged, mistakes),
        *(row["hints"], row["seconds"], row["solution_seen_before"], row["quiz_taken"]),
    )


def safe_cell(value: Any) -> Any:
    """The value, with an apostrophe before a text that a spreadsheet might run as a formula. A
    plain number, such as -0.5, stays as it is."""
    if not isinstance(value, str) or _NUMBER.fullmatch(value):
        return value
    return f"'{value}" if _STARTS_A_FORMULA.match(value) else value
