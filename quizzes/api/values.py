"""Arrays in requests and responses: nested lists, or text in any form that the pages accept.

A list is written out as a person would type it and goes through the same parser, so that both
have the same limits and errors. JSON has no infinity: a masked score is the string "-inf".
"""

from collections.abc import Iterator
from typing import Annotated, Any

import numpy as np
from pydantic import AfterValidator, Field, WithJsonSchema
from typing_extensions import TypeAliasType

from attention_engine.judging.cells import CELL_VERDICTS
from attention_engine.judging.cells import Cells as Verdicts
from quizzes.items.judgement import as_json
from quizzes.numbers.limits import READ_CHARACTERS, too_long

HIDDEN = "-inf"
MAX_AXES = 4
MAX_CELLS = 4096

_LIMITS = f"at most {MAX_CELLS:,} cells in at most {MAX_AXES} levels"


def _nested(cell: dict[str, Any], levels: int, **limits: int) -> dict[str, Any]:
    schema = cell
    for _level in range(levels):
        schema = {"anyOf": [cell, {"type": "array", "items": schema, **limits}]}
    return schema


_CELL = {"anyOf": [{"type": "number"}, {"type": "boolean"}, {"const": HIDDEN}]}
_LISTS = {
    "type": "array",
    "items": _nested(_CELL, MAX_AXES - 1, minItems=1, maxItems=MAX_CELLS),
    "minItems": 1,
    "maxItems": MAX_CELLS,
}


def array_or_refusal(value: Any) -> Any:
    if isinstance(value, str):
        if words := too_long("The text", value):
            raise ValueError(words)
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | list):
        raise ValueError("An array is a number, nested lists of numbers, or a string.")
    if _cells(value, MAX_AXES) > MAX_CELLS:
        raise ValueError(f"A list can have {_LIMITS}.")
    return value


def _is_input(value: Any) -> Any:
    return value if value is None or isinstance(value, bool) else array_or_refusal(value)


def _cells(value: Any, levels: int) -> int:
    if not isinstance(value, list):
        if value == HIDDEN or isinstance(value, int | float):
            return 1
        raise ValueError(f'A cell is a number, true, false, or the string "{HIDDEN}".')
    if not value:
        raise ValueError("An empty list has no numbers.")
    if not levels:
        raise ValueError(f"A list can have {_LIMITS}.")
    return sum(_cells(inner, levels - 1) for inner in value)


ARRAY_FORMS = [{"type": "number"}, {"type": "string", "maxLength": READ_CHARACTERS}, _LISTS]
_ARRAY_WORDS = (
    f'A number, nested lists ({_LIMITS}; true and false in masks; "{HIDDEN}" for a masked score), '
    "or a text in any form that the site reads: `1 2; 3 4`, `[[1, 2], [3, 4]]`, rows on lines, a "
    "LaTeX matrix, `1/3`, `sqrt(2)`."
)

Array = TypeAliasType(
    "Array",
    Annotated[
        Any,
        AfterValidator(array_or_refusal),
        WithJsonSchema({"title": "Array", "description": _ARRAY_WORDS, "anyOf": ARRAY_FORMS}),
    ],
)

Input = TypeAliasType(
    "Input",
    Annotated[
        Any,
        AfterValidator(_is_input),
        WithJsonSchema(
            {
                "title": "Input",
                "description": f"{_ARRAY_WORDS} A flag is true or false; null means left out.",
                "anyOf": [*ARRAY_FORMS, {"type": "boolean"}, {"type": "null"}],
            }
        ),
    ],
)

Numbers = TypeAliasType(
    "Numbers",
    Annotated[
        Any,
        WithJsonSchema(
            {
                "title": "Numbers",
                "description": (
                    f'A number, or nested lists of numbers; "{HIDDEN}" for a masked score.'
                ),
                **_nested({"anyOf": [{"type": "number"}, {"enum": [HIDDEN, "inf"]}]}, MAX_AXES),
            }
        ),
    ],
)

Cells = TypeAliasType(
    "Cells",
    Annotated[
        Any,
        WithJsonSchema(
            {
                "title": "Cells",
                "description": "Whether each cell is right; true or false for a single number.",
                **_nested({"type": "boolean"}, MAX_AXES),
            }
        ),
    ],
)

CellVerdicts = TypeAliasType(
    "CellVerdicts",
    Annotated[
        Any,
        WithJsonSchema(
            {
                "title": "CellVerdicts",
                "description": (
                    "The verdict on each number: right, short (right as far as its digits go, but "
                    "with fewer than asked for), close (but not close enough) or wrong. The pages "
                    "show the same. One text for a single number."
                ),
                **_nested({"enum": list(CELL_VERDICTS)}, MAX_AXES),
            }
        ),
    ],
)

Decimals = Annotated[
    int | None,
    Field(
        ge=0,
        le=6,
        description="The number of decimals required. Without it the usual tolerance applies.",
    ),
]


def typed(value: Any) -> str:
    """A value of a request as a person would type it."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return f"[{', '.join(map(typed, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value)


def flat(value: Any) -> Iterator[Any]:
    """The cells of nested lists; a value that is no list is its own only cell."""
    if isinstance(value, list):
        for inner in value:
            yield from flat(inner)
    else:
        yield value


def numbers(array: np.ndarray | None) -> Any:
    return None if array is None else as_json(np.asarray(array))


def cells(judged: np.ndarray | None) -> Any:
    return None if judged is None else judged.tolist()


def right_cells(judged: Verdicts | None) -> Any:
    """Whether each cell is right."""
    return None if judged is None else cells(judged == "right")
