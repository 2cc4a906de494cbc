"""The diagnostic: which task comes next, and what it says of each topic."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from quizzes.items import KINDS
from quizzes.models import DIAGNOSTIC, Item, Learner, Mark, PracticeReason, PracticeTask, Verdict
from quizzes.planning.bank_map import TopicSkills, topics_with_skills
from quizzes.planning.readiness import readiness_of
from quizzes.planning.skills import skill_cards
from quizzes.web.finished_pages import kept_in_this_edition

from .choosing import Chosen
from .past import Past
from .settling import Asked, Finding, all_asked, findings, next_topic
from .wishes import Wish

# Of a topic so many items are looked at.
MOST_ITEMS = 20


@dataclass(frozen=True)
class TopicFinding:
    """What a diagnostic says of a topic."""

    topic: TopicSkills
    finding: Finding


@dataclass(frozen=True)
class Expected:
    """How many tasks the diagnostic takes and about how many minutes: for somebody who is right
    every time, and for somebody who never is."""

    fewest: int
    most: int
    least_minutes: int
    most_minutes: int


def expected() -> Expected | None:
    """What to expect of the diagnostic; None for a bank without tasks. Kept for an edition."""
    return kept_in_this_edition(["diagnostic expected"], _expected)


def _expected() -> Expected | None:
    topics = topics_with_skills()
    if not topics:
        return None
    first = {topic.slug: next(_candidates(_items_of(topic.slug))) for topic in topics}
    minutes = {slug: KINDS[item.kind].minutes for slug, item in first.items()}
    least, most = (all_asked(topics, is_right=is_right) for is_right in (True, False))
    return Expected(
        len(least),
        len(most),
        sum(minutes[asked.topic] for asked in least),
        sum(minutes[asked.topic] for asked in most),
    )


def choose(learner: Learner, day: date, asked: Sequence[PracticeTask]) -> Chosen | None:
    """The next task on a learner's `day`; None when nothing is left to find out."""
    topics = topics_with_skills()
    known, answered = _known_before(learner, day, asked, topics), _answered(asked)
    without: set[str] = set()
    while slug := next_topic(topics, answered, known, without):
        if chosen := _task_of(slug, learner, asked):
            return chosen
        # All of its tasks were asked, or wait in an unfinished quiz.
        without.add(slug)
    return None


def profile_of(learner: Learner, day: date, asked: Sequence[PracticeTask]) -> list[TopicFinding]:
    """What the tasks of a diagnostic say of every topic, in reading order. Some queries for the
    bank, and two more."""
    topics = topics_with_skills()
    found = findings(topics, _answered(asked), _known_before(learner, day, asked, topics))
    return [TopicFinding(topic, found[topic.slug]) for topic in topics]


def _answered(asked: Sequence[PracticeTask]) -> list[Asked]:
    """Each task of the diagnostic and whether it was right at once; skipping one says that the
    learner does not know. The last one may be open yet, and says nothing."""
    right = _right_at_once(asked)
    settled = [t for t in asked if t.attempt_id or t is not asked[-1]]
    return [Asked(t.item.question.topic.slug, t.attempt_id in right) for t in settled]


def _right_at_once(asked: Sequence[PracticeTask]) -> set[int]:
    """The keys of the first answers that were right without hints or a look at the solution."""
    marks = Mark.objects.filter(
        attempt__in=[task.attempt_id for task in asked if task.attempt_id],
        newest=True,
        verdict=Verdict.RIGHT,
        attempt__hints=0,
        attempt__way_shown=False,
    )
    return set(marks.values_list("attempt", flat=True))


def _known_before(
    learner: Learner, day: date, asked: Sequence[PracticeTask], topics: Sequence[TopicSkills]
) -> set[str]:
    """The topics that the learner's record shows as known, apart from those that were asked."""
    if learner.is_new:
        return set()
    known = readiness_of(topics, skill_cards(learner), day).topics
    met = {task.item.question.topic.slug for task in asked}
    return {topic.topic.slug for topic in known if topic.is_known} - met


def _task_of(slug: str, learner: Learner, asked: Sequence[PracticeTask]) -> Chosen | None:
    """A task of a topic: the first of the author's choice, a second one of another skill."""
    met = [task for task in asked if task.item.question.topic.slug == slug]
    reason = PracticeReason.GAP if met else PracticeReason.ASK
    items = _items_of(slug).exclude(pk__in=[task.item_id for task in met])
    skills = {task.item.skill for task in met}
    found = sorted(_candidates(items), key=lambda item: item.skill in skills)
    past = Past(learner, found)
    for item in found:
        for task in past.tasks(item):
            return Chosen(task, Wish(reason, skill=item.skill))
    return None


def _candidates(items: QuerySet[Item]) -> Iterator[Item]:
    """The items in the order in which the diagnostic wants them: those of its quiz, then what is
    easiest and takes the least time."""
    of_quiz = list(items.filter(quizzes__slug=DIAGNOSTIC).order_by("quizitem__position"))
    yield from of_quiz
    keys = {item.pk for item in of_quiz}
    others = items.order_by("question__difficulty", "question__reading_order", "position")
    rest = [item for item in others[: MOST_ITEMS + len(keys)] if item.pk not in keys]
    yield from sorted(rest, key=lambda i: (i.question.difficulty, KINDS[i.kind].minutes))


def _items_of(slug: str) -> QuerySet[Item]:
    return Item.published.exclude(seeds=[]).filter(question__topic__slug=slug)
