"""Numbers on pages: legible, aligned, and marked for eyes and ears alike."""

from pathlib import Path

import numpy as np
import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template

from attention_engine import parse_array
from attention_engine.judging.cells import CELL_VERDICTS, all_of
from quizzes.numbers.table import number_text, table_of


def rendered(text: str, **context) -> str:
    html = Template("{% load numbers %}" + text).render(Context(context))
    return " ".join(html.split())


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        (0.6652, 3, "0.665"),
        (-1.5, 1, "−1.5"),
        (-0.0, 3, "0"),
        (-0.0001, 3, "−1.00×10⁻⁴"),
        (4.54e-5, 3, "4.54×10⁻⁵"),
        (2.5e9, 1, "2,500,000,000.0"),
        (12345678.9, 3, "1.23×10⁷"),
        (33554432, 0, "33,554,432"),
        (1e300, 0, "1.00×10³⁰⁰"),
        (-np.inf, 3, "−∞"),
        (0.5, 3, "0.500"),
    ],
)
def test_a_number_stays_legible_at_any_size(number, decimals, text):
    assert number_text(number, decimals) == text


def test_a_scalar_is_a_plain_number_and_no_table():
    html = rendered("{% matrix 3.14159 %}")
    assert "3.142" in html
    assert "<table" not in html


def test_a_vector_is_one_row():
    html = rendered("{% matrix value %}", value=[1, 2, 3])
    assert html.count("<tr>") == 1
    assert "3 numbers" in html


def test_a_matrix_says_its_label_and_its_shape():
    html = rendered('{% matrix value label="Weights" %}', value=np.eye(2, 3))
    assert "Weights" in html
    assert "2 rows, 3 columns" in html


def test_whole_numbers_show_no_decimals_and_fractions_only_as_many_as_they_need():
    assert [cell.text for cell in table_of([1, 20]).matrices[0].rows[0]] == ["1", "20"]
    assert [cell.text for cell in table_of([0.5, 2]).matrices[0].rows[0]] == ["0.5", "2.0"]
    assert [cell.text for cell in table_of([1 / 3, 2]).matrices[0].rows[0]] == ["0.333", "2.000"]


def test_marked_cells_have_a_class_whose_style_draws_a_sign_and_a_word():
    cells = np.array(["right", "short", "close", "wrong"])
    html = rendered("{% matrix value cells=cells %}", value=[1.0, 2.0, 3.0, 4.0], cells=cells)
    assert '<td class="cell-right">1<span class="visually-hidden"> right</span></td>' in html
    assert '<td class="cell-short">2<span class="visually-hidden"> too few digits<' in html
    assert '<td class="cell-close">3<span class="visually-hidden"> close, but not close' in html
    assert '<td class="cell-wrong">4<span class="visually-hidden"> wrong</span></td>' in html
    style = finders.find("quizzes/web/components.css")
    assert all(f".cell-{verdict}" in Path(style).read_text() for verdict in CELL_VERDICTS)


def test_cells_of_another_shape_mark_nothing():
    cells = np.array(["right", "wrong", "right"])
    html = rendered("{% matrix value cells=cells %}", value=[[1, 2]], cells=cells)
    assert "cell-" not in html


def test_a_wrong_scalar_is_marked():
    html = rendered("{% matrix value cells=cells %}", value=2.0, cells=np.array("wrong"))
    assert "cell-wrong" in html
    assert "✗" in html


def test_a_batch_is_several_numbered_matrices():
    html = rendered('{% matrix value label="Head" %}', value=np.ones((3, 2, 2)))
    assert html.count("<table") == 3
    assert "Head 3" in html


def test_a_large_array_is_shortened_and_says_its_shape_and_its_hidden_faults():
    cells = all_of("right", (40, 50))
    cells[20, 20] = cells[0, 0] = "wrong"
    html = rendered("{% matrix value cells=cells %}", value=np.ones((40, 50)), cells=cells)
    assert html.count("<tr>") == 16
    assert "…" in html
    assert "40 × 50 in all; 1 of the cells left out is not right" in html


def test_a_formula_becomes_mathml_and_a_broken_one_its_escaped_source():
    assert "<math" in rendered("{{ tex|formula }}", tex=r"\frac{1}{2}")
    assert 'class="formula"' in rendered("{{ tex|display_formula }}", tex="a^2")
    assert rendered("{{ tex|formula }}", tex=r"\frac{<b>") == r"<code>\frac{&lt;b&gt;</code>"


def test_text_for_copying_is_read_back_as_the_same_numbers():
    value = np.array([[0.25, -1], [1 / 3, 2]])
    html = rendered("{{ value|as_text }}", value=value)
    assert np.array_equal(parse_array(html), value)
    assert rendered("{{ value|as_text:1 }}", value=value) == "[[0.2, -1.0], [0.3, 2.0]]"


def test_a_sentence_of_the_engine_is_set_as_a_book_would_and_stays_escaped():
    html = rendered(
        "{{ words|engine_words }}", words="Divide by the root of d_k <= 4: sqrt(4) = 2."
    )
    assert html == "Divide by the root of d<sub>k</sub> &lt;= 4: √4 = 2."
