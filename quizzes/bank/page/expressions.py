"""`softmax([20, 18, 19]):.3f`: one engine call on literals, read as a syntax tree.

Nothing is evaluated as Python: the call must name a function from a fixed list, its arguments
are literals of bounded size, and only listed fields of the result can be read.
"""

import ast
import re
import warnings
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np

import attention_engine

from ..text.names import names

MAX_LENGTH = 600
MAX_NUMBERS = 256
MAX_DEPTH = 4
MAX_MAGNITUDE = 10**18
MAX_PRINTED = 64
# Functions whose integer arguments set the size of the array they build.
MAX_SIZE = 64

FUNCTIONS = names(
    """
    softmax softmax_jacobian dot_product_scores scaled_dot_product_scores cosine_scores
    bilinear_scores additive_scores scaled_dot_product_attention self_attention
    multi_head_attention memory_efficient_attention sparse_attention linear_attention
    local_global_mask strided_mask rotary_embedding alibi_bias sinusoidal_positions
    attention_gradients attention_entropy diagonal_strength off_diagonal_strength
    effective_rank attention_cost kv_cache_bytes sequences_that_fit decode_seconds
    tokens_per_second arithmetic_intensity parse_array random_score_spread vector_norm projection
    singular_values log_sum_exp feature_map
    """
)
SIZED = frozenset(("local_global_mask", "strided_mask", "alibi_bias", "sinusoidal_positions"))
FIELDS = names(
    """
    weights output scores flops bytes kv_bytes time_order memory_order predicted measured
    measured_scaled largest_weight largest_weight_scaled query key value
    """
)
_FORMAT = re.compile(r",?(\.[0-9]{1,2})?[fegd%]?")


class ExpressionError(ValueError):
    """The text between the braces is not an allowed call, or the engine refused it."""


@dataclass(frozen=True)
class Call:
    function: str
    arguments: tuple[Any, ...]
    named: dict[str, Any]
    field: str
    index: tuple[int, ...] | None
    format: str


def evaluate(source: str) -> str:
    """The value of the text between `{{` and `}}`, formatted. Raises ExpressionError."""
    call = read(source)
    function = getattr(attention_engine, call.function, None)
    if function is None:
        raise ExpressionError(f"the engine has no function {call.function}")
    try:
        value = function(*call.arguments, **call.named)
    except TypeError as error:
        raise ExpressionError(f"{call.function} does not take these arguments: {error}") from error
    except (ValueError, OverflowError, ArithmeticError) as error:
        raise ExpressionError(f"{call.function}: {error}") from error
    return printed(_taken(value, call), call.format)


def read(source: str) -> Call:
    """Parses `source` into a Call without running it."""
    if len(source) > MAX_LENGTH:
        raise ExpressionError(f"is longer than {MAX_LENGTH} characters")
    if "\\" in source:
        raise ExpressionError("must not contain a backslash")
    code, format_words = _split_format(source.strip())
    if _FORMAT.fullmatch(format_words) is None:
        raise ExpressionError(f"has an unknown format {format_words!r}; write :.3f or :, instead")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            node: ast.expr = ast.parse(code, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise ExpressionError(
            "cannot be read; write one engine call, as in softmax([20, 18, 19]):.3f"
        ) from error
    index = field = None
    if isinstance(node, ast.Subscript):
        index, node = _literal_index(node.slice), node.value
    if isinstance(node, ast.Attribute):
        field, node = _field(node.attr), node.value
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        raise ExpressionError("must be one engine call, as in softmax([20, 18, 19]):.3f")
    return _call(node, node.func.id, field or "", index, format_words)


def _call(
    node: ast.Call, name: str, field: str, index: tuple[int, ...] | None, format_words: str
) -> Call:
    if name not in FUNCTIONS:
        raise ExpressionError(f"{name[:40]!r} is not a function that can be called here")
    if any(word.arg is None for word in node.keywords):
        raise ExpressionError("must name its keyword arguments one by one, not with **")
    arguments = tuple(_literal(argument) for argument in node.args)
    named = {word.arg: _literal(word.value) for word in node.keywords if word.arg}
    values = [*arguments, *named.values()]
    if sum(_count(value) for value in values) > MAX_NUMBERS:
        raise ExpressionError(f"has more than {MAX_NUMBERS} numbers")
    if name in SIZED and any(isinstance(v, int | float) and v > MAX_SIZE for v in values):
        raise ExpressionError(f"{name} is limited to sizes up to {MAX_SIZE} here")
    return Call(name, arguments, named, field, index, format_words)


def _split_format(source: str) -> tuple[str, str]:
    """Splits at the first colon outside brackets and quotes."""
    depth, quote = 0, ""
    for place, sign in enumerate(source):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth -= 1
        elif sign == ":" and depth == 0:
            return source[:place].rstrip(), source[place + 1 :].strip()
    return source, ""


def _literal(node: ast.expr, depth: int = 0) -> Any:
    if depth > MAX_DEPTH:
        raise ExpressionError("nests its lists too deeply")
    if isinstance(node, ast.List):
        if len(node.elts) > MAX_NUMBERS:
            raise ExpressionError(f"has more than {MAX_NUMBERS} numbers")
        return [_literal(element, depth + 1) for element in node.elts]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        value = _literal(node.operand, depth + 1)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return -value
    if isinstance(node, ast.Constant):
        value = node.value
        if isinstance(value, bool):
            return value
        if isinstance(value, int | float) and abs(value) <= MAX_MAGNITUDE:
            return value
        if isinstance(value, str) and len(value) <= MAX_LENGTH:
            return value
        if isinstance(value, int | float):
            raise ExpressionError(f"has a number beyond {MAX_MAGNITUDE:,}")
    raise ExpressionError("takes only numbers, lists, quoted strings, True and False")


def _literal_index(node: ast.expr) -> tuple[int, ...]:
    """`[1]` takes a row (or one number of a vector), `[1, 2]` one number of that row."""
    places = node.elts if isinstance(node, ast.Tuple) else [node]
    values = tuple(_literal(place) for place in places)
    if not values or any(isinstance(v, bool) or not isinstance(v, int) for v in values):
        raise ExpressionError("needs whole numbers in [ ], as in [0] or [0, 1]")
    return values


def _field(name: str) -> str:
    if name not in FIELDS:
        known = ", ".join(sorted(FIELDS))
        raise ExpressionError(f"cannot use the field {name[:40]!r}; the fields are {known}")
    return name


def _count(value: Any) -> int:
    return sum(_count(element) for element in value) if isinstance(value, list) else 1


def _taken(value: Any, call: Call) -> Any:
    if call.field:
        if not hasattr(value, call.field):
            raise ExpressionError(f"{call.function} returns nothing named {call.field}")
        value = getattr(value, call.field)
    if call.index is None:
        return value
    if not isinstance(value, np.ndarray) or value.ndim == 0:
        raise ExpressionError("does not return an array, so [ ] has nothing to index")
    try:
        return value[call.index]
    except IndexError as error:
        place = ", ".join(map(str, call.index))
        raise ExpressionError(f"has no entry [{place}]; its shape is {value.shape}") from error


def printed(value: Any, format_words: str = "") -> str:
    """An array as `(0.665, 0.090, 0.245)`, nested for rows; a number or a word by itself."""
    if isinstance(value, str):
        if format_words:
            raise ExpressionError("is a word and takes no format")
        return value
    if isinstance(value, np.ndarray):
        if value.size > MAX_PRINTED:
            raise ExpressionError(f"returns {value.size} numbers; the limit is {MAX_PRINTED}")
        value = value.tolist()
    if isinstance(value, list):
        return f"({', '.join(printed(element, format_words) for element in value)})"
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if not isinstance(value, int | float | np.number):
        raise ExpressionError(
            "returns an object; add one of its fields, such as .weights or .flops"
        )
    return _number(value, format_words)


def _to_be_shown(value: Any, format_words: str) -> Any:
    """Rounds an exact half up, as one does by hand: 1.0625 is shown as 1.063. Python alone would
    round to the even digit."""
    decimals = re.fullmatch(r",?\.(\d+)f", format_words)
    if decimals is None or not isinstance(value, float):
        return value
    exact = Decimal(repr(float(value)))
    return exact.quantize(Decimal(1).scaleb(-int(decimals[1])), ROUND_HALF_UP)


def _number(value: Any, format_words: str) -> str:
    if not np.isfinite(value):
        return "∞" if value > 0 else "−∞"
    if not format_words and not isinstance(value, int | np.integer):
        format_words = ".6g"
    try:
        text = format(_to_be_shown(value, format_words), format_words)
    except ValueError as error:
        raise ExpressionError(f"cannot be shown in the format {format_words!r}: {error}") from error
    # A tiny negative number rounds to zero, and its minus sign means nothing.
    text = text[1:] if text.startswith("-") and not re.search(r"[1-9]", text) else text
    return text.replace("-", "−")
