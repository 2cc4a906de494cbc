"""LaTeX (with amsmath): one formula per step, with its numbers filled in and its value."""

import re

from .parts import Part, Writer, planes_of

# amsmath takes more columns only if MaxMatrixCols is raised.
USUAL_COLUMNS = 10
_LETTERS = {"query": "q", "key": "k", "value": "v"}


def latex_text(title: str, givens: list[Part], steps: list[Part], write: Writer) -> str:
    lines = [f"% {title}. Needs \\usepackage{{amsmath}}."]
    widest = max(_width(part) for part in [*givens, *steps])
    if widest > USUAL_COLUMNS:
        lines.append(rf"\setcounter{{MaxMatrixCols}}{{{widest}}}")
    for given in givens:
        lines += [r"\[", f"{_letter(given)} = {_value(given, write)}", r"\]"]
    for step in steps:
        lines += [rf"\paragraph{{{step.title}}}", r"\begin{align*}"]
        if step.substituted:
            lines += [rf"{step.formula} &= {step.substituted} \\", f"&= {_value(step, write)}"]
        else:
            lines += [f"{step.formula} &= {_value(step, write)}"]
        lines += [r"\end{align*}"]
    return "\n".join([*lines, ""])


def _value(part: Part, write: Writer) -> str:
    if isinstance(part.value, str):
        return rf"\text{{{part.value}}}"
    if part.value.ndim == 0:
        return _number(write.number(float(part.value)))
    matrices = []
    for _name, plane in planes_of(part):
        rows = [" & ".join(map(_number, row)) for row in write.rows(plane)]
        matrices.append(r"\begin{bmatrix}" + r" \\ ".join(rows) + r"\end{bmatrix}")
    return r",\; ".join(matrices)


def _number(text: str) -> str:
    if text.endswith("inf"):
        return text.replace("inf", r"\infty")
    factor, exponent, power = text.partition("e")
    return rf"{factor} \times 10^{{{int(power)}}}" if exponent else text


def _letter(part: Part) -> str:
    """`Q` for query matrices, `q` for one query, `W_q` as it is, other names as words."""
    if part.name in _LETTERS and not isinstance(part.value, str):
        letter = _LETTERS[part.name]
        return letter if part.value.ndim == 1 else letter.upper()
    if re.fullmatch(r"[A-Za-z](?:_[a-z])?", part.name):
        return part.name
    return rf"\text{{{part.name.replace('_', chr(92) + '_')}}}"


def _width(part: Part) -> int:
    return 1 if isinstance(part.value, str) or part.value.ndim == 0 else part.value.shape[-1]
