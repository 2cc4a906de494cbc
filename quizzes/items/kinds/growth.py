"""Orders of growth: `O(n^2 d)`, in any equivalent form."""

from collections.abc import Iterator
from typing import Any, Literal

from attention_engine import Parameter, attention_cost, check_growth, cost_letters
from attention_engine.computations.worked import WorkedStep

from ..judgement import Judgement, Probe
from ..spec import ComputedSpec
from .computed import Computed
from .exported import ExportOption, judged_wrong, shuffled
from .shown import WorkedSolution

NONSENSE = ("", "O(", "quadratic", "n^^2", "9**9**9")


class GrowthSpec(ComputedSpec):
    kind: Literal["big_o"]
    of: Literal["time_order", "memory_order"]


class Growth(Computed):
    """The task is in letters, so it shows no givens. The steps of a cost count FLOPs, so they do
    not lead to an order."""

    name = "big_o"
    spec_class = GrowthSpec
    words = "Order of growth"
    minutes = 1
    typing_hint = "In the letters of the task, written like O(n log n)."

    def givens(self) -> list[tuple[Parameter, Any]]:
        return []

    def steps_to_the_answer(self) -> tuple[WorkedStep, ...]:
        return ()

    def solution(self) -> WorkedSolution:
        return WorkedSolution(text=self.right_answer())

    def expected(self) -> str:
        return getattr(attention_cost(**self.variant.inputs), self.spec.of)

    def judge(self, raw: str) -> Judgement:
        check = check_growth(self.expected(), raw, cost_letters(self.variant.inputs))
        return Judgement(
            verdict=check.verdict,
            score=float(check.verdict == "right"),
            heading=check.heading,
            detail=check.detail,
            submitted=check.canonical,
        )

    def read_as(self, judgement: Judgement) -> str:
        return f"Read as {judgement.submitted}." if judgement.verdict == "right" else ""

    def right_answer(self) -> str:
        return self.expected()

    def export_options(self) -> list[ExportOption]:
        right = ExportOption(True, self.right_answer(), text=self.right_answer())
        return shuffled(self, [right, *judged_wrong(self, self._wrong_orders())])

    def _wrong_orders(self) -> Iterator[str]:
        """The order of the other resource, a power of n more or less, and simpler ones."""
        cost = attention_cost(**self.variant.inputs)
        yield from (cost.time_order, cost.memory_order)
        yield self.judge(f"{self.expected()[:-1]} n)").submitted
        yield from ("O(n^2 d)", "O(n d)", "O(n^2)", "O(n)", "O(n log n)")

    def probes(self) -> Iterator[Probe]:
        expected = self.expected()
        yield Probe(expected, "right", what="the right order")
        yield Probe(expected.removeprefix("O(").removesuffix(")"), "right", what="without the O")
        yield Probe(f"{expected[:-1]} n)", "wrong", what="an extra factor n")
        yield Probe("O(1)", "wrong", what="constant")
        yield Probe(expected.replace("n", "L"), "right", what="the length written as L")
        yield Probe(f"{expected[:-1]} z)", None, what="a letter that the task does not have")
        yield from (Probe(text, None, what="nonsense") for text in NONSENSE)
