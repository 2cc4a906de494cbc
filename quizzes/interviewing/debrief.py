"""The debrief: what was asked and answered, what was strong, what was missed, what to do next."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from quizzes.models import Interview, Part, Topic, Turn, Verdict, public_topics
from quizzes.planning.saying import ENOUGH_PERCENT

from .asked import AskedScript, Point, Prompt, shown_scripts
from .clock import seconds_of
from .earlier import Earlier, earlier_interviews
from .review import SAID
from .scores import Outcome, outcome_of
from .turns import newest_mark, task_of_turn, turns_of, typed_in

# An answer is late from this many times what was planned.
LATE = 1.5
_VERDICTS = {
    Verdict.RIGHT: ("right", "right"),
    Verdict.IMPRECISE: ("too few digits", "imprecise"),
    Verdict.WRONG: ("wrong", "wrong"),
}


@dataclass(frozen=True)
class AskedTurn:
    """One prompt with its answer. `words` say what came of it, `tone` sets their look; `mistakes`
    are the ids of the known mistakes in the answer to a task, each of which alone explains it.
    `is_unsaid`: a spoken follow-up whose main point was not said."""

    turn: Turn
    prompt: Prompt
    seconds: int
    words: str
    tone: str
    mistakes: Sequence[str] = ()
    address: str = ""
    is_unsaid: bool = False
    typed: str = ""

    @property
    def seat_words(self) -> str:
        """What the friend in the interviewer's seat said of a follow-up; empty if nothing."""
        if self.turn.part == Part.OPENING or self.turn.seat_marks is None:
            return ""
        heard = "heard" if SAID in self.turn.seat_marks else "did not hear"
        return f"Your interviewer {heard} the main point."

    @property
    def is_over_time(self) -> bool:
        return self.seconds > LATE * 60 * self.prompt.minutes


@dataclass(frozen=True)
class ScriptDebrief:
    """One script: its prompts, and the points of its opening that were met and missed. `planned`
    and `used` in seconds, of the prompts that were asked. `heard` are the points that a friend in
    the interviewer's seat heard, if the answer `is_rated`. `right` of `tasks`. Without points it
    `is_cut_off`: the interview ended before its opening was answered."""

    script: AskedScript
    turns: list[AskedTurn]
    met: list[Point]
    missed: list[Point]
    planned: int
    used: int
    heard: list[Point]
    is_rated: bool
    right: int
    tasks: int
    is_cut_off: bool

    @property
    def good_points(self) -> int:
        return sum(not point.is_great for point in self.script.rubric)

    @property
    def good_met(self) -> int:
        return sum(not point.is_great for point in self.met)

    @property
    def great_met(self) -> int:
        return len(self.met) - self.good_met

    @property
    def good_share(self) -> float:
        return self.good_met / self.good_points

    @property
    def is_weak(self) -> bool:
        return not self.is_cut_off and 100 * self.good_share < ENOUGH_PERCENT

    @property
    def is_strong(self) -> bool:
        """Nobody is praised for a question whose numbers were wrong."""
        return not self.is_cut_off and not self.is_weak and self.right == self.tasks


@dataclass(frozen=True)
class Debrief:
    """`slips` are the known mistakes in the numbers, each with how often it was made: one, or
    several of which one was made where the numbers do not tell which."""

    outcome: Outcome
    scripts: list[ScriptDebrief]
    slips: list[tuple[tuple[str, ...], int]]
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
            (each, point)
            for each in self.scripts
            if not each.is_cut_off
            for point in each.missed
            if not point.is_great
        ]

    @property
    def to_redo(self) -> list[AskedTurn]:
        """Every task whose number was wrong or that was skipped, with its numbers."""
        return [
            turn
            for each in self.scripts
            for turn in each.turns
            if turn.address and turn.tone != "right"
        ]

    @property
    def was_cut_off(self) -> bool:
        return any(turn.turn.is_cut_off for each in self.scripts for turn in each.turns)

    @property
    def unsaid(self) -> list[AskedTurn]:
        """Every follow-up whose main point was not said."""
        return [turn for each in self.scripts for turn in each.turns if turn.is_unsaid]


def debrief_of(interview: Interview) -> Debrief:
    scripts, turns = shown_scripts(interview), turns_of(interview)
    asked = sorted({turn.script for turn in turns})
    parts = [
        _script(scripts[place], [turn for turn in turns if turn.script == place]) for place in asked
    ]
    weak = sorted((part for part in parts if part.is_weak), key=lambda part: part.good_share)
    return Debrief(
        outcome=outcome_of(scripts, turns),
        scripts=parts,
        slips=slips_in([turn.mistakes for part in parts for turn in part.turns if turn.mistakes]),
        weak=weak,
        strong=[part for part in parts if part.is_strong],
        topics=list(public_topics().filter(slug__in=_topics_to_practice(parts))),
        not_asked=[
            script
            for place, script in enumerate(scripts)
            if place not in asked and not script.is_reserve
        ],
        earlier=[
            each
            for each in earlier_interviews(interview.learner)
            if each.interview.pk != interview.pk
        ],
    )


def slips_in(answers: Sequence[Sequence[str]]) -> list[tuple[tuple[str, ...], int]]:
    """The mistakes behind wrong numbers, the most frequent first. Where several explain one number,
    it is the one that explains most of the other numbers; all of them if none does."""
    explained = Counter(mistake for answer in answers for mistake in answer)
    found: Counter[tuple[str, ...]] = Counter()
    for answer in answers:
        most = max(explained[mistake] for mistake in answer)
        found[tuple(mistake for mistake in answer if explained[mistake] == most)] += 1
    return found.most_common()


def _topics_to_practice(parts: Sequence[ScriptDebrief]) -> set[str]:
    """Of weak answers, and of wrong numbers."""
    return {
        part.script.topic
        for part in parts
        if part.is_weak or any(turn.tone == "wrong" for turn in part.turns)
    }


def _script(script: AskedScript, turns: list[Turn]) -> ScriptDebrief:
    marks = {key for turn in turns if turn.part == Part.OPENING for key in turn.marks}
    opening = next((turn for turn in turns if turn.part == Part.OPENING), None)
    heard = opening.seat_marks if opening else None
    asked = [_turn(script, turn) for turn in turns]
    numbers = [each for each in asked if each.turn.item_id and not each.turn.is_cut_off]
    return ScriptDebrief(
        script,
        asked,
        met=[point for point in script.rubric if point.key in marks],
        missed=[point for point in script.rubric if point.key not in marks],
        planned=60 * sum(each.prompt.minutes for each in asked),
        used=sum(each.seconds for each in asked),
        heard=[point for point in script.rubric if point.key in (heard or ())],
        is_rated=heard is not None,
        right=sum(each.tone == "right" for each in numbers),
        tasks=len(numbers),
        is_cut_off=opening is None or opening.is_cut_off,
    )


def _turn(script: AskedScript, turn: Turn) -> AskedTurn:
    prompt = script.prompt(turn.part, turn.key)
    seconds = seconds_of(turn, turn.answered_at or turn.asked_at)
    address = _address(script, turn)
    if turn.is_cut_off:
        return AskedTurn(turn, prompt, seconds, "cut off by the end", "info")
    is_follow_up = prompt.is_spoken and turn.part != Part.OPENING
    if turn.is_skipped:
        return AskedTurn(
            turn, prompt, seconds, "skipped", "info", address=address, is_unsaid=is_follow_up
        )
    if turn.part == Part.OPENING:
        return AskedTurn(turn, prompt, seconds, "answered", "info")
    if prompt.is_spoken:
        said = SAID in turn.marks
        words, tone = ("said", "right") if said else ("not said", "imprecise")
        return AskedTurn(turn, prompt, seconds, words, tone, is_unsaid=not said)
    return _task_turn(turn, prompt, seconds, address)


def _task_turn(turn: Turn, prompt: Prompt, seconds: int, address: str) -> AskedTurn:
    mark = newest_mark(turn)
    if mark is None or turn.item is None:
        return AskedTurn(turn, prompt, seconds, "not judged", "info")
    words, tone = _VERDICTS.get(Verdict(mark.verdict), ("not judged", "info"))
    return AskedTurn(
        turn, prompt, seconds, words, tone, mark.mistakes, address, typed=typed_in(turn)
    )


def _address(script: AskedScript, turn: Turn) -> str:
    """Of a task that is there as it was asked; else empty."""
    task = task_of_turn(turn) if script.is_public else None
    return task.address if task else ""
