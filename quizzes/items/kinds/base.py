"""The base class of all kinds of items: what each kind can do, and its properties."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from attention_engine import AnswerSyntaxError, Parameter
from attention_engine.computations.worked import WorkedStep

from ..judgement import Judgement, Probe
from ..number_box import NumberBox
from ..posted import Posted, one_text
from ..spec import ItemSpec
from ..variants import Variant
from .exported import ExportOption
from .shown import Option, TypedStep, WorkedSolution


class Kind(ABC):
    """One item at one variant. To add a kind, write a subclass and list it in `kinds/__init__.py`.

    The defaults fit a kind that is answered with a line of text. `template` names the template of
    its answer box in `quizzes/templates/quizzes/answering/kinds/`.
    """

    # What the kind alone says about a stored item.
    name: ClassVar[str]
    spec_class: ClassVar[type[ItemSpec]]
    words: ClassVar[str]
    # Minutes for one task with paper and a calculator.
    minutes: ClassVar[int]
    # Whether an author can write the kind by its name.
    is_written: ClassVar[bool] = True

    template: ClassVar[str] = "line"
    # How to type an answer, in a sentence; empty if it is a click.
    typing_hint: ClassVar[str] = ""
    # The most characters that one answer box takes, far more than any right answer needs. Anybody
    # can have answers stored, so a box must not hold whatever is sent.
    longest: ClassVar[int] = 200
    # Answered with the letters of the shown options or lines, whose order depends on the seed.
    is_in_letters: ClassVar[bool] = False
    # Whether more than one option can be right.
    takes_many: ClassVar[bool] = False
    # Whether pictures can compare a wrong answer with the right one.
    is_pictured: ClassVar[bool] = False

    # Whether a different scaling of the scores changes the answer.
    depends_on_scale: ClassVar[bool] = True
    # Whether the answer can be a number of FLOPs.
    may_count_flops: ClassVar[bool] = False

    def __init__(self, spec: Any, variant: Variant) -> None:
        self.spec = spec
        self.variant = variant

    @classmethod
    def name_for(cls, block: Mapping[str, Any]) -> str:
        """The name of the kind that a block with this kind's name stands for."""
        return cls.name

    @abstractmethod
    def judge(self, raw: str) -> Judgement:
        """Parses and judges what was typed. Raises AnswerSyntaxError if it cannot be parsed."""

    @abstractmethod
    def right_answer(self) -> str:
        """The right answer, in a form that a learner could type."""

    @abstractmethod
    def probes(self) -> Iterator[Probe]:
        """The proofs of this variant: right, near, mistaken and nonsense answers."""

    def faults(self) -> list[str]:
        """Why this variant must not be released: ties, saturation, mistakes that look alike."""
        return []

    # The task.

    def givens(self) -> list[tuple[Parameter, Any]]:
        """The fixed inputs that the task shows."""
        return []

    def options(self) -> list[Option]:
        """The options in the order in which this variant shows them."""
        return []

    def shown_lines(self) -> list[int]:
        """The place in the source, from 0, of each shown line."""
        return []

    def tolerance_words(self) -> str:
        """How exact an answer must be, in words; empty if that does not apply."""
        return ""

    def typing_words(self) -> str:
        """How to type an answer, in a sentence; empty if nothing is typed."""
        return self.typing_hint

    def how_to_answer(self) -> str:
        """How a program answers through the API, in a sentence."""
        return self.typing_words()

    def variation(self) -> str:
        """What another seed changes, for a button; empty if it changes nothing."""
        return ""

    # The answer boxes: `raw` is one string, from which every answer is judged, stored and redrawn.

    def raw_from(self, posted: Posted, name: str) -> str:
        """What was typed into the boxes of this name; empty if all are empty."""
        return one_text(posted, name)

    def refuse_too_long(self, raw: str) -> None:
        """Raises AnswerSyntaxError, with the limit, for an answer that is too long to be stored."""
        if len(raw) > self.longest:
            raise too_long(self.longest)

    def number_boxes(self) -> tuple[NumberBox, ...]:
        """What each number box accepts; empty if there are none."""
        return ()

    def letters(self, raw: str) -> list[str]:
        """The letters of the chosen options or lines, place by place."""
        return []

    def step_titles(self) -> dict[str, str]:
        """The titles of the steps to answer, by name and in order."""
        return {}

    def typed_steps(self, raw: str) -> list[TypedStep]:
        """The steps to answer, each with what was typed."""
        return []

    # The feedback on an answer.

    def read_as(self, judgement: Judgement) -> str:
        """How the answer was read, in a sentence; empty if its array is shown instead."""
        return ""

    def chosen_option(self, judgement: Judgement) -> Option | None:
        """The chosen option whose reason is shown; None if no single one is to be named."""
        return None

    def line_too_early(self, judgement: Judgement) -> int | None:
        """The place in the source of the line whose reason is shown; None if none stands out."""
        return None

    def explained(self, mistake: str) -> str:
        """What a known mistake does with these numbers."""
        return ""

    def slips(self) -> frozenset[str]:
        """The ids of the known mistakes that an answer to this variant can show."""
        return frozenset()

    def tells_apart(self, slip: str, other: str) -> bool:
        """Whether an answer to this variant shows which of two known mistakes was made."""
        return {slip, other} <= self.slips()

    # The hints and the solution.

    def steps_to_the_answer(self) -> tuple[WorkedStep, ...]:
        """The steps that hints may show; empty if no steps lead to the answer."""
        return ()

    def step_of(self, mistake: str) -> str | None:
        """The name of the step where a known mistake happens."""
        return None

    def gives_away(self, step: WorkedStep) -> bool:
        """Whether the value of a step is what the task asks for."""
        return True

    def solution(self) -> WorkedSolution:
        return WorkedSolution()

    # Outside of this site, where nobody judges what is typed.

    def export_options(self) -> list[ExportOption]:
        """The answers to choose from, in the order in which they are shown. If only one is known,
        there is nothing to choose, and the task is exported as one to be typed."""
        right = self.right_answer()
        return [ExportOption(right=True, raw=right, text=right)]

    def export_words(self) -> str:
        """What to choose, in a sentence."""
        return "Which answer is right?"


def too_long(longest: int) -> AnswerSyntaxError:
    """The refusal of an answer of more than `longest` characters."""
    return AnswerSyntaxError(
        f"This answer is longer than {longest:,} characters, the most that this task takes, so it "
        "was not saved. Shorten it and send it again."
    )
