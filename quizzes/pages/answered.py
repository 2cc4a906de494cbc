"""How well a visitor knows each topic, and how many of its items they have ever answered right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial

from django.template.loader import render_to_string

from quizzes.learners.visitor import Visitor
from quizzes.models import Attempt, Item, Learner, Mark, Question, Status, Verdict
from quizzes.planning.bank_map import topics_with_skills
from quizzes.planning.readiness import TopicReadiness, readiness_of
from quizzes.planning.skills import skill_cards
from quizzes.reviewing.levels import Level
from quizzes.web.learner_facts import facts_of_today

_ATTEMPT, _MARK = Attempt._meta.db_table, Mark._meta.db_table
_ITEM, _QUESTION = Item._meta.db_table, Question._meta.db_table
# Only what was answered before the solution was shown counts, and the newest mark of it.
_RIGHT = f"""
    SELECT question.topic_id, COUNT(DISTINCT item.id)
    FROM {_ATTEMPT} attempt
    JOIN {_MARK} mark ON mark.attempt_id = attempt.id AND mark.newest
    JOIN {_ITEM} item ON item.id = attempt.item_id
    JOIN {_QUESTION} question ON question.id = item.question_id
    WHERE attempt.learner_id = {{learner}}
    AND NOT attempt.way_shown AND mark.verdict = '{Verdict.RIGHT.value}' AND NOT item.retired
    AND question.status = '{Status.PUBLISHED.value}' AND question.file_missing_since IS NULL
    GROUP BY question.topic_id
"""  # noqa: S608 - table names of our own models
# The places of a topic: beside its name, and in the picture of the topics its look and its words.
KINDS = ("answered", "level", "level-words")


@dataclass(frozen=True)
class BegunTopic:
    """`right` counts the items answered right; None for `readiness` if no answer counts yet."""

    right: int
    readiness: TopicReadiness | None

    @property
    def level(self) -> Level:
        return self.readiness.level if self.readiness else Level.NOT_STARTED


def begun_topics(visitor: Visitor, now: datetime) -> dict[int, BegunTopic]:
    """The topics that the visitor has begun, by their keys. One query, and some more after each
    answer and on another day."""
    return facts_of_today(visitor, "topics", now, partial(_begun, visitor), {})


def _begun(visitor: Visitor, learner: int, today: date) -> dict[int, BegunTopic]:
    right = dict(visitor.rows(_RIGHT))
    cards = skill_cards(Learner(pk=learner))
    known = readiness_of(topics_with_skills(), cards, today).topics if cards else ()
    begun = {topic.topic.key: topic for topic in known if topic.is_begun}
    return {key: BegunTopic(right.get(key, 0), begun.get(key)) for key in right.keys() | begun}


def own_answers(places: Iterable[str], begun: Mapping[int, BegunTopic]) -> dict[str, bytes]:
    """What stands in the places of the topics that were begun, whose names end in a topic's key and
    its items."""
    own: dict[str, bytes] = {}
    for place in places:
        kind, *numbers = place.rsplit("-", 2)
        if kind in KINDS:
            key, items = map(int, numbers)
            if topic := begun.get(key):
                own[place] = _shown(kind, topic.level, topic.right, items)
    return own


def own_skills(places: Iterable[str], begun: Mapping[int, BegunTopic]) -> dict[str, bytes]:
    """The levels of the skills of a topic's page, if it was begun."""
    for place in places:
        what, _dash, key = place.partition("-")
        topic = begun.get(int(key)) if what == "skills" else None
        if topic and topic.readiness:
            shown = {"topic": topic.readiness}
            return {place: render_to_string("quizzes/pages/_own_skills.html", shown).encode()}
    return {}


@lru_cache(maxsize=1_000)
def _shown(kind: str, level: Level, right: int, items: int) -> bytes:
    if kind == "answered":
        shown = {"level": level, "right": right, "items": items}
        return render_to_string("quizzes/pages/_answered.html", shown).encode()
    if kind == "level":
        return f" map-level-{level.value}".encode()
    return f", {level.words}".encode() if level else b""
