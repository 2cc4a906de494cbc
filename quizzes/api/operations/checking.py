"""Judges answers against given inputs, with the same judge as the pages."""

from django.http import HttpRequest
from ninja import Router

from attention_engine import (
    AnswerSyntaxError,
    check_answer,
    check_count,
    check_growth,
    mistake_title,
    tolerance_in_words,
)
from attention_engine.judging.steps import check_derivation
from attention_engine.mistakes.diagnose import tolerance_for
from attention_engine.mistakes.judge import judge
from attention_engine.reading.counts.text import CountUnit
from quizzes.items.number_box import form_of_step
from quizzes.workbench.own_answers import verdict_words

from ..findings import arithmetic_of, finding_of
from ..problems import FieldFault, fault_of, refuse_fields, shown
from ..reading import read_answer, worked_out
from ..schemas import checking as schemas
from ..values import cells, numbers

router = Router(tags=["Checking"])


@router.post(
    "/check", operation_id="checkAnswer", summary="Check an answer", response=schemas.Checked
)
def check(request: HttpRequest, asked: schemas.AnswerToCheck) -> schemas.Checked:
    """Tell whether an answer is right, has too few digits, or is wrong, and in which cells."""
    _givens, worked = worked_out(asked)
    submitted = read_answer("answer", asked.answer, worked.result.shape)
    checked = check_answer(worked.result, submitted, decimals=asked.decimals)
    same_shape = submitted.shape == worked.result.shape
    return schemas.Checked(
        verdict=checked.verdict,
        message=checked.message,
        tolerance=tolerance_in_words(decimals=asked.decimals),
        score=checked.score,
        submitted=numbers(submitted),
        shape=list(submitted.shape),
        cells=cells(checked.cells) if same_shape else None,
        cell_verdicts=cells(checked.cell_verdicts) if same_shape else None,
    )


@router.post(
    "/diagnose",
    operation_id="findMistakes",
    summary="Name the mistake behind an answer",
    response=schemas.Diagnosed,
)
def diagnose(request: HttpRequest, asked: schemas.AnswerToCheck) -> schemas.Diagnosed:
    """Name the mistakes that produce exactly these numbers; none for a right answer."""
    _givens, worked = worked_out(asked)
    submitted = read_answer("answer", asked.answer, worked.result.shape)
    judged = judge(worked.derivation, submitted, tolerance_for(worked.derivation, asked.decimals))
    found = judged.diagnosis
    return schemas.Diagnosed(
        verdict=judged.check.verdict,
        findings=[finding_of(each) for each in found.findings],
        arithmetic=arithmetic_of(found),
        remark=found.remark,
        place=found.place,
    )


@router.post(
    "/check-steps",
    operation_id="checkSteps",
    summary="Check a whole derivation",
    response=schemas.StepsChecked,
)
def check_own_steps(request: HttpRequest, asked: schemas.StepsToCheck) -> schemas.StepsChecked:
    """Judge each step with the true earlier values, then with the learner's own. An error counts
    once; a later step that follows correctly from it is `carried`."""
    _givens, worked = worked_out(asked)
    shapes = {step.name: step.value.shape for step in worked.steps}
    unknown = [name for name in asked.steps if name not in shapes]
    if unknown:
        known = ", ".join(shapes)
        raise refuse_fields(
            [
                FieldFault(
                    field=f"steps.{name}",
                    message=f"{asked.computation} has no step {shown(name)}; it has {known}.",
                )
                for name in unknown
            ]
        )
    own = {
        name: read_answer(f"steps.{name}", value, shapes[name], form_of_step(name) == "masked")
        for name, value in asked.steps.items()
    }
    checked = check_derivation(worked.derivation, own, asked.decimals)
    titles = {step.name: step.title for step in worked.steps}
    return schemas.StepsChecked(
        steps=[
            schemas.StepChecked(
                name=step.name,
                title=titles[step.name],
                verdict=step.verdict,
                words=verdict_words(step.verdict, step.cell_verdicts),
                submitted=numbers(own.get(step.name)),
                cells=cells(step.cells) if step.name in own else None,
                cell_verdicts=cells(step.cell_verdicts) if step.name in own else None,
                findings=[finding_of(each) for each in step.findings],
            )
            for step in checked.steps
        ],
        first_wrong=checked.first_wrong,
        tolerance=tolerance_in_words(decimals=asked.decimals),
    )


@router.post(
    "/check-growth",
    operation_id="checkGrowth",
    summary="Check an order of growth",
    response=schemas.GrowthChecked,
)
def check_order(request: HttpRequest, asked: schemas.GrowthToCheck) -> schemas.GrowthChecked:
    """Tell whether an order of growth equals the expected one, in any equivalent form."""
    try:
        checked = check_growth(asked.expected, asked.submitted)
    except AnswerSyntaxError as error:
        raise refuse_fields([fault_of("submitted", error)]) from error
    except ValueError as error:
        cause = error.__cause__ if isinstance(error.__cause__, ValueError) else error
        raise refuse_fields([fault_of("expected", cause)]) from error
    return schemas.GrowthChecked(
        verdict=checked.verdict, message=checked.message, canonical=checked.canonical
    )


@router.post(
    "/check-count",
    operation_id="checkCount",
    summary="Check a count of FLOPs or bytes",
    response=schemas.CountChecked,
)
def check_size(request: HttpRequest, asked: schemas.CountToCheck) -> schemas.CountChecked:
    """Tell whether a count with its unit equals the expected one, exactly or when rounded to the
    digits typed."""
    unit: CountUnit = "flops" if asked.unit == "flops" else "bytes"
    try:
        checked = check_count(asked.expected, asked.submitted, unit, needs_unit=asked.needs_unit)
    except AnswerSyntaxError as error:
        raise refuse_fields([fault_of("submitted", error)]) from error
    return schemas.CountChecked(
        verdict=checked.verdict,
        message=checked.message,
        value=checked.value,
        canonical=checked.canonical,
        mistakes=[schemas.NamedMistake(id=id, title=mistake_title(id)) for id in checked.mistakes],
        remarks=[schemas.CountRemark(id=each.id, tells=each.tells) for each in checked.remarks],
    )
