"""One of several, and all that hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from attention_engine import (
    AnswerSyntaxError,
    Diagnosis,
    Finding,
    check_answer,
    mistake_title,
)
from attention_engine.mistakes import explained_in, values_in

from ..judgement import NOTHING_FOUND, Judgement, Probe
from ..variants import MOST_COMPUTED_OPTIONS
from .base import Kind
from .letters import LETTERS, as_letters, read_letters

# A wrong value that is larger by more than this can be told without computing.
FAR = 20
# What rounding on the way makes of a sum of one.
SUM_OFF = 0.02
NONSENSE = ("", "   ", "z", "12", "a, a")


@dataclass(frozen=True)
class Option:
    """One option as shown. `index` is its place in the source, -1 where the engine made it."""

    right: bool
    index: int = -1
    text: str = ""
    why: str = ""
    mistake: str = ""
    value: np.ndarray | None = None

    @property
    def diagnosis(self) -> Diagnosis:
        """The mistake that makes the value of this option."""
        if not self.mistake:
            return NOTHING_FOUND
        return Diagnosis((Finding((self.mistake,), mistake_title(self.mistake), self.why),))


class Choice(Kind):
    """Exactly one option is right."""

    def options(self) -> list[Option]:
        """The options in the order in which this variant shows them."""
        return self._options

    # A variant never changes: its options are made once for all answers.
    @cached_property
    def _options(self) -> list[Option]:
        options = [
            Option(right=option.right, index=index, text=option.text, why=option.why)
            for index, option in enumerate(self.spec.options)
        ]
        return [options[index] for index in self.variant.order]

    def judge(self, raw: str) -> Judgement:
        options = self.options()
        chosen = read_letters(raw, len(options))
        if len(chosen) != 1:
            raise AnswerSyntaxError("Choose one option only.")
        option = options[chosen[0]]
        return Judgement(
            verdict="right" if option.right else "wrong",
            score=float(option.right),
            submitted=as_letters(chosen),
            diagnosis=option.diagnosis,
        )

    def right_answer(self) -> str:
        return as_letters([i for i, option in enumerate(self.options()) if option.right])

    def probes(self) -> Iterator[Probe]:
        for letter, option in zip(LETTERS, self.options(), strict=False):
            verdict = "right" if option.right else "wrong"
            yield Probe(letter, verdict, option.mistake, f"option {letter}")
        yield from (Probe(text, None, what="nonsense") for text in NONSENSE)


class ComputedChoice(Choice):
    """The options are the right value and known mistakes, all made by the engine."""

    @cached_property
    def _options(self) -> list[Option]:
        right = self.derivation.result
        options, values = [Option(right=True, value=right)], [right]
        for mistake, value in self._candidates(right):
            if len(options) == MOST_COMPUTED_OPTIONS:
                break
            if value.shape == right.shape and self._differs(value, values):
                why = explained_in(mistake, self.derivation)
                options.append(Option(right=False, mistake=mistake, value=value, why=why))
                values.append(value)
        return [options[index] for index in self.variant.order if index < len(options)]

    def _candidates(self, right: np.ndarray) -> list[tuple[str, np.ndarray]]:
        """The known mistakes: first those that could be right by their looks, another one for
        each seed; a row that alone sums to one would need no computing."""
        made = values_in(self.derivation).items()
        alike = [(mistake, value) for mistake, value in made if _looks_like(value, right)]
        turn = self.variant.seed % max(len(alike), 1)
        others = [(mistake, value) for mistake, value in made if not _looks_like(value, right)]
        return [*alike[turn:], *alike[:turn], *others]

    def _differs(self, value: np.ndarray, others: list[np.ndarray]) -> bool:
        """From each of the others by more than a last digit, which rounding may hide."""
        decimals = self.spec.decimals
        return all(check_answer(o, value, decimals=decimals).verdict == "wrong" for o in others)

    def faults(self) -> list[str]:
        count = len(self.options())
        return [] if count >= 3 else [f"only {count} options differ from each other"]


def _looks_like(value: np.ndarray, right: np.ndarray) -> bool:
    """Of one shape and size, no negative numbers where there are none, the same sums of rows."""
    if value.shape != right.shape or np.abs(value).max() > FAR * np.abs(right).max():
        return False
    if (right >= 0).all() and (value < 0).any():
        return False
    if right.ndim and np.allclose(right.sum(axis=-1), 1):
        return bool(np.allclose(value.sum(axis=-1), 1, atol=SUM_OFF))
    return True


class Choices(Kind):
    """All options that hold must be ticked, and no other."""

    options = Choice.options
    _options = Choice._options

    def judge(self, raw: str) -> Judgement:
        options = self.options()
        chosen = set(read_letters(raw, len(options)))
        agree = [option.right == (i in chosen) for i, option in enumerate(options)]
        wrong = agree.count(False)
        detail = f"{agree.count(True)} of {len(agree)} options are judged rightly." if wrong else ""
        return Judgement(
            verdict="wrong" if wrong else "right",
            score=agree.count(True) / len(agree) if wrong else 1.0,
            detail=detail,
            submitted=as_letters(sorted(chosen)),
        )

    def right_answer(self) -> str:
        return as_letters([i for i, option in enumerate(self.options()) if option.right])

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
