"""TeX in plain characters."""

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
    return text if re.fullmatch(r"[\w.√‖]*(\([^()]*\))?", text) else f"({text})"


_SIGNS = [
    (re.compile(pattern), words)
    for pattern, words in (
        (r"\\(?:left|right|bigl?|bigr?|quad|qquad|displaystyle)(?![a-z])|\\[,;:!]|&", " "),
        (r"\\\\", "; "),
        (r"\\[hv]?phantom\{[^{}]*\}", ""),
        (r"\\(?:begin|end)\{[a-z*]+\}", " "),
        (r"\\(?:cdot|times)(?![a-z])", "·"),
        (r"\\approx(?![a-z])", "≈"),
        (r"\\(?:top|mathsf\{T\})(?![a-z])", "ᵀ"),
        (r"\\(?:lVert|rVert|Vert)(?![a-z])|\\\||\|\|", "‖"),
    )
]
_BRACED = [
    (re.compile(pattern), replace)
    for pattern, replace in (
        (r"\\(?:text|mathrm|mathbf|mathit|operatorname)\{([^{}]*)\}", lambda m: m[1]),
        (r"\\sqrt\{([^{}]*)\}", lambda m: f"√{_grouped(m[1])}"),
        (
            r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}",
            lambda m: f"{_grouped(m[1])}/{_grouped(m[2])}",
        ),
        (r"([_^])\{([^{}]*)\}", lambda m: f"{m[1]}{_grouped(m[2])}"),
    )
]
