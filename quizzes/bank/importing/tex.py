"""Rewrites TeX from other collections into the TeX that pages can show."""

import re

from ..page.formulas import FormulaError, render_formula

_ENVIRONMENT = re.compile(r"\\(begin|end)\{(equation|displaymath|math)\*?\}")
_ALIGNED = re.compile(r"\\(begin|end)\{(?:align|alignat|split|eqnarray|flalign)\*?\}(?:\{\d+\})?")
_GATHERED = re.compile(r"\\(begin|end)\{(?:gather|multline)\*?\}")
_TEXT = re.compile(r"\\(?:text|mathrm|operatorname|textrm|textit)\*?\{[^{}]*\}")
_WORDS = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "\\mbox{": "\\text{", "\\bm{": "\\boldsymbol{"}
_STEPS = [
    # Spacing, numbers and colors of formulas, which pages do not have.
    (re.compile(r"\\!|\\(?:label|tag|eqref|color)\*?\{[^{}]*\}|\\(?:nonumber|notag)\b"), ""),
    (re.compile(r"\\textcolor\{[^{}]*\}"), ""),
    (re.compile(r"\\[hv]space\*?\{[^{}]*\}"), r"\\quad "),
    (re.compile(r"\\mathds\{|\\mathbbm\{"), r"\\mathbb{"),
    (re.compile(r"\\textbf\{"), r"\\mathbf{"),
    (re.compile(r"\\texttt\{"), r"\\mathtt{"),
    (re.compile(r"\\nicefrac\{"), r"\\frac{"),
    (re.compile(r"√\s*\(([^()]*)\)|√\s*(\w+(?:_\w+)?)"), r"\\sqrt{\1\2}"),
]


def sound_tex(tex: str) -> str:
    """`tex` without what pages cannot show. The result may still fail to convert: see is_shown."""
    for was, now in _WORDS.items():
        tex = tex.replace(was, now)
    tex = _ENVIRONMENT.sub("", tex)
    tex = _ALIGNED.sub(r"\\\1{aligned}", tex)
    tex = _GATHERED.sub(r"\\\1{gathered}", tex)
    if "\\begin" not in tex:
        # Written for a program that removes one backslash.
        tex = re.sub(r"\\\\(?=[A-Za-z]{2,}|[{}])", r"\\", tex)
    for pattern, now in _STEPS:
        tex = pattern.sub(now, tex)
    tex = _underscores(tex)
    # Two braces in a row would be read as an engine call.
    tex = re.sub(r"\{(?=\{)", "{ ", tex)
    tex = re.sub(r"(?:\\\\\s*)+\Z", "", tex.strip())
    return "\n".join(line.strip() for line in tex.split("\n") if line.strip())


def is_shown(tex: str, *, display: bool) -> str:
    """Why a formula cannot be shown, or ``""`` if it can."""
    try:
        render_formula(tex, display)
    except FormulaError as error:
        return str(error)
    return ""


def _underscores(tex: str) -> str:
    """Escapes `_` in words, and elsewhere removes backslashes that were written for Markdown."""
    parts, place = [], 0
    for match in _TEXT.finditer(tex):
        parts.append(_bare(tex[place : match.start()]))
        parts.append(re.sub(r"(?<!\\)_", r"\\_", match[0]))
        place = match.end()
    return "".join([*parts, _bare(tex[place:])])


def _bare(tex: str) -> str:
    return re.sub(r"\\([_*])", r"\1", tex)
