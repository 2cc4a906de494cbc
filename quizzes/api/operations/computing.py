"""Computations worked out step by step, costs, and the array parser."""

from django.http import HttpRequest
from ninja import Router

from attention_engine import (
    AnswerSyntaxError,
    attention_cost,
    computation_names,
    format_array,
    parameters_of,
    parse_array,
)
from attention_engine.computations import computation_of
from attention_engine.computations.worked import WorkedStep

from ..problems import fault_of, refuse_fields
from ..reading import worked_out
from ..schemas import computing as schemas
from ..values import numbers

router = Router(tags=["Computing"])


@router.get(
    "/computations",
    operation_id="listComputations",
    summary="List the computations",
    response=schemas.Computations,
)
def list_computations(request: HttpRequest) -> schemas.Computations:
    """List every computation with the inputs that it takes, simplest first."""
    return schemas.Computations(
        computations=[
            schemas.Computation(
                name=name,
                title=computation_of(name).title,
                parameters=[
                    schemas.Parameter(
                        name=parameter.name,
                        kind=parameter.kind,
                        meaning=parameter.meaning,
                        optional=parameter.optional,
                        default=parameter.default,
                    )
                    for parameter in parameters_of(name)
                ],
            )
            for name in computation_names()
        ]
    )


@router.post(
    "/compute", operation_id="compute", summary="Compute, step by step", response=schemas.Worked
)
def compute(request: HttpRequest, asked: schemas.Calculation) -> schemas.Worked:
    """Compute a result with every step: its formula, the numbers substituted, and its value."""
    _givens, worked = worked_out(asked)
    return schemas.Worked(
        computation=asked.computation,
        title=computation_of(asked.computation).title,
        steps=[step_of(step) for step in worked.steps],
        result=numbers(worked.result),
        shape=list(worked.result.shape),
    )


@router.post(
    "/cost", operation_id="attentionCost", summary="Count FLOPs and bytes", response=schemas.Cost
)
def attention_cost_of(request: HttpRequest, asked: schemas.CostOf) -> schemas.Cost:
    """Count the FLOPs and bytes of one attention layer, and tell how both grow."""
    inputs = asked.model_dump()
    calculation = schemas.Calculation(computation="complexity", inputs=inputs)
    givens, _worked = worked_out(calculation, prefix="")
    cost = attention_cost(**givens.inputs)
    return schemas.Cost(
        flops=cost.flops,
        bytes=cost.bytes,
        time_order=cost.time_order,
        memory_order=cost.memory_order,
        kv_bytes=cost.kv_bytes,
    )


@router.post(
    "/parse", operation_id="parseArray", summary="Read a text as an array", response=schemas.Parsed
)
def parse(request: HttpRequest, asked: schemas.TextToParse) -> schemas.Parsed:
    """Parse a text into an array, in any form that the answer boxes of the pages accept."""
    try:
        array = parse_array(asked.text, allow_infinite=asked.allow_infinite)
    except AnswerSyntaxError as error:
        raise refuse_fields([fault_of("text", error)]) from error
    return schemas.Parsed(
        array=numbers(array), shape=list(array.shape), written=format_array(array)
    )


def step_of(step: WorkedStep) -> schemas.WorkedStep:
    return schemas.WorkedStep(
        name=step.name,
        title=step.title,
        formula=step.formula,
        substituted=step.substituted,
        value=numbers(step.value),
        explanation=step.explanation,
    )
