"""Answering an item."""

import re
from collections.abc import Sequence
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, Field, WithJsonSchema, model_validator
from typing_extensions import TypeAliasType

from ..values import ARRAY_FORMS, Cells, CellVerdicts, Numbers, array_or_refusal
from .bank import Html
from .base import Request, one_of
from .checking import Arithmetic, Finding, Place, StepVerdict
from .computing import WorkedStep

MAX_LETTERS = 8
MAX_STEPS, MAX_NAME = 20, 40
LETTER = re.compile("[a-h]")


def _is_answer(value: Any) -> Any:
    if value is None:
        return value
    if isinstance(value, dict):
        if not 0 < len(value) <= MAX_STEPS or any(len(name) > MAX_NAME for name in value):
            raise ValueError(f"An object of steps maps 1 to {MAX_STEPS} step names to arrays.")
        return {name: array_or_refusal(inner) for name, inner in value.items()}
    return value if _are_letters(value) else array_or_refusal(value)


def _are_letters(value: Any) -> bool:
    if not isinstance(value, list) or not 0 < len(value) <= MAX_LETTERS:
        return False
    return all(isinstance(inner, str) and LETTER.fullmatch(inner) for inner in value)


AnswerValue = TypeAliasType(
    "AnswerValue",
    Annotated[
        Any,
        AfterValidator(_is_answer),
        WithJsonSchema(
            {
                "title": "AnswerValue",
                "description": (
                    "A text as typed into the page's box, or an array; a list of letters for "
                    "options and orderings; for steps, an object that maps step names to arrays. "
                    "null to give up."
                ),
                "anyOf": [
                    *ARRAY_FORMS,
                    {
                        "type": "array",
                        "items": {"type": "string", "pattern": "^[a-h]$"},
                        "minItems": 1,
                        "maxItems": MAX_LETTERS,
                    },
                    {
                        "type": "object",
                        "additionalProperties": {"anyOf": ARRAY_FORMS},
                        "propertyNames": {"maxLength": MAX_NAME},
                        "minProperties": 1,
                        "maxProperties": MAX_STEPS,
                    },
                    {"type": "null"},
                ],
            }
        ),
    ],
)


class Learner(BaseModel):
    token: str = Field(description="Send it as `Authorization: Bearer TOKEN`.")
    expires_in: int = Field(description="In seconds.")


class Answer(Request):
    token: Annotated[str, Field(max_length=400, description="The token that came with the item.")]
    answer: AnswerValue = None
    give_up: bool = Field(default=False, description="Ask for the solution instead of answering.")

    @model_validator(mode="after")
    def either_or(self) -> Self:
        if self.give_up == (self.answer is not None):
            raise ValueError("Send exactly one of answer and give_up.")
        return self


class StepJudged(BaseModel):
    title: str
    verdict: StepVerdict
    words: str
    submitted: Numbers | None
    cells: Cells | None
    cell_verdicts: CellVerdicts | None


class OptionReason(BaseModel):
    letter: str
    right: bool
    why_html: Html


class Way(BaseModel):
    """The worked solution, in the parts that this kind of item has."""

    explain_html: Html
    text: str
    value: Numbers | None
    decimals: int
    lines_html: Sequence[Html]
    options: list[OptionReason]
    steps: list[WorkedStep]


class Attempt(BaseModel):
    verdict: Annotated[str, one_of("right", "imprecise", "wrong", "given_up")]
    heading: str
    message: str
    score: float = Field(ge=0, le=1)
    repeated: bool = Field(
        description="This token was used before; this is the result stored then."
    )
    read_as: str
    submitted: Numbers | None
    cells: Cells | None
    cell_verdicts: CellVerdicts | None
    tolerance: str
    findings: list[Finding]
    arithmetic: Arithmetic | None = Field(description="Only if exactly one cell is wrong.")
    remark: str
    place: Place
    hints: int = Field(description="How many hints this learner had seen.")
    why_html: Html = Field(description="Why the chosen option is right or wrong.")
    steps: list[StepJudged]
    notes: list[str]
    way: Way | None = Field(
        description=(
            "The solution after a right answer, or once this learner has asked for it with "
            "`give_up`; null before that. The pages follow the same rule."
        )
    )
