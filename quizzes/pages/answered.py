"""How many items of each topic a visitor has ever answered right, in the places of a page."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.template.loader import render_to_string

from quizzes.learners.visitor import Visitor
from quizzes.models import Attempt, Item, Mark, Question, Status, Verdict
from quizzes.web.learner_facts import learner_facts

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
KINDS = ("answered", "done", "done-words")


def right_by_topic(visitor: Visitor) -> dict[int, int]:
    """The number of items answered right, by the key of their topic. One query, and one more after
    each answer."""
    return learner_facts(visitor, "right-by-topic", lambda: dict(visitor.rows(_RIGHT)), {})


def own_answers(
    places: Iterable[str], right: Mapping[int, int], *, only_begun: bool = False
) -> dict[str, bytes]:
    """What stands in the places of topics, whose names end in a topic's key and its items.

    Who has answered nothing is not told so at each topic; with `only_begun` also nobody is told
    of a topic without right answers.
    """
    own: dict[str, bytes] = {}
    if not right:
        return own
    for place in places:
        kind, *numbers = place.rsplit("-", 2)
        if kind in KINDS:
            topic, items = map(int, numbers)
            if topic in right or not only_begun:
                own[place] = _shown(kind, right.get(topic, 0), items)
    return own


@lru_cache(maxsize=1_000)
def _shown(kind: str, right: int, items: int) -> bytes:
    if kind == "answered":
        shown = {"right": right, "items": items, "is_done": 0 < items <= right}
        return render_to_string("quizzes/pages/_answered.html", shown).encode()
    if not 0 < items <= right:
        return b""
    return b" map-done" if kind == "done" else b", all right"
