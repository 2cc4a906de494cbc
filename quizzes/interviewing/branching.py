"""Which prompt comes next in a script, from what was answered so far."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from quizzes.bank.text.scripts import FollowUp, ScriptSpec
from quizzes.models import Part

RIGHT, OTHERWISE, HEARD = "right", "otherwise", "heard"


@dataclass(frozen=True)
class Done:
    """A prompt that was answered or skipped. `outcome` of a task: `right`, the id of the known
    mistake that the judge named, or `otherwise`. `heard` are the keys of the traps that the
    candidate admits to have said."""

    part: Part
    key: str = ""
    outcome: str = OTHERWISE
    heard: tuple[str, ...] = ()


@dataclass(frozen=True)
class Next:
    """The prompt to ask, and which answer led to it; see Turn."""

    part: Part
    key: str = ""
    after: str = ""


def next_prompt(spec: ScriptSpec, done: Sequence[Done], askable: Collection[str]) -> Next | None:
    """The next prompt of a script, or None if it is over. `askable` are the keys of the items that
    can be asked now: a prompt with another item is passed over."""
    if not done:
        return Next(Part.OPENING)
    asked = {(each.part, each.key) for each in done}
    heard = {key for each in done for key in each.heard}
    for trap in spec.traps:
        if trap.key in heard and (Part.TRAP, trap.key) not in asked:
            return Next(Part.TRAP, trap.key, HEARD)
    outcomes = {each.key: each.outcome for each in done if each.part == Part.FOLLOW_UP}
    probes = {probe.key: probe for probe in spec.probes}
    for follow_up in spec.follow_ups:
        if follow_up.item is not None and follow_up.item not in askable:
            continue
        if follow_up.key not in outcomes:
            return Next(Part.FOLLOW_UP, follow_up.key)
        key, after = _branch(follow_up, outcomes[follow_up.key])
        item = probes[key].item if key in probes else None
        is_askable = key in probes and (item is None or item in askable)
        if is_askable and (Part.PROBE, key) not in asked:
            return Next(Part.PROBE, key, after)
    return None


def _branch(follow_up: FollowUp, outcome: str) -> tuple[str, str]:
    """The probe that an outcome leads to, and the name of that branch."""
    then = follow_up.then
    if then is None:
        return "", ""
    if outcome == RIGHT:
        return then.right, RIGHT
    if outcome in then.mistakes:
        return then.mistakes[outcome], outcome
    return then.otherwise, OTHERWISE
