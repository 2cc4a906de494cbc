"""Proofs that every released variant rejects wrong ideas and names them.

A proof of an item shows that the right answer passes, a near miss is judged imprecise, each known
mistake is judged wrong and named, and nonsense is a format error.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from attention_engine import AnswerSyntaxError

from .degenerate import numbers_of, saturated, tied_rows
from .judgement import Judgement, Probe
from .kinds import Kind, kind_of
from .spec import ItemSpec
from .variants import make_variant

# How many seeds to try for each one to release.
CANDIDATES_PER_SEED = 25
MOST_REASONS = 3


@dataclass(frozen=True)
class ProofReport:
    """The result of trying `proofs` answers on the `seeds`. `mistakes` of them were known mistakes,
    of which `refused` were judged wrong and named, and `honest` were right answers rounded on the
    way, of which `fair` were judged right. `faults` are phrases."""

    seeds: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    proofs: int = 0
    mistakes: int = 0
    refused: int = 0
    honest: int = 0
    fair: int = 0

    def joined(self, other: "ProofReport") -> "ProofReport":
        return ProofReport(
            self.seeds + other.seeds,
            self.faults + other.faults,
            self.proofs + other.proofs,
            self.mistakes + other.mistakes,
            self.refused + other.refused,
            self.honest + other.honest,
            self.fair + other.fair,
        )


def prove(identity: str, version: int, spec: ItemSpec, seeds: Iterable[int]) -> ProofReport:
    """Tries every proof of an item on every given seed."""
    report = ProofReport()
    for seed in seeds:
        tried = _tried(identity, version, spec, seed, up_to_a_fault=False)
        told = [f"seed {seed}: {fault}" for fault in tried.faults]
        report = report.joined(replace(tried, faults=told))
    return report if report.seeds else _why_none(identity, version, spec)


def release(identity: str, version: int, spec: ItemSpec) -> ProofReport:
    """The first seeds, from 1 on, whose variants pass every proof: as many as the item asks for.

    Seeds that draw the same numbers again are skipped, so there may be fewer. If no seed passes,
    the report has no seeds and its faults say why.
    """
    report = ProofReport()
    seen: set[tuple[tuple[str, bytes], ...]] = set()
    for seed in range(1, spec.seeds * CANDIDATES_PER_SEED + 1):
        if len(report.seeds) == spec.seeds:
            break
        numbers = numbers_of(spec, make_variant(identity, version, spec, seed))
        if numbers and numbers in seen:
            continue
        tried = _tried(identity, version, spec, seed, up_to_a_fault=True)
        if not tried.faults:
            report = report.joined(tried)
            seen.add(numbers)
    return report if report.seeds else _why_none(identity, version, spec)


def released_seeds(identity: str, version: int, spec: ItemSpec) -> list[int]:
    """The seeds that an item is released with."""
    return release(identity, version, spec).seeds


def _tried(
    identity: str, version: int, spec: ItemSpec, seed: int, *, up_to_a_fault: bool
) -> ProofReport:
    """Every proof on one seed, or those up to the first fault. Its faults do not name the seed."""
    try:
        kind = kind_of(spec, make_variant(identity, version, spec, seed))
        inputs = kind.variant.inputs
        faults = tied_rows(spec, inputs) + saturated(spec, inputs) + kind.faults()
        probes = [] if faults and up_to_a_fault else list(kind.probes())
    except ValueError as error:
        # The engine refuses these numbers, such as a cosine of zeros; other seeds may be fine.
        return ProofReport([seed], [str(error)])
    proofs = mistakes = refused = honest = fair = 0
    for probe in probes:
        fault = failed(kind, probe)
        proofs += 1
        is_judged_mistake = bool(probe.mistake) and probe.verdict is not None
        mistakes += is_judged_mistake
        refused += is_judged_mistake and not fault
        honest += probe.is_honest
        fair += probe.is_honest and not fault
        if fault:
            faults.append(fault)
            if up_to_a_fault:
                break
    return ProofReport([seed], faults, proofs, mistakes, refused, honest, fair)


def failed(kind: Kind, probe: Probe) -> str:
    """What a probe shows to be wrong with the item; empty if it passes."""
    try:
        judgement = kind.judge(probe.raw)
    except AnswerSyntaxError as error:
        if probe.verdict is None:
            return ""
        return f"{probe.what} ({probe.raw[:60]}) is reported as a format error: {error}"
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


def _why_none(identity: str, version: int, spec: ItemSpec) -> ProofReport:
    tried = _tried(identity, version, spec, 1, up_to_a_fault=False)
    reasons = "; ".join(tried.faults[:MOST_REASONS])
    return replace(
        tried, seeds=[], faults=[f"no seed gives a sound variant; for seed 1: {reasons}"]
    )
