"""Computations, their steps, costs, and the array parser."""

from typing import Annotated

from pydantic import BaseModel, Field

from attention_engine import computation_names
from quizzes.numbers.limits import MAX_COUNT, MAX_NUMBERS, MAX_SIDE, READ_CHARACTERS

from ..values import Input, Numbers
from .base import Request

ComputationName = Annotated[
    str,
    Field(
        json_schema_extra={"enum": list(computation_names())},
        description="The name of a computation.",
    ),
]
Inputs = Annotated[
    dict[Annotated[str, Field(max_length=40)], Input],
    Field(
        max_length=20,
        description=(
            "The inputs by name, as `listComputations` lists them. Arrays have at most "
            f"{MAX_SIDE} rows, {MAX_SIDE} columns and {MAX_NUMBERS} numbers, counts are at most "
            f"{MAX_COUNT:,}. null is the same as leaving an input out."
        ),
    ),
]
Count = Annotated[int, Field(ge=1, le=MAX_COUNT)]


class Parameter(BaseModel):
    name: str
    kind: str = Field(
        description="vector, matrix, array, mask, number, count (a whole number), flag or word."
    )
    meaning: str
    optional: bool
    default: float | bool | str | None


class Step(BaseModel):
    name: str
    title: str


class Computation(BaseModel):
    name: str
    title: str
    parameters: list[Parameter]


class Computations(BaseModel):
    computations: list[Computation]


class Calculation(Request):
    computation: ComputationName
    inputs: Inputs


class WorkedStep(Step):
    formula: str = Field(description="LaTeX.")
    substituted: str = Field(description="LaTeX: the formula with the numbers substituted.")
    value: Numbers
    explanation: str


class Worked(BaseModel):
    computation: str
    title: str
    steps: list[WorkedStep]
    result: Numbers
    shape: list[int]


class CostOf(Request):
    """The arguments of the computation `complexity`."""

    length: Count = Field(description="The sequence length n.")
    dim: Count = Field(description="The width d of one head.")
    method: str = Field(default="dense", max_length=40, description="How attention is computed.")
    value_dim: Count | None = Field(
        default=None, description="The width of the values; null for dim."
    )
    heads: Count = 1
    num_kv_heads: Count | None = Field(
        default=None, description="The number of KV heads; null for heads."
    )
    dtype: str = Field(default="float32", max_length=40, description="The number format.")
    window: Count | None = Field(default=None, description="For `local` and `local_global`.")
    global_tokens: Count | None = Field(default=None, description="For `local_global`.")
    stride: Count | None = Field(default=None, description="For `strided`.")
    hidden_dim: Count | None = Field(default=None, description="For `additive`.")


class Cost(BaseModel):
    flops: int = Field(description="One multiply-add is 2 FLOPs.")
    bytes: int = Field(description="Scores and weights held at once.")
    time_order: str
    memory_order: str
    kv_bytes: int = Field(description="The KV cache: keys and values kept for later positions.")


class TextToParse(Request):
    text: Annotated[str, Field(max_length=READ_CHARACTERS)]
    allow_infinite: bool = Field(
        default=False, description="Whether `-inf`, a masked score, is accepted."
    )


class Parsed(BaseModel):
    array: Numbers
    shape: list[int] = Field(description="Empty for a single number.")
    written: str = Field(description="The array as plain text.")
