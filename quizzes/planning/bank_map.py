"""The topics of the bank with the skills that their tasks train, made once an edition."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from attention_engine import computation_title
from quizzes.items import KINDS
from quizzes.items.skills import parts_of
from quizzes.models import Asked, Item, Question, Role, Seniority, Topic
from quizzes.web.finished_pages import kept_in_this_edition

# The hardest question, from 1 to 5, that an interview at this level is likely to ask.
HARDEST = {"": 5, Seniority.JUNIOR: 3, Seniority.MID: 4, Seniority.SENIOR: 5}
WEIGHTS = {Asked.OFTEN: 3, Asked.SOMETIMES: 2, Asked.RARELY: 1}


@dataclass(frozen=True)
class SkillPlace:
    """A skill among the tasks of one topic. `difficulty` is that of the easiest question with such
    a task, `minutes` what its shortest task takes."""

    skill: str
    title: str
    difficulty: int
    minutes: int


@dataclass(frozen=True)
class TopicSkills:
    """A topic with tasks. `key` is that in the database; `builds_on` and `leads_to` are the
    slugs of its neighbors among these."""

    key: int
    slug: str
    title: str
    asked: Mapping[str, str]
    builds_on: tuple[str, ...]
    leads_to: tuple[str, ...]
    skills: tuple[SkillPlace, ...]

    def how_often(self, role: str) -> Asked:
        """How often this role is asked about the topic. Who names no role is taken for a machine
        learning engineer."""
        return Asked(self.asked.get(role or Role.ENGINEER, Asked.SOMETIMES))


def topics_with_skills(seniority: str = "") -> list[TopicSkills]:
    """The topics in reading order, each with its skills in reading order: those that an interview
    at this level is likely to ask."""
    topics: list[TopicSkills] = kept_in_this_edition(["topics with skills"], _topics)
    hardest = HARDEST[seniority]
    within = (
        replace(topic, skills=tuple(s for s in topic.skills if s.difficulty <= hardest))
        for topic in topics
    )
    return [topic for topic in within if topic.skills]


def skill_titles() -> dict[str, str]:
    """A title for every skill of the bank, in reading order."""
    return {place.skill: place.title for topic in topics_with_skills() for place in topic.skills}


def _topics() -> list[TopicSkills]:
    places: dict[int, dict[str, SkillPlace]] = defaultdict(dict)
    for topic, place in _places():
        known = places[topic].get(place.skill)
        places[topic][place.skill] = _easier(known, place) if known else place
    topics = [topic for topic in Topic.objects.all() if topic.pk in places]
    slugs = {topic.pk: topic.slug for topic in topics}
    links = Topic.read_first.through.objects.values_list("from_topic_id", "to_topic_id")
    between = [(slugs[later], slugs[first]) for later, first in links if {later, first} <= {*slugs}]
    return [
        TopicSkills(
            topic.pk,
            topic.slug,
            topic.title,
            topic.asked,
            _in_order((first for later, first in between if later == topic.slug), slugs),
            _in_order((later for later, first in between if first == topic.slug), slugs),
            tuple(places[topic.pk].values()),
        )
        for topic in topics
    ]


def _places() -> Iterator[tuple[int, SkillPlace]]:
    """Every public task with the key of its topic, in reading order."""
    # A release before this one stores items without a skill, until the next sync.
    rows = Item.published.exclude(seeds=[]).exclude(skill="").select_related(None)
    fields = ("skill", "kind", "question__topic", "question__difficulty")
    found = rows.order_by("question__reading_order", "position").values_list(*fields)
    titles = dict(Question.published.values_list("slug", "title"))
    for skill, kind, topic, difficulty in found:
        yield topic, SkillPlace(skill, title_of(skill, titles), difficulty, KINDS[kind].minutes)


def title_of(skill: str, questions: Mapping[str, str]) -> str:
    """What a skill is called: its computation, or the question whose concept it is."""
    kind, name = parts_of(skill)
    return computation_title(name) if kind == "computation" else questions.get(name, name)


def _easier(known: SkillPlace, other: SkillPlace) -> SkillPlace:
    return replace(
        known,
        difficulty=min(known.difficulty, other.difficulty),
        minutes=min(known.minutes, other.minutes),
    )


def _in_order(found: Iterable[str], slugs: Mapping[int, str]) -> tuple[str, ...]:
    wanted = {*found}
    return tuple(slug for slug in slugs.values() if slug in wanted)
