"""Proofs: every variant that is released refuses the wrong ideas and names them.

A test of content is a proof that the wrong idea fails: the right answer passes, a near miss is
told apart, each known mistake is refused and named, and nonsense is a format error.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from attention_engine import AnswerSyntaxError

from .judgement import Judgement, Probe
from .kinds import Kind, kind_of
from .spec import ItemSpec
from .variants import make_variant

# How many seeds are tried for each one that is to be released.
CANDIDATES_PER_SEED = 25


@dataclass(frozen=True)
class ProofReport:
    """`proofs` answers were tried, `mistakes` of them known mistakes; `faults` in sentences."""

    faults: list[str]
    proofs: int
    mistakes: int


def prove(identity: str, version: int, spec: ItemSpec, seeds: Iterable[int]) -> ProofReport:
    """Tries every proof of an item on every given seed."""
    faults: list[str] = []
    proofs = mistakes = 0
    seeds = list(seeds)
    if not seeds:
        faults.append(_why_none(identity, version, spec))
    for seed in seeds:
        kind = kind_of(spec, make_variant(identity, version, spec, seed))
        faults += [f"seed {seed}: {fault}" for fault in kind.faults()]
        for probe in kind.probes():
            proofs += 1
            mistakes += bool(probe.mistake)
            fault = failed(kind, probe)
            if fault:
                faults.append(f"seed {seed}: {fault}")
    return ProofReport(faults, proofs, mistakes)


def released_seeds(identity: str, version: int, spec: ItemSpec) -> list[int]:
    """The first seeds from 1 on whose variants pass every proof, as many as the item asks for."""
    released: list[int] = []
    for seed in range(1, spec.seeds * CANDIDATES_PER_SEED + 1):
        if len(released) == spec.seeds:
            break
        kind = kind_of(spec, make_variant(identity, version, spec, seed))
        if not kind.faults() and not any(failed(kind, probe) for probe in kind.probes()):
            released.append(seed)
    return released


def failed(kind: Kind, probe: Probe) -> str:
    """What a probe showed to be wrong with the item, or nothing."""
    try:
        judgement = kind.judge(probe.raw)
    except AnswerSyntaxError as error:
        if probe.verdict is None:
            return ""
        return f"{probe.what} ({probe.raw[:60]}) is taken for a format error: {error}"
    if probe.verdict is None:
        return f"{probe.what} ({probe.raw[:60]!r}) is judged instead of refused"
    if judgement.verdict != probe.verdict:
        return f"{probe.what} is judged {judgement.verdict}, not {probe.verdict}"
    if probe.mistake and probe.mistake not in judgement.mistakes:
        named = ", ".join(judgement.mistakes) or "nothing"
        return f"{probe.what} is not named; the judge names {named}"
    return _wrongly_judged_step(judgement, probe) if probe.wrong_step else ""


def _wrongly_judged_step(judgement: Judgement, probe: Probe) -> str:
    for step in judgement.steps:
        allowed = ("wrong",) if step.name == probe.wrong_step else ("right", "carried")
        if step.verdict not in allowed:
            return f"{probe.what}: the step {step.name} is judged {step.verdict}"
    return ""


def _why_none(identity: str, version: int, spec: ItemSpec) -> str:
    kind = kind_of(spec, make_variant(identity, version, spec, 1))
    reasons = kind.faults() or [fault for probe in kind.probes() if (fault := failed(kind, probe))]
    return f"no seed gives a sound variant; for seed 1: {'; '.join(reasons[:3])}"
