"""Which topics a diagnostic has settled, and which it should ask next. No query, no clock.

A topic is asked once. It is settled without being asked if a topic that builds on it was answered
right at once, or if the learner's record already shows that they know it. Where an answer was not
right, a second task of the topic tells a slip from a gap, as far as the number of tasks allows.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from quizzes.bank.text.topics import all_reached
from quizzes.planning.bank_map import TopicSkills

MOST_TASKS = 15
# Of a topic that was not right at once so many tasks are asked.
TASKS_OF_A_GAP = 2


class Finding(IntEnum):
    """What a diagnostic says of a topic."""

    NOT_ASKED = 0
    TO_LEARN = 1
    PARTLY = 2
    PROBABLY_KNOWN = 3
    KNOWN = 4

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Finding.NOT_ASKED: "Not asked: the diagnostic ended first",
    Finding.TO_LEARN: "To learn: no task right yet",
    Finding.PARTLY: "One of two tasks right",
    Finding.PROBABLY_KNOWN: "Not asked: a topic that builds on it was right",
    Finding.KNOWN: "Right on the first try",
}


@dataclass(frozen=True)
class Asked:
    """One task of a topic: its slug, and whether it was right at once."""

    topic: str
    is_right: bool


def findings(
    topics: Sequence[TopicSkills], asked: Iterable[Asked], known: Iterable[str] = ()
) -> dict[str, Finding]:
    """What is known of each topic by its slug. `known` are those that the record shows as known
    before."""
    answers: dict[str, list[bool]] = {}
    for each in asked:
        answers.setdefault(each.topic, []).append(each.is_right)
    found = {topic.slug: _finding(answers.get(topic.slug, ())) for topic in topics}
    below = below_each(topics)
    right = [slug for slug, finding in found.items() if finding == Finding.KNOWN]
    for slug in {*known, *(under for top in right for under in below[top])}:
        if found.get(slug) == Finding.NOT_ASKED:
            found[slug] = Finding.PROBABLY_KNOWN
    return found


def next_topic(
    topics: Sequence[TopicSkills],
    asked: Sequence[Asked],
    known: Iterable[str] = (),
    without: Collection[str] = (),
) -> str | None:
    """The slug of the topic to ask next; None when nothing is left to find out. Those `without` a
    further task are not asked."""
    if len(asked) >= MOST_TASKS:
        return None
    found = findings(topics, asked, known)
    can_be_asked = [topic for topic in topics if topic.slug not in without]
    open_ones = [topic for topic in can_be_asked if found[topic.slug] == Finding.NOT_ASKED]
    if open_ones:
        return _middle(open_ones, topics)
    times = [each.topic for each in asked]
    return next(
        (
            topic.slug
            for topic in can_be_asked
            if found[topic.slug] == Finding.TO_LEARN and times.count(topic.slug) < TASKS_OF_A_GAP
        ),
        None,
    )


def all_asked(topics: Sequence[TopicSkills], *, is_right: bool) -> list[Asked]:
    """What is asked of somebody who is right every time, or never."""
    asked: list[Asked] = []
    while (slug := next_topic(topics, asked)) is not None:
        asked.append(Asked(slug, is_right))
    return asked


def below_each(topics: Iterable[TopicSkills]) -> dict[str, set[str]]:
    """The slugs of all topics that each builds on, directly or not."""
    first = {topic.slug: topic.builds_on for topic in topics}
    return {slug: all_reached(slug, first) for slug in first}


def _finding(answers: Sequence[bool]) -> Finding:
    if not answers:
        return Finding.NOT_ASKED
    if answers[0]:
        return Finding.KNOWN
    return Finding.PARTLY if any(answers) else Finding.TO_LEARN


def _middle(open_ones: Sequence[TopicSkills], topics: Sequence[TopicSkills]) -> str:
    """The topic with the most open ones below and above it: a right answer settles many, and a
    wrong one leaves few that are likely right."""
    below = below_each(topics)
    slugs = {topic.slug for topic in open_ones}

    def worth(topic: TopicSkills) -> tuple[int, int]:
        under = len(below[topic.slug] & slugs)
        over = sum(topic.slug in below[other] for other in slugs)
        return (1 + under) * (1 + over), under

    return max(open_ones, key=worth).slug
