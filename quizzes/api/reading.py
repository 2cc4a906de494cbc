"""Parses the inputs and answers of a request the way the pages parse what is typed."""

from collections.abc import Mapping
from typing import Any

from attention_engine import AnswerSyntaxError, computation_names, parameters_of
from attention_engine.computations.worked import WorkedAnswer
from attention_engine.reading.arrays.asked import read_asked
from quizzes.numbers.givens_form import Givens, read_givens
from quizzes.numbers.worked_steps import work_out

from .problems import FieldFault, fault_of, refuse_fields, shown
from .schemas.computing import Calculation
from .values import typed


def worked_out(asked: Calculation, prefix: str = "inputs.") -> tuple[Givens, WorkedAnswer]:
    """The inputs and their worked answer. Raises Refused, naming each field at fault."""
    if asked.computation not in computation_names():
        known = ", ".join(computation_names())
        message = f"There is no computation {shown(asked.computation)}; choose from {known}."
        raise refuse_fields([FieldFault(field="computation", message=message)])
    sent = {name: value for name, value in asked.inputs.items() if value is not None}
    faults = _faults_of_names(asked.computation, sent, prefix)
    if faults:
        raise refuse_fields(faults)
    texts = {name: _text_of(value) for name, value in sent.items()}
    givens, worked = work_out(read_givens(asked.computation, texts))
    if worked is None:
        raise refuse_fields(_faults_of(givens, sent, prefix))
    return givens, worked


def read_answer(field: str, value: Any, shape: tuple[int, ...], infinite: bool = False) -> Any:
    """The array of one answer. Raises Refused, naming its field."""
    try:
        return read_asked(typed(value), shape, infinite).values
    except AnswerSyntaxError as error:
        raise refuse_fields([fault_of(field, error, is_typed=isinstance(value, str))]) from error


def _faults_of_names(computation: str, sent: Mapping[str, Any], prefix: str) -> list[FieldFault]:
    parameters = {parameter.name: parameter for parameter in parameters_of(computation)}
    known = ", ".join(parameters)
    faults = [
        FieldFault(
            field=f"{prefix}{name}",
            message=f"{computation} takes no input {shown(name)}; it takes {known}.",
        )
        for name in sent
        if name not in parameters
    ]
    for name, parameter in parameters.items():
        field = f"{prefix}{name}"
        if name not in sent and not parameter.optional:
            message = f"{computation} needs {name}: {parameter.meaning}."
            faults.append(FieldFault(field=field, message=message))
        elif name in sent and (parameter.kind == "flag") != isinstance(sent[name], bool):
            wanted = "true or false" if parameter.kind == "flag" else "numbers or a text"
            message = f"{name} must be {wanted}, not {shown(sent[name])}."
            faults.append(FieldFault(field=field, message=message))
    return faults


def _text_of(value: Any) -> str:
    # A form sends a checked box as 1.
    return ("1" if value else "") if isinstance(value, bool) else typed(value)


def _faults_of(givens: Givens, sent: Mapping[str, Any], prefix: str) -> list[FieldFault]:
    if givens.fault:
        return [FieldFault(field=prefix.rstrip("."), message=givens.fault)]
    return [
        fault_of(
            f"{prefix}{given.name}",
            given.cause or ValueError(given.error),
            is_typed=isinstance(sent.get(given.name), str),
        )
        for given in givens.faulty()
    ]
