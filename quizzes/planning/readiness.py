"""How ready a learner is, topic by topic, by a rule that a page can state in plain words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor

from quizzes.models import Asked, Card
from quizzes.reviewing.levels import PROFICIENT_STREAK, Level, level_of

from .bank_map import WEIGHTS, SkillPlace, TopicSkills

# What a skill counts: in full from this level on, half if the last first answer was right.
COUNTS_FROM = Level.PROFICIENT
HALF = 0.5
# A topic is known from this share of its skills on.
KNOWN_SHARE = 0.8
# What is at least expected of a topic without an answer if a topic that builds on it goes so well.
GROUND_OF_KNOWN, GOES_WELL = 0.75, 0.6


@dataclass(frozen=True)
class KnownSkill:
    """A skill with the learner's level. `share` is what it counts, 0 to 1; `to_go` how many more
    right answers in a row make it proficient; `is_begun` whether any answer counted yet."""

    place: SkillPlace
    level: Level
    share: float
    to_go: int
    is_begun: bool

    @property
    def minutes(self) -> int:
        """What the tasks to go take."""
        return self.to_go * self.place.minutes


@dataclass(frozen=True)
class TopicReadiness:
    """A topic with the learner's skills, in reading order, and how often their role is asked it.
    `expected` is the share of its skills, 0 to 1, that we expect them to know by their answers so
    far; see `_expected`."""

    topic: TopicSkills
    asked: Asked
    skills: tuple[KnownSkill, ...]
    expected: float

    @property
    def share(self) -> float:
        return sum(skill.share for skill in self.skills) / len(self.skills)

    @property
    def weight(self) -> int:
        """How much the topic counts: the more often it is asked, the more."""
        return WEIGHTS[self.asked]

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means all."""
        return floor(100 * self.share + 1e-9)

    @property
    def known(self) -> int:
        """How many skills are proficient or mastered."""
        return sum(skill.level >= COUNTS_FROM for skill in self.skills)

    @property
    def count(self) -> int:
        return len(self.skills)

    @property
    def is_known(self) -> bool:
        return self.share >= KNOWN_SHARE

    @property
    def is_begun(self) -> bool:
        return any(skill.is_begun for skill in self.skills)

    @property
    def minutes(self) -> int:
        """What the tasks take that make all its skills proficient."""
        return sum(skill.minutes for skill in self.skills)

    @property
    def level(self) -> Level:
        """The level of the topic: the one that all its skills have reached; familiar as soon as
        one of them was right."""
        lowest = min(skill.level for skill in self.skills)
        return max(lowest, Level.FAMILIAR) if self.share else Level.NOT_STARTED


@dataclass(frozen=True)
class Readiness:
    """`percent` is the mean share of the topics, each weighted by how often the role is asked
    about it, rounded down. `expected_percent` is the same if what was not answered yet goes like
    what was; never less."""

    topics: tuple[TopicReadiness, ...]
    percent: int
    expected_percent: int

    @property
    def known(self) -> int:
        """How many topics are known."""
        return sum(topic.is_known for topic in self.topics)

    @property
    def is_begun(self) -> bool:
        return any(topic.is_begun for topic in self.topics)


def readiness_of(
    topics: Sequence[TopicSkills], cards: Mapping[str, Card], day: date, role: str = ""
) -> Readiness:
    """The readiness on a learner's `day`, with the cards of their skills by name. No query."""
    skills = {topic.slug: _skills(topic, cards, day) for topic in topics}
    expected = _expected(topics, skills)
    known = tuple(
        TopicReadiness(topic, topic.how_often(role), skills[topic.slug], expected[topic.slug])
        for topic in topics
    )
    proven = _weighted(known, [topic.share for topic in known])
    likely = _weighted(known, [topic.expected for topic in known])
    return Readiness(known, proven, max(likely, proven))


def _weighted(topics: Sequence[TopicReadiness], shares: Sequence[float]) -> int:
    """The mean of the topics' shares in percent, by their weights, rounded down."""
    most = sum(topic.weight for topic in topics)
    total = sum(topic.weight * share for topic, share in zip(topics, shares, strict=True))
    return floor(100 * total / most + 1e-9) if most else 0


def _expected(
    topics: Iterable[TopicSkills], skills: Mapping[str, Sequence[KnownSkill]]
) -> dict[str, float]:
    """Of each topic by its slug the share of skills that are probably known: of those answered, how
    many were right at once, with one right and one wrong added so that a single answer does not
    decide. A topic without an answer goes like all that was answered; better if a topic that builds
    on it goes well."""
    answered = {slug: [s.share > 0 for s in found if s.is_begun] for slug, found in skills.items()}
    rates = {slug: _rate(right) for slug, right in answered.items()}
    every = {s.place.skill: s.share > 0 for found in skills.values() for s in found if s.is_begun}
    overall = _rate(every.values())
    expected = {}
    for topic in topics:
        goes_well = any(
            answered.get(above) and rates[above] >= GOES_WELL for above in topic.leads_to
        )
        unasked = max(overall, GROUND_OF_KNOWN) if goes_well else overall
        expected[topic.slug] = rates[topic.slug] if answered[topic.slug] else unasked
    return expected


def _rate(right: Collection[bool]) -> float:
    return (sum(right) + 1) / (len(right) + 2)


def _skills(topic: TopicSkills, cards: Mapping[str, Card], day: date) -> tuple[KnownSkill, ...]:
    return tuple(_skill(place, cards.get(place.skill), day) for place in topic.skills)


def _skill(place: SkillPlace, card: Card | None, day: date) -> KnownSkill:
    level = level_of(card, day)
    if level >= COUNTS_FROM:
        return KnownSkill(place, level, 1.0, 0, is_begun=True)
    streak = min(card.streak, PROFICIENT_STREAK) if card else 0
    # One that was known and is probably forgotten takes one right answer.
    to_go = max(PROFICIENT_STREAK - streak, 1)
    return KnownSkill(place, level, HALF if streak else 0.0, to_go, is_begun=card is not None)


def minutes_in_words(minutes: int) -> str:
    """About how long: 25 min, 1 h, 2 h 30 min; longer times in steps of half an hour."""
    if minutes < 60:
        return f"{minutes} min"
    halves = ceil(minutes / 30)
    return f"{halves // 2} h{' 30 min' if halves % 2 else ''}"
