"""Orders of growth: `O(n^2 d)`, in any equivalent form."""

from collections.abc import Iterator

from attention_engine import attention_cost, check_growth, cost_letters

from ..judgement import Judgement, Probe
from .base import Kind

NONSENSE = ("", "O(", "quadratic", "n^^2", "9**9**9")


class Growth(Kind):
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

    def right_answer(self) -> str:
        return self.expected()

    def probes(self) -> Iterator[Probe]:
        expected = self.expected()
        yield Probe(expected, "right", what="the right order")
        yield Probe(expected.removeprefix("O(").removesuffix(")"), "right", what="without the O")
        yield Probe(f"{expected[:-1]} n)", "wrong", what="one factor n more")
        yield Probe("O(1)", "wrong", what="constant")
        yield Probe(expected.replace("n", "L"), "right", what="the length written as L")
        yield Probe(f"{expected[:-1]} z)", None, what="a letter that the task does not have")
        yield from (Probe(text, None, what="nonsense") for text in NONSENSE)
