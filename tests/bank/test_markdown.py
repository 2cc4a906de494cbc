"""Markdown to HTML: formulas, code, tables, headings and links as a reader needs them."""

import re
import time

import pytest

from attention_engine.plain_tex import plain_tex
from quizzes.bank.page.formulas import FormulaError, render_formula
from quizzes.bank.page.markdown import Converter, render_markdown
from quizzes.bank.page.plain_words import plain_words


def test_a_formula_becomes_mathml_and_keeps_its_tex():
    html = render_markdown(r"Weights $w_i$ and \(k_j\).")
    assert html.count("<math ") == 2
    assert 'data-tex="w_i"' in html
    assert "<msub><mi>w</mi><mi>i</mi></msub>" in html


@pytest.mark.parametrize(
    "text",
    [
        "$$\\frac{q}{k}$$",
        "\\[\\frac{q}{k}\\]",
        "Score:\n$$\\frac{q}{k}$$\nHigh scores.",
        "- item\n\n  $$\n  \\frac{q}{k}\n  $$",
        "> $$\n> \\frac{q}{k}\n> $$",
    ],
)
def test_a_display_formula_stands_in_a_box_that_scrolls(text):
    html = render_markdown(text)
    assert '<span class="formula" tabindex="0" role="group" aria-label="Formula"><math' in html
    assert 'display="block"' in html
    assert "$" not in re.sub(r'data-tex="[^"]*"', "", html)


@pytest.mark.parametrize("text", ["It costs $5 and $6.", r"A price of \$5.", "`$x$`", "a $ b"])
def test_dollars_that_are_no_formula_stay(text):
    html = render_markdown(text)
    assert "<math" not in html
    assert "$" in html


def test_signs_of_markdown_inside_a_formula_are_left_alone():
    html = render_markdown("| a | b |\n|---|---|\n| $x|y$ | $a_1 * b_1 * c_1$ |\n")
    assert "<em>" not in html
    assert html.count("<math") == 2


def test_an_aligned_formula_needs_no_style_attribute():
    html = render_formula(r"\begin{aligned} a &= b \\ c &= d \end{aligned}", display=True)
    assert "style" not in html.replace("displaystyle", "")
    assert '<mtd class="right flush-right">' in html


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"\foo", r'unknown command "\foo"'),
        ("x^", "expected argument but reached end of input"),
        (r"\color{red}x", "asks for styling"),
        (r"\cancel{x}", "needs <menclose>"),
        ("x" * 5000, "is longer than"),
    ],
)
def test_a_formula_that_cannot_be_shown_says_why_in_one_line(tex, words):
    with pytest.raises(FormulaError, match=re.escape(words)) as caught:
        render_formula(tex)
    assert "\n" not in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_a_bad_formula_or_expression_stays_as_its_source_on_the_page():
    html = render_markdown(r"$\foo$ and {{ foo(1) }}")
    assert r'<code class="bad-formula">\foo</code>' in html
    assert "{{ foo(1) }}" in html


def test_code_is_highlighted_with_classes_only():
    html = render_markdown('```python\nscores = q @ k.T  # "all" <pairs>\n```')
    assert '<span class="c1">' in html
    assert "&lt;pairs&gt;" in html
    assert "style=" not in html


def test_a_table_scrolls_in_a_box_and_aligns_by_class():
    html = render_markdown("| a | b |\n|--:|:-:|\n| 1 | 2 |\n")
    assert re.search(r'<div [^>]*class="table-scroll"[^>]*><table>', html)
    assert '<td class="right">1</td>' in html
    assert "align=" not in html


def test_the_empty_corner_of_a_table_is_no_heading():
    html = render_markdown("| | The | $x$ |\n|---|---|---|\n| cat | 1 | 2 |")
    assert html.count("<th>") == 2
    assert "<th></th>" not in html


def test_heading_ids_are_readable_and_unique_over_a_page():
    converter = Converter()
    first = converter.convert("## The *dot* product $q$\n\n## Why\n")
    second = converter.convert("### Why\n")
    found = [(heading.id, heading.level) for heading in [*first.headings, *second.headings]]
    assert found == [("the-dot-product-q", 2), ("why", 2), ("why-2", 3)]


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("24-dot-product.md", "/questions/dot-product/"),
        ("24-dot-product.md#why-scale", "/questions/dot-product/#why-scale"),
        ("24-dot-product.context.md#costs", "/questions/dot-product/context/#costs"),
        ("quizzes/dot-product.md", "/quizzes/dot-product/"),
        ("#why-scale", "#why-scale"),
        ("/workbench/", "/workbench/"),
    ],
)
def test_links_between_files_lead_to_pages(target, address):
    assert f'<a href="{address}">dot</a>' in render_markdown(f"[dot]({target})")


def test_links_to_other_sites_tell_them_nothing():
    html = render_markdown("[paper](https://arxiv.org/abs/1706.03762)")
    assert 'rel="noopener noreferrer"' in html


def test_values_of_expressions_stand_in_text_and_in_formulas():
    html = render_markdown("{{ softmax([1, 1]):.1f }} and $w = {{ softmax([1, 1])[0]:.1f }}$")
    assert "(0.5, 0.5)" in html
    assert "<mn>0.5</mn>" in html


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"\frac{q \cdot k}{\sqrt{d_k}}", "(q · k)/√d_k"),
        (r"\text{softmax}\left(QK^\top\right)V", "softmax(QKᵀ)V"),
        (r"\sum_{i} q_i k_i", "∑_i q_i k_i"),
        (
            r"\frac{\hat{k} - c \hat{q}}{\lVert q \rVert}",
            "(k\N{COMBINING CIRCUMFLEX ACCENT} - c q\N{COMBINING CIRCUMFLEX ACCENT})/‖q‖",
        ),
        (r"\frac{\mathcal{O}(n)}{\bar{ab}}", "O(n)/ab"),
        (r"\lVert q\rVert\,\lVert k\rVert\cos\theta", "‖q‖ ‖k‖ cos θ"),
        (r"\sum_i a_i^2", "∑_i a_i²"),
        (r"A = U\Sigma V^\top", "A = UΣ Vᵀ"),
        (r"-\infty", "-∞"),
        (r"n \times n", "n × n"),
        (r"n\log n + \ln2", "n log n + ln 2"),
        (r"e^{s_i - \max_j s_j}", "e^(s_i - max_j s_j)"),
        (r"10^{-4} \ll x^{n+1} \le n^{1.5}", "10⁻⁴ ≪ x^(n+1) ≤ n^1.5"),
        (r"\frac12\sqrt2 \in \{0, \sqrt[3]{x}\}", "1/2√2 ∈ {0, x^(1/3)}"),
        (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", "1 2; 3 4"),
        (r"\varepsilon\Delta\omega\lambda", "εΔωλ"),
        (r"\left. 50\% \right|", "50% |"),
    ],
)
def test_a_formula_in_plain_characters(tex, words):
    assert plain_tex(tex) == words


def test_words_of_a_page_hold_formulas_once():
    assert plain_words(render_markdown("The weight $w_i$ is *one*.")) == "The weight w_i is one."


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "![[" * 5_000,
        "## a\n" * 10_000,
        "## a\n\n" * 10_000,
        "> " * 5_000 + "x",
        "$x$ " * 20_000,
        "*a **b " * 2_000,
        "`" * 5_000,
        "<b>" * 3_000,
        "x" * 500_000,
        "[a](" * 2_000,
        "- " * 5_000,
        "1. a\n" * 2_000,
    ],
)
def test_too_much_of_anything_is_shown_as_source_or_rendered_within_seconds(text):
    start = time.monotonic()
    assert render_markdown(text)
    assert time.monotonic() - start < 10


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        (r"On $\theta^{-1}$", "on-theta-1"),
        (r"By $\sqrt{d_k}$", "by-d_k"),
        (r"$\sum_i a_i^2 \le \infty$", "sum_i-a_i2-le-infty"),
    ],
)
def test_links_to_a_heading_with_a_formula_lead_to_it_as_ever(heading, anchor):
    assert f'id="{anchor}"' in render_markdown(f"## {heading}")
