"""The question list: search, filters, and a learner's standing on each question."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.http import urlencode

from quizzes.items.words import DIFFICULTIES
from quizzes.models import Attempt, Item, Learner, Question, Verdict
from quizzes.search import index
from quizzes.search.query import parse
from quizzes.web.finished_pages import kept

from .names import stored_names

PAGE_SIZE = 50
MAX_QUERY, MAX_WORDS = 200, 10
MAX_COMPARED, MOST_CLOSE = 300, 3
STATES = {
    "new": "Not tried yet",
    "right": "Right so far",
    "repeat": "To repeat",
}
# Everything a row of the list shows; a question's texts and page are many times as long.
SHOWN = (
    "number",
    "slug",
    "title",
    "difficulty",
    "summary",
    "topic__title",
    "topic__slug",
    "topic__position",
)


@dataclass(frozen=True)
class Filters:
    """The filters of the list; an empty value does not filter."""

    q: str = ""
    topic: str = ""
    difficulty: int | None = None
    state: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filters":
        """The filters in a URL's query. Unknown values are ignored, so old links still work."""
        difficulty = query.get("difficulty", "")
        state = query.get("state", "")
        return cls(
            q=" ".join(query.get("q", "").replace("\0", " ").split())[:MAX_QUERY],
            topic=query.get("topic", "").replace("\0", "")[:80],
            difficulty=int(difficulty) if difficulty in map(str, DIFFICULTIES) else None,
            state=state if state in STATES else "",
        )

    @property
    def narrow(self) -> bool:
        return bool(self.q or self.topic or self.difficulty or self.state)

    def address_query(self) -> str:
        """The filters as a query string, for links to other pages of the same list."""
        given = {name: value for name, value in vars(self).items() if value}
        return urlencode(given)


def find_questions(filters: Filters, learner: Learner | None) -> QuerySet[Question]:
    """The published questions that pass every filter, in reading order.

    The states are those of this learner.
    """
    questions = Question.published.only(*SHOWN)
    if filters.q:
        query = parse(filters.q, stored_names().synonyms).loose()
        found = index.matching_ids(query) if query.terms else []
        questions = questions.filter(pk__in=found)
    if filters.topic:
        questions = questions.filter(topic__slug=filters.topic)
    if filters.difficulty:
        questions = questions.filter(difficulty=filters.difficulty)
    if filters.state:
        questions = _in_state(questions, filters.state, learner)
    return questions.order_by("reading_order", "number")


def page_of(questions: QuerySet[Question], number: str | None) -> Page:
    """One page of the list; a number that does not exist gives the nearest page."""
    return Paginator(questions, PAGE_SIZE).get_page(number)


def kept_page_number(
    number: str | None, edition: str, name: str, questions: Callable[[], QuerySet[Question]]
) -> str:
    """The number of the page to show of a list that is kept under this name. One that does not
    exist shows the nearest page, and must not be kept apart from it."""

    def pages() -> int:
        return Paginator(questions(), PAGE_SIZE).num_pages

    return nearest_page(number, kept((edition, "pages", name), pages))


def nearest_page(number: str | None, pages: int) -> str:
    """The number of the page that `page_of` gives for this one, if there are so many pages."""
    try:
        wanted = int(number or 1)
    except ValueError:
        return "1"
    return str(wanted if 1 <= wanted <= pages else pages)


def closest_questions(slug: str) -> list[Question]:
    """The published questions whose slugs look most like a wrong one, best match first."""
    sharing = Q()
    for word in re.findall(r"[a-z0-9]{3,}", slug.lower())[:MAX_WORDS]:
        sharing |= Q(slug__contains=word)
    questions = Question.published.only("number", "slug", "title", "topic__title")
    # If every word is misspelled, compare with any questions.
    near = list(questions.filter(sharing)[:MAX_COMPARED]) or questions[:MAX_COMPARED]
    found = {question.slug: question for question in near}
    return [found[close] for close in get_close_matches(slug[:MAX_QUERY], found, MOST_CLOSE, 0.5)]


def _with_standing(questions: QuerySet[Question], learner: Learner) -> QuerySet[Question]:
    """Tried: any item answered. To repeat: an item whose last answer that counts was not right."""
    attempts = Attempt.marked.that_count().filter(learner=learner)
    of_question = attempts.filter(item__question=OuterRef("pk"), item__retired=False)
    last = attempts.filter(item=OuterRef("pk")).order_by("-created_at", "-pk")
    items = Item.objects.filter(question=OuterRef("pk"), retired=False)
    not_right = items.annotate(last=Subquery(last.values("mark__verdict")[:1])).filter(
        ~Q(last=Verdict.RIGHT), last__isnull=False
    )
    return questions.annotate(tried=Exists(of_question), to_repeat=Exists(not_right))


def _in_state(
    questions: QuerySet[Question], state: str, learner: Learner | None
) -> QuerySet[Question]:
    if not learner:
        # Without a learner nothing has been tried.
        return questions if state == "new" else questions.none()
    questions = _with_standing(questions, learner)
    wanted = {
        "new": Q(tried=False),
        "right": Q(tried=True, to_repeat=False),
        "repeat": Q(to_repeat=True),
    }
    return questions.filter(wanted[state])
