"""Search over ten thousand questions compared with scanning every text for the words.

To run it alone, on the database of DATABASE_URL, which it fills and which should be empty:
    python manage.py shell -c "from tests.bench.search import main; main()"
"""

import random
import time
from collections.abc import Callable, Iterator
from functools import reduce
from operator import and_
from statistics import median

from django.db import connection, transaction
from django.db.models import Q

from quizzes.finding.question_list import SHOWN
from quizzes.finding.search import search
from quizzes.models import Question, Topic
from quizzes.search import index
from tests.bench.rows import Row, as_text

QUESTIONS, BATCH, REPEATS = 10_000, 200, 3
SECTIONS, WORDS_A_SECTION = 4, 120
FORMULAS = (r"\frac{Q K^\top}{\sqrt{d_k}}", r"O(n^2 d)", r"n \log n", r"\sqrt{d_k}", r"W_Q x_i")
# Some words are everywhere, most are rare, as in any language.
COMMON = "attention softmax weights query key value matrix head row score"
MIDDLE = (
    "mask causal cosine rotary entropy gradient cache window kernel projection temperature rank"
)
QUERIES = (
    *("softmax", "rotary cache", "entropy collapse", "mask of a window", "word17 word230"),
    *("QK^T", "sqrt(d_k)", "n log n", "O(n^2 d)", "how does the gradient of softmax work"),
    *("temperature kernel", "word512", "attention", "rank of a projection", '"causal mask"'),
)


def search_rows() -> Iterator[Row]:
    fill()
    ours = median(median(seconds(lambda q=q: search(q)) for _ in range(REPEATS)) for q in QUERIES)
    peer = median(seconds(lambda q=q: looked_through(q)) for q in QUERIES)
    name = f"search in {QUESTIONS:,} questions against looking through them, {connection.vendor}"
    yield Row(name, 1000 * ours, 1000 * peer, "ms", "below 30 ms")


def fill() -> None:
    """Questions of about 500 words, drawn from one seed, so that each run has the same ones."""
    draw = random.Random(20_240_607)  # noqa: S311 - not for secrets
    topic = Topic.objects.create(slug="bench-search", title="Bench")
    first = 100_000
    with transaction.atomic():
        for start in range(first, first + QUESTIONS, BATCH):
            batch = [question(number, topic, draw) for number in range(start, start + BATCH)]
            index.put(map(index.entry_of, Question.objects.bulk_create(batch)))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def question(number: int, topic: Topic, draw: random.Random) -> Question:
    html = "".join(section(place, draw) for place in range(SECTIONS))
    words = " ".join(html.replace("<", " <").split())
    return Question(
        number=number,
        slug=f"searched-{number}",
        title=f"What is the {word(draw)} of a {word(draw)} {number}?",
        topic=topic,
        difficulty=2,
        status="published",
        source="Searched",
        blocks=[{"type": "html", "html": html}],
        search_text=words,
    )


def section(place: int, draw: random.Random) -> str:
    words = " ".join(word(draw) for _ in range(WORDS_A_SECTION))
    tex = draw.choice(FORMULAS)
    return f'<h2 id="s{place}">On {word(draw)}</h2><p>{words} <math data-tex="{tex}"></math></p>'


def word(draw: random.Random) -> str:
    kind = draw.random()
    if kind < 0.03:
        return draw.choice(COMMON.split())
    if kind < 0.035:
        return draw.choice(MIDDLE.split())
    return f"word{int(3_000 * draw.random() ** 3)}"


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
