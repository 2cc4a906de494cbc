"""The subset of the math font has every character that our formulas use."""

import re
from html import unescape

import pytest
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

from quizzes.bank.page.formulas import render_formula
from quizzes.models import Question

GREEK_ITALICS = range(0x1D6FC, 0x1D71C)
WITHOUT_INK = {"\ufe00"}  # a variation selector for the preceding letter
# Every accent, operator and delimiter that the bank's authors can use.
TEX = (
    r"\alpha\beta\gamma\delta\epsilon\varepsilon\zeta\eta\theta\vartheta\iota\kappa\lambda\mu",
    r"\nu\xi\pi\rho\sigma\tau\phi\varphi\chi\psi\omega\partial\nabla\Gamma\Delta\Theta\Sigma\Omega",
    r"\mathbf{Q}\mathbf{K}^\top \mathbb{R}^{n\times d}\ \mathbb{E}[x]\ \mathcal{O}(n^2)\ \ell",
    r"\hat{x}\bar{x}\tilde{x}\vec{x}\dot{x}\overline{ab}\underbrace{a+b}_{n}\overbrace{ab}^{n}",
    r"\sum\prod\int\sqrt{2}\infty\pm\times\cdot\odot\otimes\oplus\to\Rightarrow\mapsto\propto",
    r"\le\ge\ne\approx\equiv\sim\ll\gg\in\notin\subset\cup\cap\forall\exists\cdots\ldots\vdots",
    r"\lfloor x\rfloor\lceil y\rceil\langle q,k\rangle\ \|q\|\ |x|\ f'(x)\ -\infty",
)


@pytest.fixture(scope="module")
def font() -> TTFont:
    return TTFont(finders.find("quizzes/web/fonts/attention-math.woff2"))


def test_it_has_its_math_table_and_its_italics(font):
    assert "MATH" in font
    assert set(GREEK_ITALICS) <= set(font.getBestCmap())
    assert font["name"].getDebugName(1) == "Attention Math"


@pytest.mark.parametrize("tex", TEX)
def test_it_draws_what_authors_write(font, tex):
    assert missing(font, render_formula(tex)) == set()


def test_it_draws_every_formula_that_is_shipped(font, real_bank):
    for question in Question.objects.all():
        pages = [block.get("html", "") for block in question.blocks] + [question.context_html]
        pages += [item.ask_html for item in question.items.all()]
        assert missing(font, "".join(pages)) == set(), question


def missing(font: TTFont, html: str) -> set[str]:
    """The characters of the formulas in `html` that the font does not have."""
    drawn = set()
    for math in re.findall(r"<math.*?</math>", html, re.DOTALL):
        for tag, words in re.findall(r"<(m[ion]|mtext)[^>]*>([^<]+)</", math):
            text = unescape(words)
            drawn |= {italic(text)} if tag == "mi" and len(text) == 1 else set(text)
    return {
        character for character in drawn - WITHOUT_INK if ord(character) not in font.getBestCmap()
    }


def italic(letter: str) -> str:
    """How a browser draws a single letter: as mathematical italic."""
    if letter == "h":
        return "ℎ"
    if letter.isascii() and letter.isalpha():
        start = 0x1D44E - ord("a") if letter.islower() else 0x1D434 - ord("A")
        return chr(start + ord(letter))
    return letter
