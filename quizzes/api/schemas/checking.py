"""Answers to judge, and the judge's results."""

from typing import Annotated

from pydantic import BaseModel, Field, field_validator

from ..values import Array, Cells, CellVerdicts, Decimals, Numbers
from .base import Request, one_of
from .computing import Calculation, Step

UNITS = ("flops", "bytes")
Verdict = Annotated[str, one_of("right", "imprecise", "wrong")]
StepVerdict = Annotated[str, one_of("right", "imprecise", "carried", "wrong", "blank")]

Place = Annotated[
    str,
    Field(description="Empty, or the only wrong row and what is special in it."),
]


class Finding(BaseModel):
    """One mistake, or two made together, that produce exactly what was submitted."""

    mistakes: list[str] = Field(description="The ids of the mistakes.")
    title: str
    tells: str = Field(description="The explanation for the learner.")
    where: str = Field(description="Empty for the whole answer, or a part such as `row 2 only`.")
    cells: Cells | None


class ArithmeticLine(BaseModel):
    name: str
    title: str
    latex: str = Field(
        description="With the numbers substituted; the last result is left to the learner."
    )


class Arithmetic(BaseModel):
    where: str
    lines: list[ArithmeticLine]


class AnswerToCheck(Calculation):
    answer: Array
    decimals: Decimals = None


class Checked(BaseModel):
    verdict: Verdict
    message: str
    tolerance: str = Field(description="The tolerance in words.")
    score: float = Field(ge=0, le=1)
    submitted: Numbers = Field(description="The answer as it was read.")
    shape: list[int]
    cells: Cells | None = Field(description="null if the shapes differ.")
    cell_verdicts: CellVerdicts | None = Field(description="null if the shapes differ.")


class Diagnosed(BaseModel):
    verdict: Verdict
    findings: list[Finding] = Field(
        description="Most likely first; each one alone produces the numbers."
    )
    arithmetic: Arithmetic | None = Field(description="Only if exactly one cell is wrong.")
    remark: str = Field(
        description="Empty, or a possible mistake when too few numbers are wrong to be sure."
    )
    place: Place


class StepsToCheck(Calculation):
    steps: Annotated[
        dict[Annotated[str, Field(max_length=40)], Array],
        Field(
            min_length=1,
            max_length=20,
            description="Maps step names to arrays; a step left out is blank.",
        ),
    ]
    decimals: Decimals = None


class StepChecked(Step):
    verdict: StepVerdict
    words: str
    submitted: Numbers | None
    cells: Cells | None
    cell_verdicts: CellVerdicts | None
    findings: list[Finding] = Field(description="Only for the first wrong step.")


class StepsChecked(BaseModel):
    steps: list[StepChecked]
    first_wrong: str | None
    tolerance: str


class GrowthToCheck(Request):
    expected: Annotated[str, Field(max_length=200)]
    submitted: Annotated[str, Field(max_length=200)]


class GrowthChecked(BaseModel):
    verdict: Annotated[str, one_of("right", "wrong")]
    message: str
    canonical: str = Field(description="The submitted order as it was read.")


class CountToCheck(Request):
    expected: Annotated[
        int, Field(gt=0, lt=10**36, description="The exact count, in FLOPs or bytes.")
    ]
    submitted: Annotated[
        str, Field(max_length=200, description="For example 4.3 GFLOPs, 2^30 or 32 MiB.")
    ]
    unit: Annotated[str, one_of(*UNITS)] = "flops"
    needs_unit: bool = Field(
        default=False, description="Whether a count without a unit is refused."
    )

    @field_validator("unit")
    @classmethod
    def is_known(cls, unit: str) -> str:
        if unit not in UNITS:
            raise ValueError(f"The unit must be one of {', '.join(UNITS)}")
        return unit


class NamedMistake(BaseModel):
    id: str
    title: str


class CountRemark(BaseModel):
    id: str
    tells: str = Field(description="The sentence for the learner.")


class CountChecked(BaseModel):
    verdict: Verdict
    message: str
    value: float = Field(description="What was typed, in FLOPs or bytes.")
    canonical: str = Field(description="The submitted count as it was read.")
    mistakes: list[NamedMistake]
    remarks: list[CountRemark] = Field(
        description="What a right count is told, such as MB read as MiB because it fits."
    )
