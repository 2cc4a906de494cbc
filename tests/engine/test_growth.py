"""Equivalent orders of growth are right; for a wrong one the message names what is off."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attention_engine import cost_letters
from attention_engine.judging.growth import check_growth
from attention_engine.reading.source import AnswerSyntaxError
from tests.examples import usually

EQUAL = {
    "O(n^2 d)": [
        "O(n^2 d)", "n²d", "O(n * n * d)", "n**2*d", r"O(n^2 \cdot d)", "n^{2} d", "d n^2", "nnd",
        r"$\mathcal{O}\left(n^2 d\right)$", "Θ(n²·d)", "n × n × d", "O( n ^ 2 * d )", "N^2 D",
        "O(n·n·d)", r"\mathcal O(n^{2}d)", "𝒪(n² d)", "Ο(n^2 d)", "Theta(n^2 d)", "n x n x d",
        r"O\big(n^2 d\big)", r"\frac{n^3 d}{n}", "4n²d", r"$$O(n^2 d)$$", "O (n ^ 2 d)", "O(nnd)",
        "n^2 d^2 / d", "(n sqrt(d))^2", "n(n d)", "Ｏ（ｎ²ｄ）", r"\Theta(n^2\,d)",
    ],
    "O(n log n)": [
        "nlogn", "n log(n)", r"n \log_2 n", "n ln n", "n log2(n)", "n log2 n", "n log n^2",
        "log n n", "n lg n", "log(n)*n", "n log(n^2)",
    ],
    "O(n sqrt n)": ["n^1.5", "n√n", "n^(3/2)", "n^{1.5}", "nsqrtn", r"n \sqrt{n}", "sqrt(n^3)"],
    "O(1)": ["1", "O(1)", "n/n", "n^0"],
    "O(n^2 + n d)": ["n(n+d)", "n d + n^2", "O(n*(d + n))"],
    "O(n^2 + d^2)": ["(n+d)^2", "d² + n²"],
    "O(n^2 (d + d_v))": ["n^2 d + n^2 d_v", "n²d_{v} + n²d"],
    "O(n w d)": ["nwd", "n d w"],
    "O(n (s + n/s) d)": ["n s d + n^2 d / s", r"nsd + \frac{n^2 d}{s}", "n*d*(s+n/s)"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("expected", "submitted"), [(e, s) for e, forms in EQUAL.items() for s in forms]
)
def test_equivalent_forms_are_right(expected, submitted):
    check = check_growth(expected, submitted)
    assert check.verdict == "right"
    assert check.correct
    assert check.canonical == check_growth(expected, expected).canonical


TASK = {"n": "the sequence length", "d": "the width of one head"}


class TestLettersOfOthers:
    @pytest.mark.parametrize(
        ("submitted", "read"),
        [
            ("O(L^2 d)", "L as n"), ("T² d", "T as n"), ("N^2 d_h", "N as n, d_h as d"),
            ("S^2 d_k", "S as n, d_k as d"), ("L S d", "L and S as n"), ("n^2 E", "E as d"),
            (r"n^2 d_{\text{head}}", "d_head as d"), (r"n^2 d_{\mathrm{k}}", "d_k as d"),
            ("n^2 (d_k + d_v)", "d_k and d_v as d"), ("l*l*d", "l as n"),
        ],
    )  # fmt: skip
    def test_a_usual_letter_is_read_as_meant_and_said(self, submitted, read):
        check = check_growth("O(n^2 d)", submitted, TASK)
        assert check.verdict == "right"
        assert check.canonical == "O(n^2 d)"
        assert check.message.endswith(f" Read {read}.")
        wrong = check_growth("O(n^3 d)", submitted, TASK)
        assert wrong.message.startswith(f"Read as O(n^2 d), {read}. The power of n")

    @pytest.mark.parametrize(
        ("submitted", "letter"),
        [("m^2 d", "m"), ("n^2 d h", "h"), ("n^2 k", "k"), ("L n d", "L"), ("n d d_k", "d_k"),
         ("B n^2 d", "B"), ("n^2 d_x", "d_x"), ("n^2 dk", "k")],
    )  # fmt: skip
    def test_any_other_letter_is_asked_about_at_its_place(self, submitted, letter):
        with pytest.raises(AnswerSyntaxError) as asked:
            check_growth("O(n^2 d)", submitted, TASK)
        assert asked.value.message == (
            f"Which of the task's letters is {letter}: n or d? The task uses n (the sequence "
            "length) and d (the width of one head). Type it with those letters."
        )
        assert submitted[asked.value.position :].startswith(letter)

    @pytest.mark.parametrize(
        ("submitted", "word"),
        [
            ("O(seq^2 * dim)", "seq"), ("seq_len^2 d", "seq_len"), ("tokens^2 d", "tokens"),
            ("n^2 dim", "dim"), ("heads n^2 d", "heads"), ("batch n^2 d", "batch"),
            ("n_ctx^2 d", "n_ctx"), ("n^2*hidden", "hidden"), ("n_kv_heads n^2 d", "n_kv_heads"),
            (r"\text{seq\_len}^2 d", "seq_len"), ("n^2 d_bottleneck", "d_bottleneck"),
            ("2seq^2 d", "seq"), ("dim log seq", "dim"), ("n² · head_dim", "head_dim"),
            ("context window * d", "context"),
        ],
    )  # fmt: skip
    def test_a_size_that_is_spelled_out_is_asked_about_at_its_place(self, submitted, word):
        with pytest.raises(AnswerSyntaxError, match=f"letters is {word}: n or d") as asked:
            check_growth("O(n^2 d)", submitted, TASK)
        assert submitted.replace("\\_", "_")[asked.value.position :].startswith(word)

    @pytest.mark.parametrize(
        "submitted", ["n^2 d_model", r"n^2 d_{\text{model}}", "n^2 D", "L^2 D_model"]
    )
    def test_the_width_of_the_model_is_not_that_of_a_head(self, submitted):
        with pytest.raises(AnswerSyntaxError, match="often is the width of all heads together"):
            check_growth("O(n^2 d)", submitted, TASK)
        assert check_growth("O(n^2 d)", submitted).verdict == "right"

    def test_whoever_adds_the_projections_is_told_that_they_are_not_counted(self):
        check = check_growth("O(n^2 d)", "4 n d^2 + 2 n^2 d", TASK)
        assert check.verdict == "wrong"
        assert check.message.endswith("The projections grow with n d^2; they are not counted here.")

    def test_with_several_heads_the_width_of_all_is_not_that_of_one(self):
        letters = cost_letters({"length": 8, "dim": 4, "heads": 2})
        assert list(letters) == ["n", "d", "h"]
        with pytest.raises(AnswerSyntaxError, match="d_model often is the width of all heads"):
            check_growth("O(h n^2 d)", "n^2 d_model", letters)
        assert check_growth("O(h n^2 d)", "H L^2 d_k", letters).correct

    def test_a_letter_with_a_meaning_in_the_task_keeps_it(self):
        letters = cost_letters({"length": 8, "dim": 4, "value_dim": 2, "stride": 3})
        assert list(letters) == ["n", "d", "d_v", "s"]
        assert check_growth("O(n d d_v)", "L d d_v", letters).correct
        assert check_growth("O(n s d)", "L S d", letters).correct

    def test_a_letter_of_the_task_that_is_not_in_the_answer_is_wrong_and_not_asked(self):
        assert check_growth("O(n^2)", "n^2 d", TASK).verdict == "wrong"
        assert check_growth("O(n^2)", "n^2 d").verdict == "wrong"

    def test_without_the_tasks_letters_the_question_tells_none(self):
        with pytest.raises(
            AnswerSyntaxError, match=r"^Which of the task's letters is m\? Type the"
        ):
            check_growth("O(n w d)", "n m d")


@pytest.mark.parametrize("text", ["O(n2d)", "n2 d", "O(n2)", "n d2"])
def test_a_power_lost_in_copying_is_asked_about(text):
    with pytest.raises(AnswerSyntaxError, match="a power"):
        check_growth("O(n^2 d)", text)


@pytest.mark.parametrize(
    ("submitted", "note"),
    [
        ("3n^2 d", "constants are left out"),
        ("n^2 d / 2", "constants are left out"),
        ("(2n)^2 d", "constants are left out"),
        ("n^2 d + n d", "terms that grow more slowly are left out"),
        ("n^2 d - n", "terms that grow more slowly are left out"),
        ("2n^2d + 4n^2 + 5", "constants and terms that grow more slowly are left out"),
    ],
)
def test_constants_and_slower_terms_are_right_with_a_note(submitted, note):
    check = check_growth("O(n^2 d)", submitted)
    assert check.verdict == "right"
    assert check.message == f"Right. This is O(n^2 d); {note}."
    assert check.canonical == "O(n^2 d)"


def test_a_mixed_term_between_two_others_is_left_out():
    check = check_growth("O(n^2 + d^2)", "n^2 + 2 n d + d^2")
    assert check.verdict == "right"
    assert check.canonical == "O(n^2 + d^2)"
    assert check_growth("O(n^2 + d^2)", "n^2 + n^1.5 d + d^2").verdict == "wrong"


@pytest.mark.parametrize(
    ("expected", "submitted", "reason"),
    [
        ("O(n^2 d)", "n^2", "You left out d."),
        ("O(n^2 d)", "O(1)", "You left out n and d."),
        ("O(n^2 d)", "n d", "The power of n is too low."),
        ("O(n^2 d)", "O(n^2 d n)", "The power of n is too high."),
        ("O(n^2)", "n^2 d", "The factor d does not belong here."),
        ("O(n^2 d)", "n^2 d log n", "A factor log n is too much."),
        ("O(n log n)", "n", "A factor log n is missing."),
        ("O(n w d)", "n^2 d", "You left out w; the power of n is too high."),
        ("O(n^2 d)", "n^2 d + d^2 n", "There is one term too many."),
        ("O(n^2 + n d)", "n^2", "You left out d; a term is missing."),
        ("O(n^2 + n d)", "(n + d)^2", "The powers in the terms are not right yet."),
        ("O(n^2)", "d^2", "The form is right, but d is the wrong letter."),
    ],
)
def test_what_is_missing_or_too_much_is_named(expected, submitted, reason):
    check = check_growth(expected, submitted)
    assert check.verdict == "wrong"
    assert check.message == f"Read as {check.canonical}. {reason}"


@pytest.mark.parametrize("guess", ["O(1)", "n", "d", "n d", "n^3 d", "L", "n + d", "log n"])
def test_no_message_gives_the_order_away(guess):
    assert "n^2 d" not in check_growth("O(n^2 d)", guess).message


NO_ORDER = [
    "", "  ", "$$", "O(", "O()", "quadratic", "hello", "O(number of tokens)", "n^^2", "9**9**9",
    "2^n", "n^1/2", "n^(1/0)", "o(n)", "Ω(n)", "Omega(n)", "O n",
    "n+", "+n", "n^-", "n)", "(n", "1/0", "0",
    "-n", "n-n", "n - 2n", "n/(n+d)", "n²³", "n^2^2", "n²²²", "log log n", "log 2n", "log", "sqrt",
    "1/(n-n)", "\x00", "\ud800", "\u202e", "n,d", "[n]", "<b>n</b>", "__import__('os')",
    "(" * 199, "√" * 199, "n" * 201, "n" * 100_000, "+".join("abcdefghijklmpqrst"),
    "(a+b)(c+d)(e+f)(g+h)(i+j)(k+l)(p+q)",
]  # fmt: skip


def judged(expected, text):
    """The check, or the sentence that refuses the text. Any other error fails the test."""
    try:
        return check_growth(expected, text)
    except AnswerSyntaxError as refused:
        return str(refused)


@pytest.mark.parametrize("text", NO_ORDER)
def test_what_is_no_order_is_refused_with_a_sentence(text):
    with pytest.raises(AnswerSyntaxError) as refused:
        check_growth("O(n^2 d)", text)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert sentence.isprintable()
    assert len(sentence) < 150


def test_a_fault_says_where_it_is():
    with pytest.raises(AnswerSyntaxError) as refused:
        check_growth("O(n)", "n +\nn^^2")
    assert (refused.value.line, refused.value.column) == (2, 3)
    assert "(line 2, character 3)" in str(refused.value)


@given(st.text(alphabet="nd Oo()^*/+-²√0123456789.logsqrt_{}\\$xw", max_size=210))
def test_any_text_is_judged_or_refused(text):
    check = judged("O(n^2 d)", text)
    if isinstance(check, str):
        assert check.isprintable()
    else:
        assert check_growth("O(n^2 d)", check.canonical).canonical == check.canonical


@given(st.text())
def test_any_unicode_is_judged_or_refused(text):
    assert judged("O(n)", text)


@given(
    st.permutations(["n", "n", "d", "log n", "w", "sqrt(n)"]), st.sampled_from([" ", "*", " · "])
)
def test_the_order_of_the_factors_changes_nothing(factors, sign):
    assert check_growth("O(n^2.5 w d log n)", sign.join(factors)).correct


@pytest.mark.parametrize(
    "text",
    ["+".join("abcdefghijkl"), "a^2+b^2+c^2+a b+b c+c a+a d+b d+c d+d e+e f", "(n+d)" * 40],
)
def test_many_terms_are_compared_in_bounded_time(text):
    started = time.process_time()
    assert judged("O(n)", text)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(("expected", "named"), [("quadratic", "expected"), (None, "expected")])
def test_a_bad_expected_order_is_named(expected, named):
    with pytest.raises(ValueError, match=named) as refused:
        check_growth(expected, "n")
    assert not isinstance(refused.value, AnswerSyntaxError)


def test_a_submitted_order_must_be_text():
    with pytest.raises(ValueError, match="submitted"):
        check_growth("O(n)", 3)


POWERS = {
    1: ["{}"],
    2: ["{}^2", "{}²", "{}**2", "{}^{{2}}", "{0}*{0}", "{0} · {0}", "{}^(2)", "{0} {0}", "{}^2.0"],
    0.5: ["sqrt({})", "√{}", "{}^0.5", "{}^(1/2)", r"\sqrt{{{}}}", "{}^{{1/2}}"],
}
LOGS = ["log {}", "log({})", r"\log {}", "ln {}", r"\log_2 {}", "log2({})", "log_2({})"]
TIMES = ["*", " ", " * ", "·", "×", r" \cdot ", r" \times ", " x "]
BIG_O = ["{}", "O({})", "Θ({})", r"\mathcal{{O}}({})", r"O\left({}\right)", "$O({})$", "𝒪({})"]
LENGTHS, WIDTHS = ["n", "N", "L", "T", "S"], ["d", "d_h", "d_k", "d_{head}", "E"]


@st.composite
def writings(draw):
    """An order, and a right way to write it."""
    powers = {"n": draw(st.sampled_from([1, 2])), "d": draw(st.sampled_from([0.5, 1, 2]))}
    letters = {"n": draw(st.sampled_from(LENGTHS)), "d": draw(st.sampled_from(WIDTHS))}
    log = draw(st.booleans())
    factors = [
        f"({draw(st.sampled_from(POWERS[power])).format(letters[size])})"
        if draw(st.booleans())
        else draw(st.sampled_from(POWERS[power])).format(letters[size])
        for size, power in powers.items()
    ]
    if log:
        factors.append(draw(st.sampled_from(LOGS)).format(letters["n"]))
    factors = draw(st.permutations(factors))
    sign = draw(st.sampled_from(TIMES))
    # After a logarithm or a root, a space would not end its argument.
    text = sign.join(f"({f})" if "log" in f or "ln" in f or "√" in f else f for f in factors)
    if draw(st.booleans()):
        text = (
            f"{draw(st.sampled_from(['2', '3.5', '0.5']))}{draw(st.sampled_from(['*', ' ']))}{text}"
        )
    if draw(st.booleans()):
        text = (
            f"{text} + {draw(st.sampled_from(['7', letters['n'], '4 ' + letters['d'] + '^0.1']))}"
        )
    expected = f"O(n^{powers['n']} d^{powers['d']}{' log n' if log else ''})"
    return expected, draw(st.sampled_from(BIG_O)).format(text)


@settings(max_examples=usually(200, soak=1500))
@given(writings())
def test_no_right_order_is_ever_wrong(case):
    expected, text = case
    check = check_growth(expected, text, TASK)
    assert check.verdict == "right", text
