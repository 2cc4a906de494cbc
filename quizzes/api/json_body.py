"""Parses a request body strictly: JSON in UTF-8, bounded in depth and size, no duplicate names."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from math import isfinite
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.parser import Parser

from .problems import Refused

MEDIA_TYPE = "application/json"
MAX_DEPTH = 16
# The largest body that makes sense is a whole derivation of 16 heads: 17,000 numbers in lists, and
# 40 names. What is written as text costs most to read.
MAX_VALUES = 30_000
MAX_NAMES = 100
MAX_TEXT = 40_000
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_NO_BRACKET = re.compile(r"[^\[{\]}]+")


class StrictParser(Parser):
    def parse_body(self, request: HttpRequest) -> Any:
        if request.content_type != MEDIA_TYPE:
            raise not_json(request)
        return read_json(request.body)


def read_json(body: bytes) -> Any:
    """The value that a body holds. Raises Refused with status 400 and the reason."""
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise _bad(
            f"The body is not UTF-8: byte {error.start + 1:,} does not begin a character."
        ) from error
    _refuse_work(text)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_once_each,
            parse_constant=_no_constant,
            parse_float=_finite,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise _bad(f"The body is not JSON: {error.msg} ({place}).") from error
    except ValueError as error:
        # Python refuses to parse an integer with too many digits.
        raise _bad("A number in the body has too many digits to be read.") from error
    if "\\u" in text:
        _refuse_characters(value)
    return value


def not_json(request: HttpRequest) -> Refused:
    sent = f"“{request.content_type[:40]}”" if request.content_type else "none"
    return Refused(415, f"Send JSON, with Content-Type: {MEDIA_TYPE}; this request has {sent}.")


def too_large() -> str:
    size = settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 1_000_000
    return f"The body is larger than {size:g} MB, the limit. Nothing was stored."


def _refuse_work(text: str) -> None:
    """Refuses a body that would take long to parse, judge or describe, without parsing it."""
    # Checked first, so that there are few strings to leave out.
    quotes = (text.count('"'), 2 * MAX_VALUES, "quotation marks")
    _refuse_more(quotes)
    rest = _STRING.sub("", text)
    _refuse_more(
        (len(text) - len(rest), MAX_TEXT, "characters in strings"),
        (rest.count(":"), MAX_NAMES, "names"),
        (sum(map(rest.count, ",[{")) + 1, MAX_VALUES, "values"),
    )
    _refuse_depth(rest)


def _refuse_more(*counted: tuple[int, int, str]) -> None:
    for found, most, what in counted:
        if found > most:
            raise _bad(f"The body has {found:,} {what}; the limit is {most:,}.")


def _refuse_depth(rest: str) -> None:
    # Checked before parsing: the parser's own depth limit depends on the machine.
    depth = 0
    for bracket in _NO_BRACKET.sub("", rest):
        depth += 1 if bracket in "[{" else -1
        if depth > MAX_DEPTH:
            raise _bad(f"The body is nested more than {MAX_DEPTH} levels deep, the limit.")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        counted = Counter(name for name, _value in pairs)
        twice = next(name for name, count in counted.items() if count > 1)
        raise _bad(f"The name {json.dumps(twice[:40])} appears twice in one object.")
    return found


def _no_constant(text: str) -> None:
    raise _bad(f'{text} is not a JSON number. Write a masked score as the string "-inf".')


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise _bad(f"{text[:20]} is too large for a floating-point number.")
    return number


def _refuse_characters(value: Any) -> None:
    for text in _texts(value):
        if "\0" in text:
            raise _bad("A string in the body contains the null character, which cannot be stored.")
        if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
            raise _bad(
                "A string in the body contains half of a surrogate pair, which is not a character."
            )


def _texts(value: Any) -> Iterator[str]:
    """Every string and name in a value, whose depth is bounded."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _bad(detail: str) -> Refused:
    return Refused(400, detail)
