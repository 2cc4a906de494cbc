"""Which answers made a level: the log of one skill of a learner, newest first."""

from dataclasses import dataclass
from datetime import date

from quizzes.models import Card, CardKind, Learner, Rating, Review
from quizzes.reviewing.levels import (
    MASTERED_DAYS,
    MASTERED_MIXED,
    MASTERED_RECALL,
    MASTERED_STREAK,
    PROFICIENT_RECALL,
    PROFICIENT_STREAK,
    Level,
    level_of,
)
from quizzes.reviewing.schedule import recall

from .bank_map import TopicSkills, skill_titles, topics_with_skills

MOST_SHOWN = 30
_WORDS = {
    Rating.GOOD: ("right on first try", "right"),
    Rating.HARD: ("right with hints, or too few digits", "imprecise"),
    Rating.AGAIN: ("wrong, blank or solution shown", "wrong"),
}


@dataclass(frozen=True)
class CountedAnswer:
    """A first answer on the learner's `day`. `counts`: it is in the row of right answers that the
    level rests on. `address` is that of its task, empty if that was withdrawn."""

    day: date
    words: str
    tone: str
    is_mixed: bool
    counts: bool
    task: str
    address: str


@dataclass(frozen=True)
class BehindALevel:
    """`wants` are sentences on what is missing for the next level. `more` answers are older than
    those shown."""

    skill: str
    title: str
    level: Level
    card: Card | None
    topics: list[TopicSkills]
    answers: list[CountedAnswer]
    wants: list[str]
    more: int


def behind_a_level(learner: Learner | None, skill: str, day: date) -> BehindALevel | None:
    """None for a skill that the bank does not have. At most three queries beside those for the
    bank."""
    title = skill_titles().get(skill)
    if title is None:
        return None
    card = None
    if learner is not None:
        card = Card.objects.filter(learner=learner, kind=CardKind.SKILL, name=skill).first()
    level = level_of(card, day)
    topics = [t for t in topics_with_skills() if any(s.skill == skill for s in t.skills)]
    return BehindALevel(
        skill,
        title,
        level,
        card,
        topics,
        _answers(card) if card else [],
        _wants(card, level, day),
        max(card.reviews - MOST_SHOWN, 0) if card else 0,
    )


def _answers(card: Card) -> list[CountedAnswer]:
    rows = (
        Review.objects.filter(card=card)
        .select_related("attempt__item__question")
        .only("rating", "day", "is_mixed", *_OF_THE_TASK)
        .order_by("-pk")[:MOST_SHOWN]
    )
    return [_answer(review, number < card.streak) for number, review in enumerate(rows)]


_OF_THE_TASK = (
    "attempt__item__key",
    "attempt__item__retired",
    *(f"attempt__item__question__{name}" for name in ("slug", "title", "status")),
    "attempt__item__question__file_missing_since",
)


def _answer(review: Review, counts: bool) -> CountedAnswer:
    item = review.attempt.item
    words, tone = _WORDS[Rating(review.rating)]
    is_open = item.question.is_public and not item.retired
    return CountedAnswer(
        review.day,
        words,
        tone,
        review.is_mixed,
        counts,
        item.question.title,
        item.get_absolute_url() if is_open else "",
    )


def _wants(card: Card | None, level: Level, day: date) -> list[str]:
    """What is missing for the next level, in sentences."""
    if card is None:
        return ["Answer one task for this skill."]
    knows = recall(card, day)
    if level == Level.FAMILIAR:
        return _missing_for_proficient(card, knows)
    if level == Level.PROFICIENT:
        return _missing_for_mastered(card, knows)
    return []


def _missing_for_proficient(card: Card, knows: float) -> list[str]:
    if card.streak < PROFICIENT_STREAK:
        return [_answers_to_go(PROFICIENT_STREAK - card.streak)]
    assert knows < PROFICIENT_RECALL  # noqa: S101 - else it would be proficient
    return ["It has been a while. One right answer restores your level."]


def _missing_for_mastered(card: Card, knows: float) -> list[str]:
    wants = []
    if card.streak < MASTERED_STREAK:
        wants.append(_answers_to_go(MASTERED_STREAK - card.streak))
    if card.streak_days < MASTERED_DAYS:
        wants.append("At least one right answer on a different day.")
    if card.streak_mixed < MASTERED_MIXED:
        missing = MASTERED_MIXED - card.streak_mixed
        wants.append(f"{missing} more right in mixed practice or in a mixed quiz.")
    if not wants and knows < MASTERED_RECALL:
        wants.append("It has been a while. One right answer restores your level.")
    return wants


def _answers_to_go(count: int) -> str:
    if count == 1:
        return "One more right answer on the first try, without hints, with new numbers."
    return (
        f"{count} right answers in a row, on the first try, without hints, with different numbers."
    )
