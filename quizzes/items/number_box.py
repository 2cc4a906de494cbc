"""Parses one number box, in the same way for the verdict, the echo and the workbench."""

import re
from dataclasses import dataclass
from typing import Literal

from attention_engine import AnswerSyntaxError
from attention_engine.judging.sentences import both_shapes, shape_detail
from attention_engine.mistakes.findings import Finding
from attention_engine.reading.arrays.asked import read_asked
from attention_engine.reading.arrays.parse import TypedArray

# What a box accepts: one number, any array, or an array with masked entries.
BoxForm = Literal["number", "array", "masked"]
BOX_FORMS: tuple[BoxForm, ...] = ("number", "array", "masked")
_SHAPE = re.compile(r"(?:[1-9][0-9]{0,3}(?:x[1-9][0-9]{0,3}){0,3})?", re.ASCII)


@dataclass(frozen=True)
class NumberBox:
    """What one box takes, and the shape of the array that is asked for in it."""

    form: BoxForm
    shape: tuple[int, ...]

    @property
    def written(self) -> str:
        """The shape as a page sends it back: 2x3; empty for one number."""
        return "x".join(map(str, self.shape))

    @classmethod
    def of(cls, form: str, written: str) -> "NumberBox":
        """The box of a page. Raises ValueError for another form or shape."""
        if form not in BOX_FORMS or not _SHAPE.fullmatch(written):
            raise ValueError(f"no box takes {form[:20]!r} of shape {written[:20]!r}")
        return cls(form, tuple(map(int, written.split("x"))) if written else ())


class WrongShape(AnswerSyntaxError):
    """Numbers that can be read and cannot be the answer, as it has another shape."""

    def __init__(self, typed: TypedArray, box: NumberBox) -> None:
        super().__init__(f"{misfit(typed, box)} {typed.note}".strip())
        self.typed = typed
        self.shapes = both_shapes(box.shape, typed.values.shape)

    def explained(self, findings: tuple[Finding, ...]) -> AnswerSyntaxError:
        """The first mistake that makes these numbers in place of a guess, if one does."""
        if not findings:
            return self
        told = f"{self.shapes} {findings[0].tells} {self.typed.note}"
        return AnswerSyntaxError(told.strip())


def parse_box(raw: str, box: NumberBox) -> TypedArray:
    """The typed array, in its own shape where it does not fit the box.

    Raises AnswerSyntaxError, with the position, if it cannot be parsed.
    """
    return read_asked(raw, box.shape, allow_infinite=box.form == "masked")


def misfit(typed: TypedArray, box: NumberBox) -> str:
    """What is asked for, where something else was typed; empty where it fits."""
    return "" if typed.values.shape == box.shape else shape_detail(box.shape, typed.values.shape)


def read_box(raw: str, box: NumberBox) -> TypedArray:
    """The typed array in the shape that is asked for. Raises as `parse_box`, and WrongShape."""
    typed = parse_box(raw, box)
    if misfit(typed, box):
        raise WrongShape(typed, box)
    return typed


def form_of_step(name: str) -> BoxForm:
    """What the box of a step accepts; masked scores can be minus infinity."""
    return "masked" if name == "masked_scores" else "array"
