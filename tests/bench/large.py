"""`python -m tests.bench.large`: no page takes longer because the database holds more.

The bank as it is, and the same with 10,000 questions and 1,000,000 attempts more, each behind a
server of its own. Each request is sent to both in turn. On SQLite; with `--postgres` on the server
that TEST_POSTGRES_URL names. The options of `tests.bench.many` make the large one smaller.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

import django

from tests.bench.load import Load, get_request, load_all, load_for
from tests.bench.pair import Pair, running_pair
from tests.bench.rows import Row, as_text
from tests.serving import Site

GOAL = "at most 1.2"
# Many short rounds: other work on the machine comes and goes.
ROUNDS, SECONDS, BEFORE, POSTS = 15, 0.4, 0.1, 60
CHOSEN_WITHIN = 30

# What is sent to a site, and what came of it.
Measure = Callable[[Site], Load]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.large")
    parser.add_argument("--postgres", action="store_true")
    options, made = parser.parse_known_args()
    server = os.environ["TEST_POSTGRES_URL"] if options.postgres else ""
    print("two databases are filled: some minutes", file=sys.stderr)
    with (
        tempfile.TemporaryDirectory(prefix="large-") as folder,
        running_pair(Path(folder), server, made) as pair,
    ):
        # Tokens are signed and items looked up here as in the large site.
        os.environ.update(pair.large.environment, DJANGO_SETTINGS_MODULE="config.settings")
        django.setup()
        print(as_text(list(large_rows(pair))))


def large_rows(pair: Pair) -> Iterator[Row]:
    from tests.bench.web import PAGES, WITH_OWN, answers, item_address, right_answer
    from tests.learner import Learner

    pages = {name: path for name, (path, _least) in PAGES.items()}
    pages |= {"page of a topic": topic_address(), "item page": item_address()}
    busiest = busiest_cookies()
    for name, path in pages.items():
        yield row(pair, f"{name}, a newcomer's", views(path))
    for name in (*WITH_OWN, "page of a topic", "item page"):
        yield row(pair, f"{name}, the busiest learner's", views(pages[name], busiest))
    for who, cookies in (("a newcomer's", {}), ("the busiest learner's", busiest)):
        for what, typed in (("wrong", ""), ("right", right_answer())):

            def posts(site: Site, cookies=cookies, typed=typed) -> Load:
                visitor = Learner(site.port, dict(cookies))
                return load_all(site.port, answers(visitor, typed, POSTS))

            yield row(pair, f"posting a {what} answer, {who}", posts)
    yield next_task_row()


def next_task_row() -> Row:
    """The milliseconds in which the busiest learner's next task of practice is chosen, in this
    process on the large database."""
    from django.utils import timezone

    from quizzes.learners.days import day_of
    from quizzes.models import Learner
    from quizzes.practice.choosing import choose

    busiest = Learner.objects.earliest("pk")
    today, times = day_of(busiest, timezone.now()), []
    for _ in range(ROUNDS):
        start = perf_counter()
        choose(busiest, today)
        times.append(1000 * (perf_counter() - start))
    name = "next task chosen, the busiest learner's"
    return Row(name, median(times), CHOSEN_WITHIN, "ms", "at most 1")


def row(pair: Pair, name: str, measure: Measure) -> Row:
    """The milliseconds that one request takes the large site, with those of the small."""
    from tests.bench.web import in_turn

    large, small = in_turn(lambda: measure(pair.large), lambda: measure(pair.small), ROUNDS)
    return Row(name, 1000 / large, 1000 / small, "ms", GOAL)


def views(path: str, cookies: dict[str, str] | None = None) -> Measure:
    """Views of a page that both sites have kept, as they do from the second view on."""
    header = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())

    def measure(site: Site) -> Load:
        request = get_request(site.port, path, header)
        load_for(site.port, request, BEFORE)
        return load_for(site.port, request, SECONDS)

    return measure


def topic_address() -> str:
    from quizzes.models import public_topics

    return public_topics()[0].get_absolute_url()


def busiest_cookies() -> dict[str, str]:
    """The cookie of the first learner that was made: the same on both sites."""
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest, HttpResponse

    from quizzes.learners.cookie import remember_learner
    from quizzes.models import Learner

    request, response = HttpRequest(), HttpResponse()
    request.user = AnonymousUser()
    remember_learner(request, response, Learner.objects.earliest("pk"))
    return {name: cookie.coded_value for name, cookie in response.cookies.items()}


if __name__ == "__main__":
    main()
