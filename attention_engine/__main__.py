"""The engine on the command line: work out a computation, or check a result of your own.

python -m attention_engine softmax "2 1 0"
python -m attention_engine softmax "2 1 0" --temperature 0.5
python -m attention_engine check softmax "2 1 0" --answer "0.67 0.24 0.09" --decimals 2
"""

import argparse
import sys
from typing import Any

import numpy as np

from . import (
    InputError,
    check_answer,
    computation_names,
    compute,
    find_mistakes,
    format_array,
    parameters_of,
    parse_array,
    tolerance_in_words,
    worked_answer,
)
from .computations import Parameter
from .plain_tex import plain_tex

DECIMALS = 4


def main(arguments: list[str] | None = None) -> int:
    """Prints the answer. Returns 0 for a worked or right answer, 1 for one that is not right, 2 for
    input that cannot be used."""
    given = vars(_parser().parse_args(arguments))
    command, computation = given.pop("command"), given.pop("computation")
    answer, decimals = given.pop("answer", None), given.pop("decimals", None)
    try:
        inputs = _inputs(computation, given)
        if command == "check":
            return _check(computation, inputs, parse_array(answer), decimals)
        _work(computation, inputs)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m attention_engine",
        description="Work out an attention computation step by step, or check your own result.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMPUTATION")
    check = commands.add_parser("check", help="check your own result of a computation")
    checked = check.add_subparsers(dest="computation", required=True, metavar="COMPUTATION")
    for name in computation_names():
        worked = commands.add_parser(name, help=f"work out {name}")
        worked.set_defaults(computation=name)
        _add_inputs(worked, name)
        judged = checked.add_parser(name, help=f"check a result of {name}")
        _add_inputs(judged, name)
        judged.add_argument("--answer", required=True, help="your result")
        judged.add_argument("--decimals", type=int, help="how many decimals to require")
    return parser


def _add_inputs(parser: argparse.ArgumentParser, computation: str) -> None:
    for parameter in parameters_of(computation):
        if parameter.kind == "flag":
            parser.add_argument(f"--{parameter.name}", action="store_true", help=parameter.meaning)
        elif parameter.optional:
            parser.add_argument(f"--{parameter.name}", help=parameter.meaning)
        else:
            parser.add_argument(parameter.name, help=parameter.meaning)


def _inputs(computation: str, given: dict[str, Any]) -> dict[str, Any]:
    read = {}
    for parameter in parameters_of(computation):
        text = given.get(parameter.name)
        if text is not None:
            read[parameter.name] = _value(parameter, text)
    return read


def _value(parameter: Parameter, text: Any) -> Any:
    if parameter.kind in ("flag", "word"):
        return text
    try:
        array = parse_array(text, allow_infinite=parameter.kind == "mask")
    except ValueError as error:
        raise InputError(f"{parameter.name}: {error}", parameter.name) from error
    if parameter.kind in ("number", "count"):
        return array
    if parameter.kind == "mask":
        return array.astype(bool) if np.isin(array, (0, 1)).all() else array
    return np.atleast_2d(array) if parameter.kind == "matrix" else np.atleast_1d(array)


def _work(computation: str, inputs: dict[str, Any]) -> None:
    for number, step in enumerate(worked_answer(computation, **inputs).steps, start=1):
        print(f"{number}. {step.title}: {plain_tex(step.formula)}")
        print(f"   {step.explanation}")
        print(_indented(step.value))


def _check(computation: str, inputs: dict[str, Any], submitted: np.ndarray, decimals: Any) -> int:
    right = compute(computation, inputs)
    check = check_answer(right, submitted, decimals=decimals)
    print(f"Read as:\n{_indented(submitted)}")
    print(check.message if check.correct else f"{check.verdict.capitalize()}. {check.message}")
    if not check.correct:
        found = find_mistakes(computation, inputs, submitted, decimals=decimals)
        for finding in found.findings:
            where = f" ({finding.where})" if finding.where else ""
            print(f"{finding.title}{where}. {finding.tells}")
        for line in found.arithmetic.lines if found.arithmetic else ():
            print(f"   {line.title}: {plain_tex(line.latex)}")
        if found.remark:
            print(found.remark)
        print(tolerance_in_words(decimals=decimals))
    return 0 if check.correct else 1


def _indented(array: np.ndarray) -> str:
    rows = array.reshape(-1, array.shape[-1]) if array.ndim > 1 else [array]
    decimals = 0 if (array == np.round(array)).all() else DECIMALS
    return "\n".join(f"   {format_array(row, decimals=decimals)}" for row in rows)


if __name__ == "__main__":
    sys.exit(main())
