"""The site under load, compared with bare views on the same server and middleware."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import median

from django.conf import settings
from django.middleware.csrf import CSRF_SECRET_LENGTH
from django.utils import timezone
from django.utils.crypto import get_random_string

from quizzes.answering.form_tokens import issue_item_token
from quizzes.answering.task import task_of
from quizzes.models import Item
from tests.bench.load import Load, get_request, load_all, load_for, post_request
from tests.bench.rows import Row
from tests.bench.weight import first_view_bytes
from tests.learner import Learner
from tests.serving import Site

QUESTION_SLUG = "dot-product-self-attention"
QUESTION = f"/questions/{QUESTION_SLUG}/"
# Each page of the site with the least share of a bare view's rate that it may have.
PAGES = {
    "question page": (QUESTION, 0.5),
    "home": ("/", 0.4),
    "list of questions": ("/questions/", 0.4),
    "quizzes": ("/quizzes/", 0.4),
    "topics": ("/topics/", 0.4),
    "glossary": ("/glossary/", 0.4),
}
# The pages on which a learner has something of their own.
WITH_OWN = ("home", "list of questions", "topics", "question page")
# The pages that say what to do next, against a bare view, for a learner.
NEXT = {"home": "/", "practice": "/practice/"}
ITEM = "dot-of-two-vectors"
ROUNDS = 3
SECONDS = 2.0
POSTS = 400
WEIGHT_LIMIT = 60_000


def web_rows(site: Site) -> Iterator[Row]:
    port = site.port
    bare = get_request(port, "/bare/")
    for name, (path, least) in PAGES.items():
        ours, peer = rates(port, get_request(port, path), bare)
        yield Row(f"{name} against a bare view", ours, peer, "req/s", f"at least {least}")
    cookies = learner_with_an_answer(port)
    for name in WITH_OWN:
        path, _least = PAGES[name]
        own = get_request(port, path, cookies)
        ours, peer = rates(port, own, get_request(port, path))
        yield Row(
            f"{name}, a learner's against the public one", ours, peer, "req/s", "at least 0.5"
        )

    for name, path in NEXT.items():
        ours, peer = rates(port, get_request(port, path, cookies), bare)
        yield Row(f"{name}, a learner's, against a bare view", ours, peer, "req/s", "at least 0.4")

    # Newcomers get the form's cookie with the page; a learner has answered this very item.
    for name, sent in (("a newcomer's", ""), ("a learner's", cookies)):
        ours, peer = rates(port, get_request(port, item_address(), sent), bare)
        yield Row(f"item page, {name}, against a bare view", ours, peer, "req/s", "at least 0.3")

    insert = [post_request(port, "/bare-insert/", {})] * POSTS
    newcomer = Learner(port)
    ours, peer = in_turn(lambda: load_all(port, answers(newcomer)), lambda: load_all(port, insert))
    yield Row("posting an answer against a bare insert", ours, peer, "req/s", "at least 0.3")

    weight = first_view_bytes(port, QUESTION)
    name = "first view of the question page, without math font"
    yield Row(name, weight, WEIGHT_LIMIT, "bytes", "at most 1")


def rates(port: int, ours: bytes, peer: bytes) -> tuple[float, float]:
    """The rates of two requests, each sent a while before so that its page is kept."""
    for request in (ours, peer):
        load_for(port, request, 0.5)
    return in_turn(lambda: load_for(port, ours, SECONDS), lambda: load_for(port, peer, SECONDS))


def learner_with_an_answer(port: int) -> str:
    """The cookies of a learner who has answered one item right or wrong."""
    learner = Learner(port)
    answer = learner.post(learner.form(item_address()), answer="1")
    assert answer.status == 200, answer.status
    return learner.cookie_header


def item() -> Item:
    """The item that is viewed and answered."""
    return Item.published.get(question__slug=QUESTION_SLUG, key=ITEM)


def item_address() -> str:
    """Its page at its first seed."""
    return f"{item().get_absolute_url()}?seed={item().seeds[0]}"


def right_answer() -> str:
    return task_of(item(), item().seeds[0]).kind.right_answer()


def in_turn(
    ours: Callable[[], Load], peer: Callable[[], Load], rounds: int = ROUNDS
) -> tuple[float, float]:
    """The median rates of both, measured in turn so that machine noise affects both alike."""
    rates: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for measure, kept in zip((ours, peer), rates, strict=True):
            load = measure()
            assert load.errors == 0, f"{load.errors} requests without an answer"
            assert set(load.statuses) == {200}, load.statuses
            kept.append(load.rate)
    return median(rates[0]), median(rates[1])


def answers(visitor: Learner, typed: str = "", count: int = POSTS) -> list[bytes]:
    """Posts of this visitor, each with its own form, as the item's page would have made it. Without
    a learner's cookie each is of another newcomer, who is known by the secret of the browser's
    forms. Each types another number, or all the same."""
    answered, path = item(), item_address()
    form = visitor.form(path)
    now = timezone.now().timestamp()
    requests = []
    for number in range(count):
        secret = get_random_string(CSRF_SECRET_LENGTH)
        fields = form.fields | {
            "csrfmiddlewaretoken": secret,
            "token": issue_item_token(answered.pk, answered.version, answered.seeds[0], now),
            "answer": typed or str(number),
        }
        own = replace(visitor, cookies=visitor.cookies | {settings.CSRF_COOKIE_NAME: secret})
        requests.append(post_request(visitor.port, path, fields, own.cookie_header))
    return requests
