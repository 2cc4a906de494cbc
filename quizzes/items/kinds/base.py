"""What every kind of item can do."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from attention_engine.computations import Derivation
from attention_engine.computations.worked import WorkedStep, worked_from

from ..judgement import Judgement, Probe
from ..variants import Variant


class Kind(ABC):
    """One item at one variant. A new kind is one subclass and one row in `kinds/__init__.py`."""

    def __init__(self, spec: Any, variant: Variant) -> None:
        self.spec = spec
        self.variant = variant

    # A variant never changes: what is judged, hinted at and shown of it is worked out once.
    @cached_property
    def derivation(self) -> Derivation:
        """The right steps of a computed kind. Raises ValueError for numbers that have none."""
        return Derivation(self.spec.computation, self.variant.inputs)

    @cached_property
    def worked(self) -> tuple[WorkedStep, ...]:
        """The same steps as a person writes them on paper."""
        return worked_from(self.derivation).steps

    @abstractmethod
    def judge(self, raw: str) -> Judgement:
        """Reads and judges what was typed. Raises AnswerSyntaxError where it cannot be read."""

    @abstractmethod
    def right_answer(self) -> str:
        """The right answer, in a form a learner could type."""

    @abstractmethod
    def probes(self) -> Iterator[Probe]:
        """The proofs of this variant: right, near, mistaken and nonsense answers."""

    def faults(self) -> list[str]:
        """Why this variant must not be released: ties, saturation, mistakes that look alike."""
        return []

    def tolerance_words(self) -> str:
        """How exact an answer must be, for the task; empty where there is no question of it."""
        return ""
