"""What a deck can be made of: a question, a topic, a quiz, a learner's mistakes, or everything."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from quizzes.models import (
    Card,
    CardKind,
    Item,
    Learner,
    Question,
    Quiz,
    Rating,
    Review,
    Topic,
    public_topics,
)
from quizzes.models.item import LONG_TEXTS
from quizzes.progress.wrong_tasks import wrong_items
from quizzes.reviewing.levels import is_cleared

# Nobody works through more at once, and the latest mistakes matter most.
MOST_OF_MISTAKES = 40


@dataclass(frozen=True)
class Scope:
    """The items of a deck in order. `name` is that of the deck, `address` the page it belongs to,
    `kind` says what that is."""

    kind: str
    name: str
    title: str
    address: str
    items: list[Item]

    @property
    def deck_address(self) -> str:
        return f"{self.address}deck/"

    @property
    def worksheet_address(self) -> str:
        return f"{self.address}worksheet/"


def scope_of_question(slug: str, *, with_drafts: bool = False) -> Scope | None:
    """None if there is no such question; a draft only `with_drafts`."""
    questions = Question.objects.all() if with_drafts else Question.published.all()
    found = questions.select_related(None).filter(slug=slug).only("slug", "title").first()
    if found is None:
        return None
    items = _released(Item.objects.all()).filter(question=found).order_by("position")
    return Scope("question", f"question/{slug}", found.title, found.get_absolute_url(), list(items))


def scope_of_topic(slug: str) -> Scope | None:
    found = public_topics().filter(slug=slug).first()
    if found is None:
        return None
    return Scope("topic", f"topic/{slug}", found.title, found.get_absolute_url(), _of_topic(found))


def scope_of_quiz(slug: str) -> Scope | None:
    found = Quiz.published.filter(slug=slug).first()
    if found is None:
        return None
    items = (
        _released(Item.published.all()).filter(quizitem__quiz=found).order_by("quizitem__position")
    )
    return Scope("quiz", f"quiz/{slug}", found.title, found.get_absolute_url(), list(items))


def scope_of_mistakes(learner: Learner | None) -> Scope:
    """The tasks that the learner got wrong and not right since, and those in which they made a
    mistake that still comes back."""
    items = _of_mistakes(learner)[:MOST_OF_MISTAKES] if learner else []
    return Scope("mistakes", "mistakes", "My mistakes", reverse("mistakes"), items)


def scope_of_everything() -> Scope:
    items = _released(Item.published.all()).order_by("question__reading_order", "position")
    return Scope("bank", "everything", "All tasks", reverse("questions"), list(items))


def _of_topic(topic: Topic) -> list[Item]:
    items = _released(Item.published.all()).filter(question__topic=topic)
    return list(items.order_by("question__reading_order", "position"))


def _of_mistakes(learner: Learner) -> list[Item]:
    cards = [
        card
        for card in Card.objects.filter(learner=learner, kind=CardKind.SLIP)
        if not is_cleared(card)
    ]
    made = Review.objects.filter(card__in=cards, rating=Rating.AGAIN)
    slips = made.order_by("-pk").values_list("attempt__item", flat=True)
    order = dict.fromkeys([*wrong_items(learner), *slips])
    found = _released(Item.published.all()).in_bulk(order)
    return [found[item] for item in order if item in found]


def _released(items: QuerySet[Item]) -> QuerySet[Item]:
    """Those that can be asked, with their topics."""
    rows = items.filter(retired=False).exclude(seeds=[])
    return rows.select_related("question__topic").defer(*LONG_TEXTS)
