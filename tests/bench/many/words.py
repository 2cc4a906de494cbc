"""Texts drawn from one seed: some words are everywhere, most are rare, as in any language."""

import random

SECTIONS, WORDS_A_SECTION = 4, 120
FORMULAS = (r"\frac{Q K^\top}{\sqrt{d_k}}", r"O(n^2 d)", r"n \log n", r"\sqrt{d_k}", r"W_Q x_i")
COMMON = "attention softmax weights query key value matrix head row score"
MIDDLE = (
    "mask causal cosine rotary entropy gradient cache window kernel projection temperature rank"
)


def sections(draw: random.Random) -> str:
    """The HTML of a page of about 500 words."""
    return "".join(_section(place, draw) for place in range(SECTIONS))


def word(draw: random.Random) -> str:
    kind = draw.random()
    if kind < 0.03:
        return draw.choice(COMMON.split())
    if kind < 0.035:
        return draw.choice(MIDDLE.split())
    return f"word{int(3_000 * draw.random() ** 3)}"


def _section(place: int, draw: random.Random) -> str:
    words = " ".join(word(draw) for _ in range(WORDS_A_SECTION))
    tex = draw.choice(FORMULAS)
    return f'<h2 id="s{place}">On {word(draw)}</h2><p>{words} <math data-tex="{tex}"></math></p>'
