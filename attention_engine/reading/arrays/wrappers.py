"""Removes program text around numbers: a variable name, and calls such as `np.array(...)`."""

import re

from ..source import Source

_NAME = re.compile(
    r"""(?:(?:const|let|var|float|double)[ ])?
    [^\W\d_\\]?[\w\\{}^.'⊤ᵀ ]{0,40}(?:\[[0-9]{0,4}\]){0,3}[ \t]{0,20}
    (?:=(?!=)|:=|<-|←|≈|\\approx(?![a-z]))""",
    re.VERBOSE,
)
_LETTER = re.compile(r"[^\W\d_]")
_CALL = re.compile(
    r"""(?<![\w.\\])(?P<name>(?:(?:np|numpy|jnp|jax\.numpy|torch|torch\.nn|nn|tf|sympy|cp|cupy|mx|mx\.nd|pd)\.)?
    (?:array|asarray|matrix|mat|Matrix|Array|DeviceArray|tensor|as_tensor|Tensor|FloatTensor
    |DoubleTensor|constant|convert_to_tensor|Variable|Parameter|DataFrame|Series|list|tuple|c|rbind
    |cbind|print|pprint|display|disp|console\.log)[ ]?)\(""",
    re.VERBOSE,
)
_PARENTHESIS = re.compile(r"[()]")
_BY_COLUMNS = re.compile(r"(?<![\w.\\])(?:cbind|matrix) ?\(\s{0,20}(?:c ?\(|data\b)")
# What follows the last comma of a call, if it is not a number: dtype=..., np.float32.
_OPTION = re.compile(
    r"""\s{0,200}(?:[A-Za-z_]{1,20}\s?=\s?(?:<[^<>]{1,80}>|'[^']{0,40}'|"[^"]{0,40}"|[\w.]{1,60}(?:\([^()]{0,60}\))?)
    |(?:(?:np|numpy|jnp|torch|tf)\.)?(?:float|int|uint|bfloat|double|half|long)[0-9]{0,3})?\s{0,200}""",
    re.VERBOSE,
)
# A text without any of these has neither a call nor an operation on the array.
_LETTER_OR_QUOTE = re.compile(r"[A-Za-z']")
# These give the same numbers.
_SAME_NUMBERS = re.compile(
    r"(?<=[\])])\.(?:tolist|numpy|detach|cpu|item|copy|clone|contiguous|double)\(\)"
)
# TensorFlow's shape is a tuple.
_SHAPE = re.compile(r",\s{0,20}shape\s?=\s?\([0-9, ]{0,60}\)")
_CHANGED = re.compile(r"[\])][ ]{0,20}(?P<change>\.[A-Za-z_]\w{0,20}|'|\^\{?(?:T\b|\\top\b|⊤))")
MAX_CALLS = 2_000
MAX_PARENTHESES = 10_000
MAX_OPTION = 300
MAX_OPTIONS = 5
# In R these calls make a list; the other calls only wrap one.
_LISTS = ("c", "rbind")


def unwrap_name(source: Source) -> None:
    """Blank `A = ` or `W_q <- ` before the array."""
    start = len(source.text) - len(source.text.lstrip())
    found = _NAME.match(source.text, start)
    if found and _LETTER.search(found[0]):
        source.blank(start, found.end())


def unwrap_calls(source: Source) -> None:
    """Blank the calls around lists, with their dtype options, so that only lists are left."""
    text = source.text
    if text.isascii() and not _LETTER_OR_QUOTE.search(text):
        return
    if "." in text:
        source.blank_each(_SAME_NUMBERS)
    if "shape" in text:
        source.blank_each(_SHAPE)
    text = source.text
    if changed := _CHANGED.search(text):
        message = f"“{changed['change']}” is not carried out: type the numbers that you mean."
        raise source.fault(message, changed.start("change"))
    if "(" not in text:
        return
    if found := _BY_COLUMNS.search(text):
        message = "R fills matrices column by column: type rows, as in rbind(c(1, 2), c(3, 4))."
        raise source.fault(message, found.start())
    calls: dict[int, re.Match[str]] = {}
    for call in _CALL.finditer(text):
        calls[call.end() - 1] = call
        if len(calls) > MAX_CALLS:
            raise source.fault("There are more calls than are read at once.", call.start())
    if calls:
        source.replace_all(_edits(source, calls))


def _edits(source: Source, calls: dict[int, re.Match[str]]) -> list[tuple[int, int, str]]:
    """Start, end and replacement of the parts of all calls, in the order of the text."""
    text, edits = source.text, []
    opened: list[int] = []
    if text.count("(") > MAX_PARENTHESES:
        message = f"There are more than {MAX_PARENTHESES:,} parentheses around and between calls."
        raise source.fault(message, min(calls))
    for parenthesis in _PARENTHESIS.finditer(text, min(calls)):
        at = parenthesis.start()
        if parenthesis[0] == "(":
            opened.append(at)
        elif opened and (call := calls.get(opened.pop())) is not None:
            is_list = call["name"].strip() in _LISTS
            edits.append((*call.span(), "[" if is_list else " "))
            start = _options_start(text, call.end(), at)
            edits.append((start, at + 1, "]" if is_list else " "))
    for at in opened:
        if at in calls:
            name = calls[at]["name"].strip()
            message = f"{name}( is not closed at the end."
            raise source.fault(message, calls[at].start(), expected=")")
    return sorted(edits)


def _options_start(text: str, start: int, end: int) -> int:
    """Where the options of the call that closes at `end` begin; `end` itself if it has none."""
    for _ in range(MAX_OPTIONS):
        comma = text.rfind(",", max(start, end - MAX_OPTION), end)
        if comma < 0 or not _OPTION.fullmatch(text, comma + 1, end):
            break
        end = comma
    return end
