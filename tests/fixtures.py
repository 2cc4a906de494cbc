"""Shared by the tests of pages: an empty cache, a small bank, learners, staff."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, connections
from django.http import HttpResponse
from django.test import Client, RequestFactory

from quizzes.answering.task import Task
from quizzes.bank.sync.tree import sync_tree
from quizzes.learners.cookie import learner_with, remember_learner
from quizzes.models import Attempt, Card, Item, Learner, Mark, Question, Verdict
from tests.answering.all_kinds import KEYS, stored_question, stored_quiz
from tests.bank.conftest import QUIZ, Folder, question_text
from tests.pages.placed import TOPICS, write
from tests.prepared import REAL_BANK, Prepared
from tests.real_bank import load_real_bank

MATRIX_ITEM = """
```item
key: weights-of-keys
kind: matrix
ask: What weights does each query give to the keys, by scaled dot products?
explain: Softmax along each row.
computation: attention_weights
givens: {query: "halves(2, 4)", key: "halves(3, 4)"}
decimals: 3
```
"""


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """No kept page, and no request of an earlier test that counts."""
    for name in settings.CACHES:
        caches[name].clear()


class Bank(Folder):
    """A content folder that the real sync loads into the database."""

    def sync(self) -> None:
        report = sync_tree(self.root)
        assert not report.faults, report.faults

    def publish(self, number: int, slug: str, **parts: str) -> None:
        self.write(f"{number:02d}-{slug}.md", question_text(number, **parts))
        self.sync()


@pytest.fixture
def empty_bank(db: None, tmp_path: Path) -> Bank:
    return new_bank(tmp_path)


@pytest.fixture
def bank(empty_bank: Bank) -> Bank:
    """Question 7 with an example, two items, a context and a quiz; one draft; question 9."""
    fill(empty_bank)
    return empty_bank


def new_bank(folder: Path) -> Bank:
    root = folder / "bank"
    root.mkdir()
    return Bank(root)


def fill(bank: Bank, quiz: str = QUIZ) -> None:
    """Loads what the fixture `bank` holds, with this quiz."""
    bank.write("07-softmax.md", question_text() + MATRIX_ITEM)
    bank.write("07-softmax.context.md", "## Where softmax is used\n\nIn every layer.\n")
    bank.write("08-unfinished.md", question_text(8, "What is unfinished?", "draft"))
    bank.write("09-masks.md", question_text(9, "What does a mask hide?"))
    bank.write("quizzes/softmax.md", quiz)
    bank.sync()


@pytest.fixture
def placed(empty_bank: Bank) -> Bank:
    """Topic scores with questions 2 and 5, geometry with 7, masks with 1 and 3."""
    empty_bank.write("topics.yaml", TOPICS)
    write(empty_bank, 2, "dot", "scores")
    write(empty_bank, 5, "cosine", "scores")
    write(empty_bank, 7, "angle", "geometry")
    write(empty_bank, 1, "causal", "masks")
    write(empty_bank, 3, "padding", "masks")
    empty_bank.sync()
    return empty_bank


@pytest.fixture
def all_kinds(db: None) -> Question:
    """A question with an item of every kind."""
    return stored_question()


@pytest.fixture(params=["small bank", "real bank"])
def tasks(request: pytest.FixtureRequest, db: None) -> list[Task]:
    """Every item: at its first two seeds, in the large bank at its first."""
    if request.param == "small bank":
        stored_question()
        stored_quiz(*KEYS)
    else:
        request.getfixturevalue("real_bank")
    items = Item.published.order_by("pk")
    assert len(items) >= 10
    most = 2 if request.param == "small bank" else 1
    return [Task(item, seed) for item in items for seed in item.seeds[:most]]


@pytest.fixture
def shared_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database that threads share and that commits: the PostgreSQL one, or an SQLite file."""
    if connection.vendor != "sqlite":
        yield
        return
    usual = connections["default"]
    settings = connections.settings["default"]
    name = settings["NAME"]
    del connections["default"]
    settings["NAME"] = str(tmp_path / "shared.sqlite3")
    try:
        call_command("migrate", verbosity=0)
        yield
    finally:
        connections["default"].close()
        settings["NAME"] = name
        connections["default"] = usual


@pytest.fixture
def real_bank(db: None, prepared: Prepared) -> None:
    """The content that this repository ships."""
    load_real_bank(prepared.sqlite(REAL_BANK))


@pytest.fixture
def staff_client(db: None) -> Client:
    """An author, who may see questions in the admin and therefore drafts."""
    author = User.objects.create_user("author", is_staff=True)
    author.user_permissions.add(Permission.objects.get(codename="view_question"))
    client = Client()
    client.force_login(author)
    return client


@pytest.fixture
def learner_client() -> Callable[[str], Client]:
    """A browser with the signed cookie of a learner."""

    def remembered(learner: str) -> Client:
        request = RequestFactory().get("/")
        request.user = AnonymousUser()
        response = HttpResponse()
        remember_learner(request, response, learner_with(learner))
        client = Client()
        client.cookies.update(response.cookies)
        return client

    return remembered


def stored_attempt(learner: str, item: Item, verdict: str, **facts: object) -> Attempt:
    """An attempt of the learner with this id, with its mark; at the first variant of an item unless
    a seed is among the facts."""
    of_mark = {name: facts.pop(name) for name in ("submitted", "mistakes") if name in facts}
    attempt = Attempt.objects.create(
        learner=kept_learner(learner),
        item=item,
        item_version=item.versions.get(version=item.version),
        token=f"token-{Attempt.objects.count()}",
        **{"seed": item.seeds[0]} | facts,
    )
    score = float(verdict == Verdict.RIGHT)
    Mark.objects.create(attempt=attempt, verdict=verdict, score=score, **of_mark)
    return attempt


def kept_learner(browser_id: str) -> Learner:
    learner = learner_with(browser_id)
    learner.keep()
    return learner


def stored_card(learner: Learner, kind: str, name: str, due_on: date, **facts: object) -> Card:
    """A card that was reviewed some days before it is due; `facts` are its counts."""
    counts = dict.fromkeys(("reviews", "lapses", "streak", "streak_days", "streak_mixed"), 0)
    return Card.objects.create(
        learner=learner,
        kind=kind,
        name=name,
        stability=1.0,
        difficulty=5.0,
        reviewed_on=due_on - timedelta(2),
        due_on=due_on,
        **counts | facts,
    )


@pytest.fixture
def attempt(db: None) -> Callable[..., Attempt]:
    """Stores a learner's attempt at an item, given as `slug/key`."""

    def stored(learner: str, identity: str, verdict: Verdict, **facts: object) -> Attempt:
        slug, _, key = identity.partition("/")
        item = Item.objects.get(question__slug=slug, key=key)
        return stored_attempt(learner, item, verdict, **facts)

    return stored
