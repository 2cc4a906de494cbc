"""A formula gives the same tokens however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attention_engine.plain_tex import plain_tex
from quizzes.search.query import MOST_TERMS, parse
from quizzes.search.synonyms import synonyms_of
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
    assert [term.shown for term in parse("how does the mask work?").terms] == ["mask"]
    assert [term.shown for term in parse("Why, why scale?").terms] == ["scale?"]
    assert [term.shown for term in parse("what is it").terms] == ["what", "is", "it"]


def test_a_width_or_matrix_typed_without_its_sign_is_the_same_symbol():
    assert word_tokens("dk d_k dv dmodel Wq W_Q") == ("d_k", "d_k", "d_v", "d_model", "w_q", "w_q")
    assert formula_tokens("sqrt(dk)") == formula_tokens(r"\sqrt{d_k}")
    # But words and gradients that look like one are not.
    assert word_tokens("kv wok dkm") == ("kv", "wok", "dkm")
    assert formula_tokens("dK") == ("d", "k")


def test_a_greek_letter_is_its_name_however_it_is_written():
    for letter in ("lambda", "theta", "Sigma", "omega"):
        sign = plain_tex(f"\\{letter}")
        assert word_tokens(sign) == word_tokens(letter) == formula_tokens(f"\\{letter}")


def test_a_command_is_not_a_word():
    assert [term.shown for term in parse(r"n \times n").terms] == ["n n"]
    assert parse(r"\cdot").terms == ()


class TestSynonyms:
    GLOSSARY = synonyms_of(
        (
            ("head dimension", "d_k", "key width"),
            ("grouped-query attention", "GQA", "KV head"),
            ("mask", "attention mask"),
            ("value (of a token)", "value vector"),
            ("queries, keys and values",),
        )
    )

    def terms(self, text: str) -> list[tuple[str, set[str]]]:
        """What is shown of each term, and the other words for it."""
        found = parse(text, self.GLOSSARY).terms
        return [(term.shown, {" ".join(other) for other in term.others}) for term in found]

    def test_each_name_stands_for_the_others(self):
        assert self.terms("key width") == [("key width", {"head dimens", "d_k"})]
        assert self.terms("why dk?") == [("dk?", {"head dimens", "key width"})]
        assert self.terms("gqa or mha") == [
            ("gqa", {"group queri attent", "kv head"}),
            ("mha", set()),
        ]

    def test_the_longest_name_wins_and_the_words_apart_are_found_too(self):
        (term,) = parse("grouped query attention", self.GLOSSARY).terms
        assert [part.shown for part in term.parts] == ["grouped", "query", "attention"]

    def test_a_name_that_contains_what_was_typed_is_no_other_word(self):
        assert self.terms("mask") == [("mask", set())]
        assert self.terms("attention mask") == [("attention mask", {"mask"})]

    def test_an_addition_in_brackets_and_stop_words_are_not_part_of_a_name(self):
        assert self.terms("value") == [("value", set())]
        assert self.terms("queries keys values") == [
            ("queries keys values", {"queri key and valu"})
        ]

    def test_what_is_quoted_is_meant_as_it_is_typed(self):
        assert self.terms('"key width"') == [('"key width"', set())]

    def test_functions_are_said(self):
        assert self.terms("square root") == [("square root", {"sqrt"})]
        assert self.terms("infinity") == [("infinity", {"inf", "infti"})]
