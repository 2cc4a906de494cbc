"""Search over ten thousand questions compared with scanning every text for the words.

To run it alone, on the database of DATABASE_URL, which it fills and which should be empty:
    python manage.py shell -c "from tests.bench.search import main; main()"
"""

import time
from collections.abc import Callable, Iterator
from functools import reduce
from operator import and_
from statistics import median

from django.db import connection
from django.db.models import Q

from quizzes.finding.question_list import SHOWN
from quizzes.finding.search import search
from quizzes.models import Question
from tests.bench.many.questions import make_questions
from tests.bench.rows import Row, as_text

QUESTIONS, REPEATS = 10_000, 3
QUERIES = (
    *("softmax", "rotary cache", "entropy collapse", "mask of a window", "word17 word230"),
    *("QK^T", "sqrt(d_k)", "n log n", "O(n^2 d)", "how does the gradient of softmax work"),
    *("temperature kernel", "word512", "attention", "rank of a projection", '"causal mask"'),
)


def search_rows() -> Iterator[Row]:
    make_questions(QUESTIONS)
    ours = median(median(seconds(lambda q=q: search(q)) for _ in range(REPEATS)) for q in QUERIES)
    peer = median(seconds(lambda q=q: looked_through(q)) for q in QUERIES)
    name = f"search in {QUESTIONS:,} questions against looking through them, {connection.vendor}"
    yield Row(name, 1000 * ours, 1000 * peer, "ms", "below 30 ms")


def looked_through(text: str) -> tuple[int, list[Question]]:
    """The count and the first page, found as before there was an index."""
    every = reduce(
        and_, (Q(title__icontains=part) | Q(search_text__icontains=part) for part in text.split())
    )
    found = Question.published.only(*SHOWN).filter(every).order_by("number")
    return found.count(), list(found[:10])


def seconds(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def main() -> None:
    print(as_text(list(search_rows())))
