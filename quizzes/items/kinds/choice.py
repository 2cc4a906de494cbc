"""Choose one option, and choose all that are true."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import Field, model_validator

from attention_engine import AnswerSyntaxError

from ..judgement import Judgement, Probe
from ..posted import Posted, joined_texts
from ..spec import ItemSpec, ItemText, Strict, Text
from .exported import ExportOption
from .letters import LETTERS, InLetters, as_letters, read_letters
from .shown import Option

NONSENSE = ("", "   ", "z", "12", "a, a")


class OptionSpec(Strict):
    text: Text
    why: Text
    right: bool = False


class OptionsSpec(ItemSpec):
    options: Annotated[list[OptionSpec], Field(min_length=2, max_length=6)]

    def own_texts(self) -> list[ItemText]:
        return [
            text
            for index, option in enumerate(self.options)
            for text in (
                ItemText(("options", index, "text"), option.text, is_line=True),
                ItemText(("options", index, "why"), option.why),
            )
        ]

    def right_count(self) -> int:
        return sum(option.right for option in self.options)

    def shown_order(self, rng: np.random.Generator) -> tuple[int, ...]:
        return tuple(int(index) for index in rng.permutation(len(self.options)))


class ChoiceSpec(OptionsSpec):
    kind: Literal["choice"]

    @model_validator(mode="after")
    def exactly_one_is_right(self) -> "ChoiceSpec":
        if self.right_count() != 1:
            raise ValueError(f"mark exactly one option `right: true`, not {self.right_count()}")
        return self


class ChoicesSpec(OptionsSpec):
    kind: Literal["choices"]

    @model_validator(mode="after")
    def one_or_more_is_right(self) -> "ChoicesSpec":
        if not self.right_count():
            raise ValueError("mark at least one option `right: true`")
        return self


class OfOptions(InLetters):
    """Answered with the letters of options; with `takes_many`, more than one."""

    template = "options"

    def options(self) -> list[Option]:
        return self._options

    # A variant never changes, so its options are made once for all answers.
    @cached_property
    def _options(self) -> list[Option]:
        options = [
            Option(right=option.right, index=index, text=option.text, why=option.why)
            for index, option in enumerate(self.spec.options)
        ]
        return [options[index] for index in self.variant.order]

    def right_answer(self) -> str:
        return as_letters([i for i, option in enumerate(self.options()) if option.right])

    def read_as(self, judgement: Judgement) -> str:
        return f"You chose {judgement.submitted}."

    def export_options(self) -> list[ExportOption]:
        return [
            ExportOption(
                option.right,
                letter,
                value=option.value,
                decimals=option.decimals,
                index=option.index,
                mistake=option.mistake,
                why="" if option.index >= 0 else option.why,
            )
            for letter, option in zip(LETTERS, self.options(), strict=False)
        ]


class Choice(OfOptions):
    """Exactly one option is right."""

    name = "choice"
    spec_class = ChoiceSpec
    words = "Choose one"
    minutes = 1

    @classmethod
    def name_for(cls, block: Mapping[str, Any]) -> str:
        return "computed_choice" if "computation" in block else cls.name

    def how_to_answer(self) -> str:
        return "The letter of the option, such as b."

    def judge(self, raw: str) -> Judgement:
        options = self.options()
        chosen = read_letters(raw, len(options))
        if len(chosen) != 1:
            raise AnswerSyntaxError("Choose one option only.")
        option = options[chosen[0]]
        return Judgement(
            verdict="right" if option.right else "wrong",
            score=float(option.right),
            detail="",
            submitted=as_letters(chosen),
            diagnosis=option.diagnosis,
        )

    def chosen_option(self, judgement: Judgement) -> Option:
        return self.options()[LETTERS.index(judgement.submitted)]

    def probes(self) -> Iterator[Probe]:
        for letter, option in zip(LETTERS, self.options(), strict=False):
            verdict = "right" if option.right else "wrong"
            yield Probe(letter, verdict, option.mistake, f"option {letter}")
        yield from (Probe(text, None, what="nonsense") for text in NONSENSE)


class Choices(OfOptions):
    """All true options must be checked, and no others."""

    name = "choices"
    spec_class = ChoicesSpec
    words = "Choose all that are true"
    minutes = 1
    takes_many = True

    def how_to_answer(self) -> str:
        return "The letters of all options that are true, such as a, c."

    def export_words(self) -> str:
        return "Which of these are true? Choose all of them."

    def raw_from(self, posted: Posted, name: str) -> str:
        return joined_texts(posted, name)

    def judge(self, raw: str) -> Judgement:
        options = self.options()
        chosen = set(read_letters(raw, len(options)))
        agree = [option.right == (i in chosen) for i, option in enumerate(options)]
        wrong = agree.count(False)
        detail = self._detail(chosen) if wrong else ""
        return Judgement(
            verdict="wrong" if wrong else "right",
            score=agree.count(True) / len(agree) if wrong else 1.0,
            detail=detail,
            submitted=as_letters(sorted(chosen)),
        )

    def _detail(self, chosen: set[int]) -> str:
        """What is wrong, in a sentence that more than one right answer fits."""
        if not self._may_name(chosen):
            return "You got at least one option wrong."
        named = self._wrongly_chosen(chosen)
        if named is None:
            return "Everything you chose is right, but something is missing."
        return f"Option {LETTERS[named]} should not be chosen."

    def _may_name(self, chosen: set[int]) -> bool:
        """With one option left over, not naming a wrong one would tell that this one is right."""
        count = len(self.options())
        return count > 2 and len(chosen) != count - 1

    def _wrongly_chosen(self, chosen: set[int]) -> int | None:
        """One of those wrongly chosen. The first as shown would tell that those above are right,
        so it is the first of the source, whose order nobody sees."""
        wrong = [i for i in chosen if not self.options()[i].right]
        return min(wrong, key=lambda i: self.options()[i].index, default=None)

    def chosen_option(self, judgement: Judgement) -> Option | None:
        """A wrongly chosen one: its reason says which misunderstanding it shows."""
        options = self.options()
        chosen = set(read_letters(judgement.submitted, len(options)))
        named = self._wrongly_chosen(chosen) if self._may_name(chosen) else None
        return None if named is None else options[named]

    def probes(self) -> Iterator[Probe]:
        options = self.options()
        right = {i for i, option in enumerate(options) if option.right}
        yield Probe(self.right_answer(), "right", what="the right options")
        for index in range(len(options)):
            other = sorted(right ^ {index})
            if other:
                yield Probe(
                    as_letters(other), "wrong", what=f"option {LETTERS[index]} the wrong way"
                )
        yield from (Probe(text, None, what="nonsense") for text in NONSENSE)
