"""The debrief: what was asked and answered, what was strong, what was missed, what to do next."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from quizzes.models import Interview, Part, Topic, Turn, public_topics
from quizzes.planning.saying import ENOUGH_PERCENT

from .asked import AskedScript, Point, shown_scripts
from .asked_turns import AskedTurn, Cause, asked_turn
from .earlier import Earlier, earlier_interviews
from .scores import Outcome, outcome_of
from .turns import turns_of


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
    """`slips` are what explains the wrong numbers, each with how often it did: one cause, or
    several where the numbers do not tell which. A cause is one known mistake, or two at once."""

    outcome: Outcome
    scripts: list[ScriptDebrief]
    slips: list[tuple[tuple[Cause, ...], int]]
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
        slips=slips_in([turn.causes for part in parts for turn in part.turns if turn.causes]),
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


def slips_in(answers: Sequence[Sequence[Cause]]) -> list[tuple[tuple[Cause, ...], int]]:
    """What explains wrong numbers, the most frequent first. Where several causes explain a number,
    it is the one that explains most of the other numbers; all of them if none does."""
    explained = Counter(cause for answer in answers for cause in answer)
    found: Counter[tuple[Cause, ...]] = Counter()
    for answer in answers:
        most = max(explained[cause] for cause in answer)
        found[tuple(cause for cause in answer if explained[cause] == most)] += 1
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
    asked = [asked_turn(script, turn) for turn in turns]
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
