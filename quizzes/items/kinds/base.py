"""What every kind of item can do."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any

from ..judgement import Judgement, Probe
from ..variants import Variant


class Kind(ABC):
    """One item at one variant. A new kind is one subclass and one row in `kinds/__init__.py`."""

    def __init__(self, spec: Any, variant: Variant) -> None:
        self.spec = spec
        self.variant = variant

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
