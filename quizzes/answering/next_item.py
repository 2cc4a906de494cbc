"""The task that follows a right answer: of the same page, the same topic or a linked page."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest

from quizzes.items import KINDS
from quizzes.models import Item, PageLink, Question
from quizzes.web.origin import asks_from


@dataclass(frozen=True)
class Following:
    """A link to a task, and what it asks for in a few words."""

    address: str
    words: str


def following(request: HttpRequest, item: Item) -> Following | None:
    """The task after this one; None if there is none. On the question's page that is a place of
    the same page."""
    found = item_after(item)
    if found is None:
        return None
    kind, page = KINDS[found.kind].words, found.question.get_absolute_url()
    if found.question_id != item.question_id:
        return Following(found.get_absolute_url(), f"{kind}, from “{found.question.title}”")
    is_on_this_page = asks_from(request, page)
    return Following(
        f"{page}#item-{found.key}" if is_on_this_page else found.get_absolute_url(), kind
    )


def item_after(item: Item) -> Item | None:
    """The next task of the page; else the first of the topic's next question; else the first of a
    question that this page links to, those to read later before the others."""
    question = item.question
    with_numbers = Item.published.exclude(seeds=[])
    later = question.reading_order
    on_topic = with_numbers.filter(question__topic=question.topic_id)
    return (
        with_numbers.filter(question=question, position__gt=item.position).first()
        or _first_of(on_topic.filter(question__reading_order__gt=later))
        or _first_of(_linked(with_numbers, question).filter(question__reading_order__gt=later))
        or _first_of(_linked(with_numbers, question))
    )


def _linked(items: QuerySet[Item], question: Question) -> QuerySet[Item]:
    targets = PageLink.objects.filter(question=question).values("target")
    return items.filter(question__slug__in=targets).exclude(question=question)


def _first_of(items: QuerySet[Item]) -> Item | None:
    return items.order_by("question__reading_order", "position").first()
