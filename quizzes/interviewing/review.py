"""An answer beside the model: the rubric to mark, or the engine's verdict on a number."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from quizzes.answering.feedback import Feedback, feedback_on
from quizzes.answering.solution import Solution, solution_of
from quizzes.answering.standing import History, standing_of
from quizzes.answering.task import Task, task_of_attempt
from quizzes.models import Attempt, Part, Turn, Verdict

from .asked import AskedScript, AskedTrap, Point, Prompt
from .matching import Matched, matched
from .turns import newest_mark, task_of_turn

# The one point of a spoken answer that has no rubric of its own.
SAID = "said"
WRONG = "Not right"


@dataclass(frozen=True)
class PointToMark:
    """A point of the rubric, and which of its terms the typed answer has."""

    point: Point
    matched: Matched


@dataclass(frozen=True)
class Review:
    """`points` and `traps` belong to an opening. `feedback` is the engine's on a task, None if it
    was skipped or cannot be judged any more. `solution` is there once the learner has seen it;
    before that, `has_solution` says that there is one."""

    prompt: Prompt
    points: Sequence[PointToMark] = ()
    traps: Sequence[AskedTrap] = ()
    weak: SafeString | str = ""
    great: SafeString | str = ""
    feedback: Feedback | None = None
    solution: Solution | None = None
    has_solution: bool = False


@dataclass(frozen=True)
class KeysToMark:
    """What the form of a look at an answer may bring back."""

    points: Sequence[str] = ()
    traps: Sequence[str] = ()


def keys_to_mark(script: AskedScript, turn: Turn) -> KeysToMark:
    """Nothing of a prompt that was skipped, nor of a task, which is judged."""
    if turn.is_skipped:
        return KeysToMark()
    if turn.part == Part.OPENING:
        points = [point.key for point in script.rubric]
        return KeysToMark(points, [trap.key for trap in script.traps])
    return KeysToMark([SAID]) if script.prompt(turn.part, turn.key).is_spoken else KeysToMark()


def review_of(script: AskedScript, turn: Turn) -> Review:
    prompt = script.prompt(turn.part, turn.key)
    if turn.part == Part.OPENING:
        points = [
            PointToMark(point, matched(turn.text, point.spec.terms)) for point in script.rubric
        ]
        return Review(prompt, points, script.traps, script.weak, script.great)
    if prompt.is_spoken:
        return Review(prompt)
    task = task_of_attempt(turn.attempt) if turn.attempt else task_of_turn(turn)
    if task is None:
        return Review(prompt)
    history = standing_of(turn.interview.learner, task).history
    feedback = _feedback(task, turn.attempt, history, turn) if turn.attempt else None
    solution = solution_of(task) if history.way_shown and feedback is None else None
    return Review(prompt, feedback=feedback, solution=solution, has_solution=not history.way_shown)


def _feedback(task: Task, attempt: Attempt, history: History, turn: Turn) -> Feedback | None:
    attempt.mark = newest_mark(turn)
    if attempt.mark is None:
        return None
    feedback = feedback_on(task, attempt, task.kind.judge(attempt.raw), history)
    # In an interview there is no second try.
    return replace(feedback, heading=WRONG) if feedback.verdict == Verdict.WRONG else feedback
