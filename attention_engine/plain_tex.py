"""Writes TeX in plain characters."""

import re
import unicodedata


def plain_tex(tex: str) -> str:
    """A formula in plain characters, for a summary or a search.

    `\\frac{q \\cdot k}{\\sqrt{d_k}}` is `(q · k)/√d_k`, `n \\log n^2` is `n log n²`. What has no
    character of its own keeps its name.
    """
    tex = _NORM.sub(r"‖\1‖", _with_signs(tex))
    return _plain(_COMMAND.sub(_as_character, tex))


def named_tex(tex: str) -> str:
    """A formula in letters and digits as far as they go, for the id of a heading: signs by the
    names of their commands. `\\theta^{-1}` is `theta^-1`."""
    return _plain(_with_signs(tex)).translate(_LOWERED)


def _with_signs(tex: str) -> str:
    for pattern, words in _SIGNS:
        tex = pattern.sub(words, tex)
    return tex


def _plain(tex: str) -> str:
    """TeX without its braces and backslashes."""
    # From the innermost braces outward; each turn removes a pair.
    for _ in range(tex.count("{") + 1):
        before = tex
        for pattern, replace in _BRACED:
            tex = pattern.sub(replace, tex)
        if tex == before:
            break
    tex = " ".join(re.sub(r"[{}]|\\(?=[a-zA-Z])", "", tex).split())
    return _BESIDE_BRACKETS.sub("", tex).translate(_BRACES)


def spelled_out(text: str) -> str:
    """`text` with Greek letters and signs by their names: `√θ` is `sqrt theta`."""
    return text if text.isascii() else text.translate(_NAMES)


def _as_character(match: re.Match[str]) -> str:
    """The sign of a command; the name of a function, apart from the letters beside it."""
    name = match[1]
    if name not in _FUNCTIONS:
        return _CHARACTERS.get(name, match[0])
    text, begin, end = match.string, match.start(), match.end()
    before = " " if re.match(r"[^\W_]|[‖|)\]]", text[max(0, begin - 1) : begin]) else ""
    after = " " if re.match(r"[\w\\]", text[end : end + 1]) and text[end] != "_" else ""
    return f"{before}{name}{after}"


def _grouped(text: str) -> str:
    """`text` in parentheses where it is more than one symbol."""
    text = text.strip()
    return text if re.fullmatch(r"[\w.√‖\u0300-\u036f\u20d7]*(\([^()]*\))?", text) else f"({text})"


def _greek() -> dict[str, str]:
    """The Greek letters by the names of their commands."""
    letters = {"lambda": "λ", "Lambda": "Λ"}
    for letter in "ΑΒΓΔΕΖΗΘΙΚΜΝΞΟΠΡΣΤΥΦΧΨΩ":
        name = unicodedata.name(letter).split()[-1].capitalize()
        letters |= {name: letter, name.lower(): letter.lower()}
    variants = ("epsilon", "theta", "rho", "sigma", "phi", "kappa", "pi")
    return letters | {f"var{name}": letters[name] for name in variants}


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in text.split())


_COMMAND = re.compile(r"\\([a-zA-Z]+)")
_NAMED = """
arccos arcsin arctan arg cos cosh cot det diag dim exp gcd inf ker lim ln log max min rank sin sinh
sup tan tanh
"""
_FUNCTIONS = frozenset(_NAMED.split())
_CHARACTERS = _greek() | _pairs(
    """
    sum:∑ prod:∏ int:∫ infty:∞ partial:∂ nabla:∇ div:÷ pm:± mp:∓ ast:∗ star:⋆ circ:∘
    odot:⊙ oplus:⊕ otimes:⊗ le:≤ leq:≤ ge:≥ geq:≥ ne:≠ neq:≠ ll:≪ gg:≫ sim:∼ simeq:≃
    equiv:≡ cong:≅ propto:∝ in:∈ notin:∉ subset:⊂ subseteq:⊆ supset:⊃ cup:∪ cap:∩ setminus:∖
    emptyset:∅ forall:∀ exists:∃ neg:¬ land:∧ wedge:∧ lor:∨ vee:∨ to:→ rightarrow:→ leftarrow:←
    leftrightarrow:↔ longrightarrow:→ Rightarrow:⇒ Leftarrow:⇐ Leftrightarrow:⇔ implies:⇒ iff:⇔
    mapsto:↦ ldots:… dots:… cdots:⋯ vdots:⋮ ddots:⋱ ell:ℓ prime:′ perp:⊥ parallel:∥ mid:| vert:|
    lvert:| rvert:| langle:⟨ rangle:⟩ lfloor:⌊ rfloor:⌋ lceil:⌈ rceil:⌉
    """
)
_NAMES = str.maketrans(
    {"√": " sqrt ", "∞": " inf ", "∑": " sum ", "∏": " prod ", "∂": " d ", "∇": " nabla "}
    | {sign: f" {name.lower()} " for name, sign in _greek().items() if "var" not in name}
    | {"ς": " sigma "}
)
_RAISED = str.maketrans("-0123456789n", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ")
_LOWERED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ", "-0123456789n")
# Written braces, until those that only group are gone.
_NORM = re.compile(r"‖\s*([^‖]*?)\s*‖")
_BRACES = str.maketrans("\x02\x03", "{}")
_BESIDE_BRACKETS = re.compile(r"(?<=[(\[\x02]) | (?=[)\]\x03;,])")
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
        (r"\\\\", "; "),
        (r"\\\{", "\x02"),
        (r"\\\}", "\x03"),
        (r"\\(?:left|right)\.", ""),
        (r"\\(?:left|right|[bB]igg?[lrm]?)(?![a-zA-Z])", ""),
        (r"\\cdot(?![a-zA-Z])", "·"),
        (r"\\times(?![a-zA-Z])", "×"),
        (r"\\approx(?![a-zA-Z])", "≈"),
        (r"\\(?:quad|qquad|displaystyle|limits)(?![a-zA-Z])|\\[,;:! ]|~|&", " "),
        (r"\\[hv]?phantom\{[^{}]*\}", ""),
        (r"\\(?:begin|end)\{[a-z*]+\}", " "),
        (r"\^\{\\top\}|\^?\\(?:top|intercal|mathsf\{T\})(?![a-z])", "ᵀ"),
        (r"\\[lr]?Vert(?![a-zA-Z])|\\\||\|\|", "‖"),
        (r"\\([%#$_&])", r"\1"),
        (r"\\sqrt\s*(\w)", r"\\sqrt{\1}"),
        (r"\\[dt]?frac\s*(\w)\s*(\w)", r"\\frac{\1}{\2}"),
        (r"\\(?:under|over)(?:brace|set)(?![a-z])", ""),
        (r"\^([0-9n])", lambda m: m[1].translate(_RAISED)),
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
        (
            r"\\sqrt\[([^\[\]]*)\]\{([^{}]*)\}",
            lambda m: f"{_grouped(m[2])}^(1/{_grouped(m[1])})",
        ),
        (r"\\binom\{([^{}]*)\}\{([^{}]*)\}", lambda m: f"C({m[1]}, {m[2]})"),
        (r"\\sqrt\{([^{}]*)\}", lambda m: f"√{_grouped(m[1])}"),
        (
            r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}",
            lambda m: f"{_grouped(m[1])}/{_grouped(m[2])}",
        ),
        (r"\^\{(-?\d+|n)\}", lambda m: m[1].translate(_RAISED)),
        (r"([_^])\{([^{}]*)\}", lambda m: f"{m[1]}{_grouped(m[2])}"),
    )
]
