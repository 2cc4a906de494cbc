"""Parses the inputs and answers of a request the way the pages parse what is typed."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from attention_engine import AnswerSyntaxError, computation_names, parameters_of
from attention_engine.computations.worked import WorkedAnswer
from attention_engine.reading.arrays.asked import read_asked, same_numbers
from quizzes.numbers.givens_form import Givens, read_givens
from quizzes.numbers.limits import MAX_NUMBERS
from quizzes.numbers.worked_steps import work_out

from .problems import FieldFault, fault_of, refuse_fields, shown
from .schemas.computing import Calculation
from .values import flat, typed


def worked_out(asked: Calculation, prefix: str = "inputs.") -> tuple[Givens, WorkedAnswer]:
    """The inputs and their worked answer. Raises Refused, naming each field at fault."""
    if asked.computation not in computation_names():
        known = ", ".join(computation_names())
        message = f"There is no computation {shown(asked.computation)}; choose from {known}."
        raise refuse_fields([FieldFault(field="computation", message=message)])
    sent = {name: value for name, value in asked.inputs.items() if value is not None}
    faults = _faults_of_names(asked.computation, sent, prefix) or _faults_of_sizes(sent, prefix)
    if faults:
        raise refuse_fields(faults)
    texts = {name: _text_of(value) for name, value in sent.items()}
    givens, worked = work_out(read_givens(asked.computation, texts))
    if worked is None:
        raise refuse_fields(_faults_of(givens, sent, prefix))
    return givens, worked


def read_answer(field: str, value: Any, shape: tuple[int, ...], infinite: bool = False) -> Any:
    """The array of one answer. Raises Refused, naming its field."""
    if (array := _plain_list(value, infinite)) is not None:
        return same_numbers(array, shape)
    try:
        return read_asked(typed(value), shape, infinite).values
    except AnswerSyntaxError as error:
        raise refuse_fields([fault_of(field, error, is_typed=isinstance(value, str))]) from error


def _plain_list(value: Any, infinite: bool) -> np.ndarray | None:
    """The array of a list of numbers, without the way through text, which takes fifty times as
    long. None for anything else, and for a list that the parser refuses with a reason."""
    if not isinstance(value, list) or any(isinstance(cell, bool) for cell in flat(value)):
        return None
    try:
        array = np.array(value, dtype=np.float64)
    except (ValueError, OverflowError):
        return None
    return array if infinite or np.isfinite(array).all() else None


def _faults_of_sizes(sent: Mapping[str, Any], prefix: str) -> list[FieldFault]:
    """Lists with more numbers than an input can have, found before any is read."""
    counts = {name: sum(1 for _cell in flat(value)) for name, value in sent.items()}
    return [
        FieldFault(
            field=f"{prefix}{name}",
            message=f"{name} has {count:,} numbers; the limit is {MAX_NUMBERS}.",
        )
        for name, count in counts.items()
        if count > MAX_NUMBERS
    ]


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
