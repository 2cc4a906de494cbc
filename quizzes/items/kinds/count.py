"""Counts of FLOPs or bytes, typed with their unit: `4.3 GFLOPs`, `2^30`, `32 MiB`."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import Literal

from pydantic import model_validator

from attention_engine import (
    Diagnosis,
    Finding,
    attention_cost,
    check_count,
    count_factors,
    format_count,
    mistake_title,
)
from attention_engine.computations import computation_of, counted
from attention_engine.computations.worked import WorkedStep
from attention_engine.mistakes import values_in
from attention_engine.reading.counts.units import CountUnit

from ..judgement import Judgement, Probe
from ..spec import ComputedSpec
from .computed import Computed
from .exported import ExportOption, judged_wrong, shuffled
from .shown import WorkedSolution

NONSENSE = ("", "many", "4.3 GFLOPS", "9**9**9", "4.3 GFLOPs/s", "-5", "12 apples")
SCORES = {"right": 1.0, "imprecise": 0.5, "wrong": 0.0}
# From this size on a prefix of 1024 cannot be mistaken for one of 1000.
LARGE = 10_000
# The computation that can be asked for its FLOPs or for one of its numbers of bytes.
ATTENTION = "complexity"
# The mistakes with a unit or its prefix, which any count can show.
_OF_UNITS: dict[CountUnit, tuple[str, ...]] = {
    "flops": ("multiply_add_counted_once", "macs_called_flops", "prefix_of_the_other_base"),
    "bytes": ("bits_for_bytes",),
}


class CountSpec(ComputedSpec):
    kind: Literal["count"]
    of: Literal["flops", "bytes", "kv_bytes"] = "flops"
    needs_unit: bool = False

    @model_validator(mode="after")
    def it_is_a_count(self) -> "CountSpec":
        counts = computation_of(self.computation).counts
        if counts is None:
            known = " or ".join(each.name for each in counted())
            raise ValueError(f"a count needs the computation {known}, not {self.computation}")
        if self.computation != ATTENTION and self.of != counts:
            raise ValueError(f"of: {self.computation} counts {counts}, not {self.of}")
        return self


class Count(Computed):
    name = "count"
    spec_class = CountSpec
    words = "A count"
    minutes = 2
    may_count_flops = True

    def expected(self) -> int:
        if self.spec.computation == ATTENTION:
            return getattr(attention_cost(**self.variant.inputs), self.spec.of)
        return int(self.derivation.result)

    @property
    def unit(self) -> CountUnit:
        return "flops" if self.spec.of == "flops" else "bytes"

    def typing_words(self) -> str:
        example = "1.2 GFLOPs or 0.6 GMACs" if self.unit == "flops" else "48 MiB or 1.2 GB"
        return f"A number with its unit, such as {example}; 3 * 2^20 will do."

    def factors(self) -> dict[str, Fraction]:
        if self.spec.computation == ATTENTION:
            return count_factors(self.variant.inputs, self.spec.of)
        return self._factors

    @cached_property
    def _factors(self) -> dict[str, Fraction]:
        """What each wrong count lacks: the factor that makes it right."""
        values = {name: int(value) for name, value in values_in(self.derivation).items()}
        expected = self.expected()
        return {name: Fraction(expected, value) for name, value in values.items() if value > 0}

    def slips(self) -> frozenset[str]:
        return frozenset((*self.factors(), *_OF_UNITS[self.unit]))

    def tells_apart(self, slip: str, other: str) -> bool:
        factors = self.factors()
        alike = slip in factors and factors[slip] == factors.get(other)
        return super().tells_apart(slip, other) and not alike

    def judge(self, raw: str) -> Judgement:
        check = check_count(self.expected(), raw, self.unit, self.factors(), self.spec.needs_unit)
        findings = tuple(
            Finding((each,), mistake_title(each), self.explained(each)) for each in check.mistakes
        )
        return Judgement(
            verdict=check.verdict,
            score=SCORES[check.verdict],
            heading=check.heading,
            detail=check.detail,
            submitted=check.canonical,
            diagnosis=Diagnosis(findings),
        )

    def read_as(self, judgement: Judgement) -> str:
        return f"Read as {judgement.submitted}."

    def steps_to_the_answer(self) -> tuple[WorkedStep, ...]:
        return super().steps_to_the_answer() if self._steps_lead_here else ()

    @property
    def _steps_lead_here(self) -> bool:
        """The steps of an attention cost count its FLOPs; they do not lead to bytes."""
        return self.unit == computation_of(self.spec.computation).counts

    def solution(self) -> WorkedSolution:
        steps = self._worked if self._steps_lead_here else ()
        return WorkedSolution(text=self.right_answer(), steps=steps)

    def right_answer(self) -> str:
        return f"{self.expected():,} {'FLOPs' if self.unit == 'flops' else 'bytes'}"

    def export_options(self) -> list[ExportOption]:
        right = ExportOption(True, self.right_answer(), text=self.right_answer())
        return shuffled(self, [right, *judged_wrong(self, self._wrong_counts())])

    def _wrong_counts(self) -> Iterator[str]:
        """The counts that known mistakes make, those of this task before those of its unit."""
        expected = self.expected()
        wrong = [expected / factor for factor in self.factors().values()]
        wrong.append(Fraction(expected, 2) if self.unit == "flops" else Fraction(8 * expected))
        name = "FLOPs" if self.unit == "flops" else "bytes"
        yield from (f"{count.numerator:,} {name}" for count in wrong if count.denominator == 1)
        if self.unit == "flops":
            yield f"{expected:,} MACs"

    def tolerance_words(self) -> str:
        unit, example = ("FLOPs", "1.2 GFLOPs") if self.unit == "flops" else ("bytes", "1.2 MB")
        return (
            f"Give the exact count of {unit}, or at least two digits of it with a prefix, as in "
            f"{example}."
        )

    def faults(self) -> list[str]:
        if self.expected() < LARGE:
            return ["the count is so small that a prefix would not matter"]
        return []

    def probes(self) -> Iterator[Probe]:
        expected, unit = self.expected(), self.unit
        names = {"flops": ("FLOPs", "macs"), "bytes": ("bytes", "bits")}[unit]
        prefixed = format_count(expected, unit)
        yield Probe(self.right_answer(), "right", what="the exact count")
        yield Probe(prefixed, "right", what="the count rounded with a prefix")
        yield Probe(format_count(expected, unit, binary=True), "right", what="a prefix of 1024")
        yield Probe(f"{expected + 2} {names[0]}", "imprecise", what="an exact count that is off")
        if unit == "flops":
            macs = format_count(expected // 2, "macs", digits=6)
            yield Probe(macs, "right", what="multiply-adds, labeled MACs")
            called = macs.replace("MACs", "FLOPs")
            yield Probe(called, "wrong", "multiply_add_counted_once", what="multiply-adds as FLOPs")
            called = prefixed.replace("FLOPs", "MACs")
            yield Probe(called, "wrong", "macs_called_flops", what="FLOPs as multiply-adds")
        else:
            bits = format_count(8 * expected, "bits", digits=6)
            yield Probe(bits, "right", what="bits, labeled as bits")
            called = bits.replace("bit", "B")
            yield Probe(called, "wrong", "bits_for_bytes", what="bits as bytes")
        mixed = format_count(expected, unit, digits=6, binary=True).replace("i", "", 1)
        if unit == "flops":
            mistake = "prefix_of_the_other_base"
            yield Probe(mixed, "wrong", mistake, what="a prefix of the other base")
        else:
            yield Probe(mixed, "right", what="MB meant as MiB")
        for mistake, factor in self.factors().items():
            raw = f"{expected / factor} {names[0]}"
            yield Probe(raw, "wrong", mistake, what=f"the mistake {mistake}")
        yield from (Probe(text, None, what="nonsense") for text in NONSENSE)
        if self.spec.needs_unit:
            yield Probe(str(expected), None, what="a count without its unit")
