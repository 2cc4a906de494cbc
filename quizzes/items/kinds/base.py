"""What every kind of item can do, and what it says of itself."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from attention_engine import Parameter
from attention_engine.computations.worked import WorkedStep

from ..judgement import Judgement, Probe
from ..number_box import BoxForm
from ..posted import Posted, one_text
from ..spec import ItemSpec
from ..variants import Variant
from .shown import Option, TypedStep, WorkedSolution


class Kind(ABC):
    """One item at one variant. A new kind is one subclass, named in `kinds/__init__.py`.

    What is set here suits a kind that is answered by a line of text. `template` is that of its
    answer box, in `quizzes/templates/quizzes/answering/kinds/`.
    """

    # What is known of a stored item by its kind alone.
    name: ClassVar[str]
    spec_class: ClassVar[type[ItemSpec]]
    words: ClassVar[str]
    # What a task takes with paper and a calculator.
    minutes: ClassVar[int]
    # Whether an author writes the kind by its name.
    is_written: ClassVar[bool] = True

    template: ClassVar[str] = "line"
    # How to type an answer, in a sentence; empty where it is a click.
    typing_hint: ClassVar[str] = ""
    # Answered by the letters of what is shown, whose order the seed decides.
    is_in_letters: ClassVar[bool] = False
    # A wrong answer may be laid beside the right one in pictures.
    is_pictured: ClassVar[bool] = False

    # Whether another scale of the scores is another answer.
    depends_on_scale: ClassVar[bool] = True
    # Whether the answer may be a number of FLOPs.
    may_count_flops: ClassVar[bool] = False

    def __init__(self, spec: Any, variant: Variant) -> None:
        self.spec = spec
        self.variant = variant

    @classmethod
    def name_for(cls, block: Mapping[str, Any]) -> str:
        """The name of the kind that is meant by a block with the name of this one."""
        return cls.name

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

    # The task.

    def givens(self) -> list[tuple[Parameter, Any]]:
        """The fixed inputs that the task shows."""
        return []

    def options(self) -> list[Option]:
        """The options in the order in which this variant shows them."""
        return []

    def shown_lines(self) -> list[int]:
        """For each shown line its place in the source, from 0."""
        return []

    def tolerance_words(self) -> str:
        """How exact an answer must be, for the task; empty where there is no question of it."""
        return ""

    def how_to_answer(self) -> str:
        """How a program answers, in a sentence."""
        return self.typing_hint

    def variation(self) -> str:
        """What another seed changes, for a button; empty where it changes nothing."""
        return ""

    # The answer boxes: `raw` is one text, in which every answer is judged, stored and shown again.

    def raw_from(self, posted: Posted, name: str) -> str:
        """What was typed into the boxes of this name; empty where all are empty."""
        return one_text(posted, name)

    def box_forms(self) -> tuple[BoxForm, ...]:
        """What the boxes for numbers take; empty where there are none."""
        return ()

    def letters(self, raw: str) -> list[str]:
        """The letters of the options or lines that are chosen, place by place."""
        return []

    def step_titles(self) -> dict[str, str]:
        """The steps that are asked for by name, in order."""
        return {}

    def typed_steps(self, raw: str) -> list[TypedStep]:
        """These steps with what was typed for each."""
        return []

    # What is told of an answer.

    def read_as(self, judgement: Judgement) -> str:
        """How the answer was read, in a sentence; empty where its array is shown."""
        return ""

    def chosen_option(self, judgement: Judgement) -> Option | None:
        """The option whose reason is told, where exactly one was chosen."""
        return None

    def explained(self, mistake: str) -> str:
        """What a known mistake does with these numbers."""
        return ""

    # The hints and the solution.

    def steps_to_the_answer(self) -> tuple[WorkedStep, ...]:
        """The steps that hints may look at; empty where no steps lead to the answer."""
        return ()

    def step_of(self, mistake: str) -> str | None:
        """The name of the step in which a known mistake is made."""
        return None

    def gives_away(self, step: WorkedStep) -> bool:
        """Whether the value of a step is what the task asks for."""
        return True

    def solution(self) -> WorkedSolution:
        return WorkedSolution()
