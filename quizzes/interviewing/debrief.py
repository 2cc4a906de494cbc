"""The debrief: what was asked and answered, what was strong, what was missed, what to do next."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from quizzes.answering.task import Task
from quizzes.models import Interview, Part, Topic, Turn, Verdict
from quizzes.planning.saying import ENOUGH_PERCENT

from .asked import AskedScript, Point, Prompt, scripts_of
from .clock import seconds_of
from .earlier import Earlier, earlier_interviews
from .review import SAID
from .scores import Outcome, outcome_of
from .turns import newest_mark, turns_of

_VERDICTS = {
    Verdict.RIGHT: ("right", "right"),
    Verdict.IMPRECISE: ("too few digits", "imprecise"),
    Verdict.WRONG: ("wrong", "wrong"),
}


@dataclass(frozen=True)
class AskedTurn:
    """One prompt with its answer. `words` say what came of it, `tone` sets their look; `mistakes`
    are the ids of the known mistakes in the answer to a task."""

    turn: Turn
    prompt: Prompt
    seconds: int
    words: str
    tone: str
    mistakes: Sequence[str] = ()
    address: str = ""

    @property
    def is_over_time(self) -> bool:
        return self.seconds > 60 * self.prompt.minutes


@dataclass(frozen=True)
class ScriptDebrief:
    """One script: its prompts, and the points of its opening that were met and missed. `planned`
    and `used` in seconds, of the prompts that were asked. `heard` are the points that a friend in
    the interviewer's seat heard, if the answer `is_rated`."""

    script: AskedScript
    turns: list[AskedTurn]
    met: list[Point]
    missed: list[Point]
    planned: int
    used: int
    heard: list[Point]
    is_rated: bool

    @property
    def good_share(self) -> float:
        good = [point for point in self.script.rubric if not point.is_great]
        return sum(not point.is_great for point in self.met) / len(good)

    @property
    def is_weak(self) -> bool:
        return 100 * self.good_share < ENOUGH_PERCENT


@dataclass(frozen=True)
class Debrief:
    outcome: Outcome
    scripts: list[ScriptDebrief]
    slips: list[tuple[str, int]]
    weak: list[ScriptDebrief]
    strong: list[ScriptDebrief]
    topics: list[Topic]
    not_asked: list[AskedScript]
    earlier: list[Earlier] = field(default_factory=list)

    @property
    def rated(self) -> int:
        """How many points of a good answer a friend could have heard."""
        return sum(not point.is_great for part in self._rated for point in part.script.rubric)

    @property
    def heard(self) -> int:
        return sum(not point.is_great for part in self._rated for point in part.heard)

    @property
    def _rated(self) -> list[ScriptDebrief]:
        return [part for part in self.scripts if part.is_rated]

    @property
    def missed(self) -> list[tuple[ScriptDebrief, Point]]:
        """Every point that a good answer needs and this one lacked."""
        return [
            (each, point) for each in self.scripts for point in each.missed if not point.is_great
        ]


def debrief_of(interview: Interview) -> Debrief:
    scripts, turns = scripts_of(interview), turns_of(interview)
    asked = sorted({turn.script for turn in turns})
    parts = [
        _script(scripts[place], [turn for turn in turns if turn.script == place]) for place in asked
    ]
    slips = Counter(
        mistake for part in parts for turn in part.turns for mistake in turn.mistakes[:1]
    )
    weak = sorted((part for part in parts if part.is_weak), key=lambda part: part.good_share)
    return Debrief(
        outcome=outcome_of(scripts, turns),
        scripts=parts,
        slips=slips.most_common(),
        weak=weak,
        strong=[part for part in parts if not part.is_weak],
        topics=list(Topic.objects.filter(slug__in={part.script.topic for part in weak})),
        not_asked=[script for place, script in enumerate(scripts) if place not in asked],
        earlier=[
            each
            for each in earlier_interviews(interview.learner)
            if each.interview.pk != interview.pk
        ],
    )


def _script(script: AskedScript, turns: list[Turn]) -> ScriptDebrief:
    marks = {key for turn in turns if turn.part == Part.OPENING for key in turn.marks}
    heard = next((turn.seat_marks for turn in turns if turn.part == Part.OPENING), None)
    asked = [_turn(script, turn) for turn in turns]
    return ScriptDebrief(
        script,
        asked,
        met=[point for point in script.rubric if point.key in marks],
        missed=[point for point in script.rubric if point.key not in marks],
        planned=60 * sum(each.prompt.minutes for each in asked),
        used=sum(each.seconds for each in asked),
        heard=[point for point in script.rubric if point.key in (heard or ())],
        is_rated=heard is not None,
    )


def _turn(script: AskedScript, turn: Turn) -> AskedTurn:
    prompt = script.prompt(turn.part, turn.key)
    seconds = seconds_of(turn, turn.answered_at or turn.asked_at)
    if turn.is_skipped:
        return AskedTurn(turn, prompt, seconds, "skipped", "info")
    if turn.part == Part.OPENING:
        count = len(turn.marks)
        words = f"{count} of {len(script.rubric)} points"
        return AskedTurn(turn, prompt, seconds, words, "info")
    if prompt.is_spoken:
        said = SAID in turn.marks
        words, tone = ("said", "right") if said else ("not said", "imprecise")
        return AskedTurn(turn, prompt, seconds, words, tone)
    return _task_turn(turn, prompt, seconds)


def _task_turn(turn: Turn, prompt: Prompt, seconds: int) -> AskedTurn:
    mark = newest_mark(turn)
    if mark is None or turn.item is None:
        return AskedTurn(turn, prompt, seconds, "not judged", "info")
    words, tone = _VERDICTS.get(Verdict(mark.verdict), ("not judged", "info"))
    address = Task(turn.item, turn.seed or 0).address
    return AskedTurn(turn, prompt, seconds, words, tone, mark.mistakes, address)
