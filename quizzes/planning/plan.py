"""The plan: what is weak and asked most, spread over the days that are left.

It is worked out anew from what the learner knows at the moment, so whatever days were missed, it
fits the days to come.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from quizzes.bank.text.topics import all_reached
from quizzes.models import Card

from .readiness import Readiness, TopicReadiness, minutes_in_words

# Who names no time gets a plan for this many minutes a day.
USUAL_MINUTES = 20
# Who names no interview gets a plan for so many days; a longer one is not shown in full.
DAYS_WITHOUT_A_DATE, MOST_DAYS = 7, 14
# A review takes about so many minutes, and all of them at most this share of a day.
REVIEW_MINUTES, MOST_REVIEWING = 2, 0.5
# A shorter rest of a topic is not put off to the next day.
LEAST_MINUTES = 4
# More time is suggested in steps of so many minutes, and never more than so many.
MORE_MINUTES, MOST_MINUTES = 5, 240
# With so many days left, the last one is for reviews alone.
DAYS_WITH_A_QUIET_END = 3
# Each topic that builds on one adds this share to what it is worth.
WORTH_OF_A_TOPIC_ABOVE = 0.1
# What a topic builds on comes before it, unless so much of it is probably known or it is asked less
# often.
GOOD_GROUND = 0.5


@dataclass(frozen=True)
class PlannedTopic:
    """Work on a topic: `minutes` of tasks on one day. `above` counts the topics of the plan that
    build on it. `is_rest`: its first part is on an earlier day."""

    topic: TopicReadiness
    minutes: int
    above: int
    is_rest: bool = False

    @property
    def time(self) -> str:
        return minutes_in_words(self.minutes)


@dataclass
class PlannedDay:
    """What to do on one day. `reviews` counts the skills and mistakes that are due by then."""

    day: date
    reviews: int = 0
    topics: list[PlannedTopic] = field(default_factory=list)

    @property
    def review_minutes(self) -> int:
        return self.reviews * REVIEW_MINUTES

    @property
    def review_time(self) -> str:
        return minutes_in_words(self.review_minutes)

    @property
    def time(self) -> str:
        return minutes_in_words(self.minutes)

    @property
    def minutes(self) -> int:
        return self.review_minutes + sum(topic.minutes for topic in self.topics)


@dataclass(frozen=True)
class Plan:
    """`days` begin today. `days_left` until the interview, None without a date and 0 on its day;
    negative when it has passed. `left_out` are topics that do not fit, `needed_a_day` the minutes
    a day with which all would, None if no day is long enough. `more_days` follow after those that
    are shown."""

    days: list[PlannedDay]
    days_left: int | None
    left_out: list[TopicReadiness]
    needed_a_day: int | None
    more_days: int = 0

    @property
    def needed_time(self) -> str:
        return minutes_in_words(self.needed_a_day or 0)

    @property
    def next_topic(self) -> PlannedTopic | None:
        return next((topic for day in self.days for topic in day.topics), None)


def plan_of(
    readiness: Readiness,
    due: Iterable[Card],
    today: date,
    *,
    interview_on: date | None = None,
    minutes_a_day: int | None = None,
    done: int = 0,
) -> Plan:
    """The plan from a learner's `today`. `due` are the open cards, each with the day on which it
    is due; `done` the minutes of work that today has seen. No query."""
    left = (interview_on - today).days if interview_on else None
    count = DAYS_WITHOUT_A_DATE if left is None else max(left, 0)
    work, waiting = list(_in_order(readiness)), list(due)

    def days_with(minutes: int) -> tuple[list[PlannedDay], list[PlannedTopic]]:
        days = _with_reviews(waiting, today, count, minutes)
        has_quiet_end = left is not None and count >= DAYS_WITH_A_QUIET_END
        return days, _fill(days[:-1] if has_quiet_end else days, work, minutes, done)

    minutes = minutes_a_day or USUAL_MINUTES
    days, rest = days_with(minutes)
    out = [topic.topic for topic in rest if not topic.is_rest] if left is not None else []
    longer = range(minutes + MORE_MINUTES, MOST_MINUTES + 1, MORE_MINUTES) if out else ()
    needed = next((more for more in longer if not days_with(more)[1]), None)
    return Plan(days[:MOST_DAYS], left, out, needed, max(count - MOST_DAYS, 0))


def _with_reviews(due: Iterable[Card], today: date, count: int, minutes: int) -> list[PlannedDay]:
    """The days, each with the reviews that are due on it; what does not fit waits for the next."""
    due_on = Counter(max(card.due_on, today) for card in due)
    most = max(int(minutes * MOST_REVIEWING) // REVIEW_MINUTES, 1)
    days, waiting = [], 0
    for day in (today + timedelta(number) for number in range(count)):
        waiting += due_on[day]
        days.append(PlannedDay(day, min(waiting, most)))
        waiting -= days[-1].reviews
    return days


def _fill(
    days: Iterable[PlannedDay], work: Iterable[PlannedTopic], minutes: int, done: int
) -> list[PlannedTopic]:
    """Puts on each day what fits into its minutes, in order; returns what does not fit. On the
    first day so many minutes are `done`."""
    rest = deque(work)
    for number, day in enumerate(days):
        free = minutes - day.review_minutes - (0 if number else done)
        while rest and free > 0:
            topic = rest.popleft()
            takes = topic.minutes if topic.minutes <= free + LEAST_MINUTES else free
            day.topics.append(_part(topic, takes, is_rest=topic.is_rest))
            free -= takes
            if takes < topic.minutes:
                rest.appendleft(_part(topic, topic.minutes - takes, is_rest=True))
    return list(rest)


def _part(topic: PlannedTopic, minutes: int, *, is_rest: bool) -> PlannedTopic:
    return PlannedTopic(topic.topic, minutes, topic.above, is_rest)


def _in_order(readiness: Readiness) -> Iterator[PlannedTopic]:
    """The topics with something to learn, what is worth most first, each after what it rests on. A
    skill of several topics is counted in the first of them."""
    weak = {each.topic.slug: each for each in readiness.topics if each.minutes}
    leads_to = {
        slug: [above for above in topic.topic.leads_to if above in weak]
        for slug, topic in weak.items()
    }
    above = {slug: len(all_reached(slug, leads_to)) for slug in weak}

    def worth(topic: TopicReadiness) -> tuple[float, float]:
        higher = 1 + WORTH_OF_A_TOPIC_ABOVE * above[topic.topic.slug]
        # Of two that promise the same, the one of which less was shown.
        return (1 - topic.expected) * topic.weight * higher, 1 - topic.share

    order: dict[str, TopicReadiness] = {}
    for topic in sorted(weak.values(), key=worth, reverse=True):
        _put(topic, weak, order)
    counted: set[str] = set()
    for slug, topic in order.items():
        minutes = sum(s.minutes for s in topic.skills if s.place.skill not in counted)
        counted |= {skill.place.skill for skill in topic.skills}
        if minutes:
            yield PlannedTopic(topic, minutes, above[slug])


def _put(
    topic: TopicReadiness,
    weak: Mapping[str, TopicReadiness],
    order: dict[str, TopicReadiness],
) -> None:
    """Puts a topic last in the order, after the weak ones that it builds on."""
    for slug in topic.topic.builds_on:
        ground = weak.get(slug)
        if ground and ground.expected < GOOD_GROUND and ground.weight >= topic.weight:
            _put(ground, weak, order)
    order.setdefault(topic.topic.slug, topic)
