"""The numbers that the page on levels states."""

from typing import Any

from quizzes.models import Asked
from quizzes.reviewing import levels
from quizzes.reviewing.ratings import REST_OF_NUMBERS

from . import plan, readiness
from .bank_map import WEIGHTS


def rules() -> dict[str, Any]:
    """Each rule's number under its name, so that the page can never state another one."""
    return {
        "proficient": levels.PROFICIENT_STREAK,
        "mastered": levels.MASTERED_STREAK,
        "mastered_mixed": levels.MASTERED_MIXED,
        "mastered_days": levels.MASTERED_DAYS,
        "mastered_recall": _percent(levels.MASTERED_RECALL),
        "proficient_recall": _percent(levels.PROFICIENT_RECALL),
        "cleared": levels.CLEARED_STREAK,
        "cleared_days": levels.CLEARED_DAYS,
        "rest_days": REST_OF_NUMBERS.days,
        "known_percent": _percent(readiness.KNOWN_SHARE),
        "often_weight": WEIGHTS[Asked.OFTEN] // WEIGHTS[Asked.RARELY],
        "usual_minutes": plan.USUAL_MINUTES,
        "quiet_end": plan.DAYS_WITH_A_QUIET_END,
    }


def _percent(share: float) -> int:
    return round(100 * share)
