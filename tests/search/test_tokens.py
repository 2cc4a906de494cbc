"""A formula gives the same tokens however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.search.query import MOST_TERMS, parse
from quizzes.search.tokens import formula_tokens, word_tokens

SAME = [
    ["QK^T", "Q K^\\top", "QKᵀ", "Q K^{\\mathsf{T}}", "Q*K^T"],
    ["sqrt(d_k)", "\\sqrt{d_k}", "√d_k", "\\sqrt{d_{k}}"],
    ["O(n^2 d)", "O(n²d)", "O(n^2d)", "O(n^2 \\cdot d)"],
    ["n log n", "n \\log n", "n log(n)"],
    ["d_model", "d_{\\text{model}}", "d_{model}"],
    ["theta_i".replace("theta", "θ"), "\\theta_i"],
    [
        "softmax(QK^T/\\sqrt{d_k})V",
        "\\mathrm{softmax}\\left(\\frac{Q K^\\top}{\\sqrt{d_k}}\\right) V",
    ],
]


@pytest.mark.parametrize("written", SAME, ids=lambda written: written[0])
def test_a_formula_is_the_same_however_it_is_written(written):
    assert len({formula_tokens(text) for text in written}) == 1


def test_a_letter_with_its_index_is_one_symbol():
    assert formula_tokens("q_i k_j + W_Q") == ("q_i", "k_j", "w_q")


def test_forms_of_a_word_are_one_and_accents_do_not_matter():
    assert word_tokens("Weights weighted WEIGHT") == ("weight",) * 3
    assert word_tokens("naïve") == word_tokens("naive")


@given(st.text())
def test_tokens_of_any_text_are_plain(text):
    for token in (*word_tokens(text), *formula_tokens(text)):
        assert token.isascii()
        assert token.replace("_", "").isalnum()
        assert token == token.lower()


@given(st.text())
def test_any_text_is_a_query_of_bounded_length(text):
    query = parse(text)
    assert len(query.terms) <= MOST_TERMS
    assert all(term.phrases and all(term.phrases) for term in query.terms)


def test_words_that_stand_everywhere_are_left_out_unless_they_are_all():
    assert [term.shown for term in parse("how does the mask work").terms] == ["mask", "work"]
    assert [term.shown for term in parse("what is it").terms] == ["what", "is", "it"]
