"""Counts of FLOPs or bytes, typed with their unit: `4.3 GFLOPs`, `2^30`, `32 MiB`."""

from collections.abc import Iterator

from attention_engine import (
    Diagnosis,
    Finding,
    attention_cost,
    check_count,
    count_factors,
    format_count,
    mistake_title,
)
from attention_engine.mistakes import explained_in
from attention_engine.reading.counts.units import CountUnit

from ..judgement import Judgement, Probe
from .base import Kind

NONSENSE = ("", "many", "4.3 GFLOPS", "9**9**9", "4.3 GFLOPs/s", "-5", "12 apples")
SCORES = {"right": 1.0, "imprecise": 0.5, "wrong": 0.0}
# From here on a prefix of 1024 and one of 1000 cannot be taken for each other.
LARGE = 10_000


class Count(Kind):
    def expected(self) -> int:
        return getattr(attention_cost(**self.variant.inputs), self.spec.of)

    @property
    def unit(self) -> CountUnit:
        return "flops" if self.spec.of == "flops" else "bytes"

    def judge(self, raw: str) -> Judgement:
        inputs = self.variant.inputs
        check = check_count(
            self.expected(), raw, self.unit, count_factors(inputs, self.unit), self.spec.needs_unit
        )
        findings = tuple(
            Finding((each,), mistake_title(each), explained_in(each, self.derivation))
            for each in check.mistakes
        )
        return Judgement(
            verdict=check.verdict,
            score=SCORES[check.verdict],
            heading=check.heading,
            detail=check.detail,
            submitted=check.canonical,
            diagnosis=Diagnosis(findings),
        )

    def right_answer(self) -> str:
        return f"{self.expected():,} {'FLOPs' if self.unit == 'flops' else 'bytes'}"

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
            yield Probe(macs, "right", what="multiply-adds, said to be such")
            called = macs.replace("MACs", "FLOPs")
            yield Probe(called, "wrong", "multiply_add_counted_once", what="multiply-adds as FLOPs")
            called = prefixed.replace("FLOPs", "MACs")
            yield Probe(called, "wrong", "macs_called_flops", what="FLOPs as multiply-adds")
        else:
            bits = format_count(8 * expected, "bits", digits=6)
            yield Probe(bits, "right", what="bits, said to be such")
            called = bits.replace("bit", "B")
            yield Probe(called, "wrong", "bits_for_bytes", what="bits as bytes")
        mixed = format_count(expected, unit, digits=6, binary=True).replace("i", "", 1)
        yield Probe(mixed, "wrong", "prefix_of_the_other_base", what="a prefix of the other base")
        for mistake, factor in count_factors(self.variant.inputs, unit).items():
            raw = f"{expected // factor} {names[0]}"
            yield Probe(raw, "wrong", mistake, what=f"the mistake {mistake}")
        yield from (Probe(text, None, what="nonsense") for text in NONSENSE)
        if self.spec.needs_unit:
            yield Probe(str(expected), None, what="a count without its unit")
