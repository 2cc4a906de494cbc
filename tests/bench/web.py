"""The site under load, compared with bare views on the same server and middleware."""

from collections.abc import Callable, Iterator
from statistics import median

from django.utils import timezone

from quizzes.answering.form_tokens import issue_item_token
from quizzes.models import Item
from tests.bench.load import Load, get_request, load_all, load_for, post_request
from tests.bench.rows import Row
from tests.bench.weight import first_view_bytes
from tests.learner import Learner
from tests.serving import Site

QUESTION = "/questions/dot-product-self-attention/"
ROUNDS = 3
SECONDS = 2.0
POSTS = 400
WEIGHT_LIMIT = 60_000


def web_rows(site: Site) -> Iterator[Row]:
    port = site.port
    page, bare = get_request(port, QUESTION), get_request(port, "/bare/")
    for request in (page, bare):
        load_for(port, request, 0.5)
    ours, peer = in_turn(
        lambda: load_for(port, page, SECONDS), lambda: load_for(port, bare, SECONDS)
    )
    yield Row("question page against a bare view", ours, peer, "req/s", "at least 0.5")

    insert = [post_request(port, "/bare-insert/", {})] * POSTS
    ours, peer = in_turn(lambda: load_all(port, answers(site)), lambda: load_all(port, insert))
    yield Row("posting an answer against a bare insert", ours, peer, "req/s", "at least 0.25")

    weight = first_view_bytes(port, QUESTION)
    name = "first view of the question page, without math font"
    yield Row(name, weight, WEIGHT_LIMIT, "bytes", "at most 1")


def in_turn(ours: Callable[[], Load], peer: Callable[[], Load]) -> tuple[float, float]:
    """The median rates of both, measured in turn so that machine noise affects both alike."""
    rates: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for measure, kept in zip((ours, peer), rates, strict=True):
            load = measure()
            assert load.errors == 0, f"{load.errors} requests without an answer"
            assert set(load.statuses) == {200}, load.statuses
            kept.append(load.rate)
    return median(rates[0]), median(rates[1])


def answers(site: Site) -> list[bytes]:
    """Posts of newcomers, each with its own form, as the item's page would have made it."""
    item = Item.published.get(key="dot-of-two-vectors")
    visitor = Learner(site.port)
    form = visitor.form(item.get_absolute_url())
    now = timezone.now().timestamp()
    requests = []
    for number in range(POSTS):
        fields = form.fields | {
            "token": issue_item_token(item.pk, item.version, item.seeds[0], now),
            "answer": str(number),
        }
        path = item.get_absolute_url()
        requests.append(post_request(site.port, path, fields, visitor.cookie_header))
    return requests
