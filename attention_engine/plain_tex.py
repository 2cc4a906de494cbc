"""Writes TeX in plain characters."""

import re


def plain_tex(tex: str) -> str:
    """A formula in plain characters, for a summary or a search.

    `\\frac{q \\cdot k}{\\sqrt{d_k}}` is `(q · k)/√d_k`.
    """
    for pattern, words in _SIGNS:
        tex = pattern.sub(words, tex)
    # From the innermost braces outward; each turn removes a pair.
    for _ in range(tex.count("{") + 1):
        before = tex
        for pattern, replace in _BRACED:
            tex = pattern.sub(replace, tex)
        if tex == before:
            break
    return " ".join(re.sub(r"[{}]|\\(?=[a-zA-Z])", "", tex).split())


def _grouped(text: str) -> str:
    """`text` in parentheses where it is more than one symbol."""
    text = text.strip()
    return text if re.fullmatch(r"[\w.√‖\u0300-\u036f\u20d7]*(\([^()]*\))?", text) else f"({text})"


# Marks that are drawn over the letter before them.
_ACCENTS = {
    "hat": "\u0302",
    "tilde": "\u0303",
    "bar": "\u0304",
    "overline": "\u0304",
    "dot": "\u0307",
    "vec": "\u20d7",
}
_SIGNS = [
    (re.compile(pattern), words)
    for pattern, words in (
        (r"\\(?:left|right|bigl?|bigr?|quad|qquad|displaystyle)(?![a-z])|\\[,;:!]|&", " "),
        (r"\\\\", "; "),
        (r"\\[hv]?phantom\{[^{}]*\}", ""),
        (r"\\(?:begin|end)\{[a-z*]+\}", " "),
        (r"\\(?:cdot|times)(?![a-z])", "·"),
        (r"\\approx(?![a-z])", "≈"),
        (r"\^\{\\top\}|\^?\\(?:top|mathsf\{T\})(?![a-z])", "ᵀ"),
        (r"\\(?:lVert|rVert|Vert)(?![a-z])|\\\||\|\|", "‖"),
    )
]
_BRACED = [
    (re.compile(pattern), replace)
    for pattern, replace in (
        (
            r"\\(?:text|operatorname|boldsymbol|math(?:rm|bf|it|cal|bb|sf|tt))\*?\{([^{}]*)\}",
            lambda m: m[1],
        ),
        (
            r"\\(hat|tilde|bar|vec|dot|overline)\{([^{}]*)\}",
            lambda m: m[2] + _ACCENTS[m[1]] if len(m[2]) == 1 else _grouped(m[2]),
        ),
        (r"\\sqrt\{([^{}]*)\}", lambda m: f"√{_grouped(m[1])}"),
        (
            r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}",
            lambda m: f"{_grouped(m[1])}/{_grouped(m[2])}",
        ),
        (r"([_^])\{([^{}]*)\}", lambda m: f"{m[1]}{_grouped(m[2])}"),
    )
]
