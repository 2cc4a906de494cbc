"""Counts with units: right ones are right however they are written, and slips are named."""

import time
from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attention_engine import (
    AnswerSyntaxError,
    attention_cost,
    check_count,
    count_factors,
    explain_mistake,
    format_count,
    mistake_title,
    parse_count,
)
from tests.examples import usually

FLOPS = 4294967296
BYTES = 32 * 1024**2


@pytest.mark.parametrize(
    "text",
    [
        "4.3 GFLOPs", "4.3 gigaflops", "4.3 giga flops", "4294967296", "4.3e9", "2^32", "2**32",
        "2*1024^2*2048", "4.3 billion", "4 294 967 296", "4,294,967,296",
        "4_294_967_296", "4'294'967'296", "4.294.967.296", "4\u2009294\u2009967\u2009296 FLOPs",
        "4,3 GFLOPs", "4.3 × 10⁹", r"4.3 \cdot 10^{9}", "$2^{32}$", "2³²", "4.3 G", "4.3G",
        "4.3 billion floating-point operations", "4.29 GFLOP", "≈ 4.3 GFLOPs",
        "4295 MFLOPs", "4300 MFLOPs", "0.0043 TFLOPs", "4 * 2^30", "(2^16)^2 FLOPs", "4 GiFLOPs",
        "4.3 Gops", "4294967.296 kFLOPs", "2 x 2147483648", "2 * 64 * 4096 * 8192", "４.３ GFLOPs",
        "2.1 GMACs", "2147483648 MACs", "2.15 billion multiply-adds", "2.147 GMAC", "2^31 FMAs",
        "2.147483648e9 multiply-accumulates", r"4.3\,\text{GFLOPs}",
    ],
)  # fmt: skip
def test_a_right_count_is_right_however_it_is_written(text):
    check = check_count(FLOPS, text)
    assert (check.verdict, check.mistakes) == ("right", ())
    assert check.correct


@pytest.mark.parametrize(
    "text",
    [
        "32 MiB", "33554432", "33554432 bytes", "33 554 432 B", "33.6 MB", "33.5 MB", "34 MB",
        "33.6 megabytes", "32 mebibytes", "32768 KiB", "33554 kB", "33554 KB", "0.03125 GiB",
        "2^25", "2^25 bytes", "268 Mbit", "268435456 bits", "256 Mibit", "34 million",
        "2*4*4194304",
    ],
)  # fmt: skip
def test_bytes_may_have_prefixes_of_1000_and_of_1024_and_be_given_in_bits(text):
    assert check_count(BYTES, text, "bytes").verdict == "right"


def test_multiply_adds_are_converted_and_it_is_said():
    check = check_count(FLOPS, "2.1 GMACs")
    assert check.value == 4.2e9
    assert check.canonical == "2,100,000,000 MACs, which are 4,200,000,000 FLOPs"
    assert check.message.endswith("You gave multiply-adds: one MAC is two FLOPs.")


@pytest.mark.parametrize(
    ("expected", "text", "tells"),
    [
        (3456 * 1024, "3456 KB", "KiB (1024 bytes), because your number fits it. Strictly, KB"),
        (3456 * 1024, "3456 kB", "KiB (1024 bytes)"),
        (3456 * 1024, "3456 K", "KiB (1024 bytes)"),
        (BYTES, "32 MB", "MiB (1024^2 bytes)"),
        (BYTES, "32.0 megabytes", "Strictly, MB is 1000^2 bytes"),
        (BYTES, "256 Mbit", "Mibit (1024^2 bits)"),
        (2**32, "4 GB", "GiB (1024^3 bytes)"),
        (3 * 2**39, "1.5 TB", "TiB (1024^4 bytes)"),
        (32 * 10**6, "32 MiB", "MB (1000^2 bytes), because your number fits it. Strictly, MiB"),
    ],
)
def test_a_prefix_of_the_other_family_is_right_with_a_remark_where_it_fits(expected, text, tells):
    check = check_count(expected, text, "bytes")
    assert (check.verdict, check.mistakes) == ("right", ())
    assert "other_prefix_meant" in [remark.id for remark in check.remarks]
    assert tells.replace("KB", "kB") in check.message
    assert check.canonical.endswith(f"{expected:,} bytes")


@pytest.mark.parametrize("text", ["33.6 mB", "0.0336 gB", "32 miB"])
def test_a_small_letter_of_a_prefix_is_right_with_a_remark(text):
    check = check_count(BYTES, text, "bytes")
    assert check.verdict == "right"
    assert "prefix_in_lower_case" in [remark.id for remark in check.remarks]
    assert "is another prefix: write" in check.message


@pytest.mark.parametrize(
    ("text", "mistake"), [("268 MB", "bits_for_bytes"), ("33.6 Mbit", "bytes_for_bits")]
)
def test_bits_are_not_bytes_in_either_family(text, mistake):
    assert check_count(BYTES, text, "bytes").mistakes == (mistake,)
    assert check_count(BYTES, text, "bytes").remarks == ()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2.81 GiB", "3,017,214,525.44 bytes"),
        ("4.3 kB", "4,300 bytes"),
        ("2.345 MiB", "2,458,910.72 bytes"),
        ("10/3 MB", "about 3,333,333.33 bytes"),
        ("0.001 kB", "1 bytes"),
        ("1.5 bytes", "1.5 bytes"),
        ("3 bits", "3 bits, which are about 0.38 bytes"),
    ],
)
def test_what_was_read_is_shown_as_a_person_writes_it(text, read):
    assert check_count(BYTES, text, "bytes").canonical == read


@given(st.integers(1, 10**6), st.integers(0, 9), st.sampled_from(["k", "Ki", "Gi", "Ti", "P"]))
def test_no_count_is_shown_with_an_exponent(number, decimals, prefix):
    check = check_count(BYTES, f"{number / 10**decimals:.{decimals}f} {prefix}B", "bytes")
    assert "e" not in check.canonical.removesuffix("bytes")


@pytest.mark.parametrize("text", ["2 MACs", "3 MACs", "2.5 MACs", "5", "5.0 FLOPs"])
def test_half_a_multiply_add_may_be_rounded_either_way(text):
    assert check_count(5, text).correct


@pytest.mark.parametrize(
    ("text", "unit", "mistakes"),
    [
        ("2.1 GFLOPs", "flops", ("multiply_add_counted_once", "one_of_two_left_out")),
        ("2147483648", "flops", ("multiply_add_counted_once", "one_of_two_left_out")),
        ("4.3 GMACs", "flops", ("macs_called_flops",)),
        ("8.6 GFLOPs", "flops", ("multiply_add_counted_twice",)),
        ("358 MFLOPs", "flops", ("heads_left_out",)),
        ("4.00 GFLOPs", "flops", ("prefix_of_the_other_base",)),
        ("32 million", "bytes", ("prefix_of_the_other_base",)),
        ("32 million bytes", "bytes", ("prefix_of_the_other_base",)),
        ("268 MB", "bytes", ("bits_for_bytes",)),
        ("33.6 Mbit", "bytes", ("bytes_for_bits",)),
        ("16 MiB", "bytes", ("one_of_two_arrays_left_out", "numbers_of_half_the_size")),
        ("64 MiB", "bytes", ("numbers_of_twice_the_size",)),
        ("8388608", "bytes", ("numbers_for_bytes",)),
    ],
)
def test_a_slip_has_its_name(text, unit, mistakes):
    factors = count_factors({"heads": 12} if unit == "flops" else {}, unit)
    check = check_count(FLOPS if unit == "flops" else BYTES, text, unit, factors)
    assert (check.verdict, check.mistakes) == ("wrong", mistakes)
    for mistake in check.mistakes:
        assert mistake_title(mistake)
        assert explain_mistake(mistake, "complexity", {"length": 8, "dim": 4}).endswith(".")


SHARED = {"length": 3072, "dim": 96, "heads": 24, "num_kv_heads": 4, "dtype": "float16"}


@pytest.mark.parametrize(
    ("of", "times", "mistakes"),
    [
        ("kv_bytes", "6", ("query_heads_counted",)),
        ("kv_bytes", "1/4", ("kv_heads_left_out",)),
        # A number of 16 bits is the smallest format, so half the count means one of the two.
        ("kv_bytes", "1/2", ("keys_or_values_left_out", "numbers_for_bytes")),
        ("bytes", "1/2", ("one_of_two_arrays_left_out", "numbers_for_bytes")),
        ("bytes", "1/6", ("kv_heads_counted",)),
        ("flops", "1/6", ("kv_heads_counted",)),
        ("flops", "1/24", ("heads_left_out",)),
    ],
)
def test_shared_heads_are_counted_where_they_are_kept_and_not_where_they_are_used(
    of, times, mistakes
):
    exact = getattr(attention_cost(**SHARED), of)
    unit = "flops" if of == "flops" else "bytes"
    check = check_count(exact, str(exact * Fraction(times)), unit, count_factors(SHARED, of))
    assert (check.verdict, check.mistakes) == ("wrong", mistakes)
    for mistake in check.mistakes:
        told = explain_mistake(mistake, "complexity", {"length": 8, "dim": 4})
        assert told.endswith(".")
        assert ("FLOP" in told) <= (of == "flops")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("4300000000", "a plain number must be exact"),
        ("4 GFLOPs", "give at least two digits"),
        ("4.2 GFLOPs", "the last digits you typed are not right"),
        ("4.31 GFLOPs", "the last digits you typed are not right"),
    ],
)
def test_too_few_digits_are_no_mistake(text, words):
    check = check_count(FLOPS, text)
    assert (check.verdict, check.mistakes) == ("imprecise", ())
    assert words in check.message


@pytest.mark.parametrize("text", ["5.1 GFLOPs", "4.3 MFLOPs", "1", "0", "2^33+5", "43e9", "2^-3"])
def test_other_counts_are_wrong_and_no_message_tells_the_right_one(text):
    check = check_count(FLOPS, text)
    assert (check.verdict, check.mistakes) == ("wrong", ())
    assert check.message == "This is not right yet."


@pytest.mark.parametrize(
    ("text", "unit", "words"),
    [
        ("", "flops", "Type a count of FLOPs first"), ("  ", "bytes", "a count of bytes"),
        ("abc", "flops", "A number is missing"), ("4.3 GFLOPS", "flops", "GFLOPS with a capital S"),
        ("4.3 GFLOPs/s", "flops", "is a speed"), ("4.3 GFLOP per second", "flops", "is a speed"),
        ("4.3e9/s", "flops", "is a speed"), ("4.3 B", "flops", "write G or billion"),
        ("4.3 GB", "flops", "FLOPs, not bytes"), ("4.3 GFLOPs", "bytes", "bytes, not FLOPs"),
        ("32 Mb", "bytes", "a byte is 8 bits"), ("32 mb", "bytes", "a byte is 8 bits"),
        ("32 b", "bytes", "a byte is 8 bits"), ("4,295 GFLOPs", "flops", "This comma may be"),
        ("4.3 apples", "flops", "No unit known"), ("4.3 GFLOPs please", "flops", "after the unit"),
        ("9**9**9", "flops", "larger than any count"), ("1e999999", "flops", "larger than any"),
        ("10^400", "flops", "larger than any"), ("9" * 60, "flops", "larger than any"),
        ("2^(2^(2^(2^9)))", "flops", "larger than any"), ("1/0", "flops", "divides by zero"),
        ("0^-1", "flops", "divides by zero"), ("2^0.5", "flops", "is a whole number"),
        ("-5", "flops", "not negative"), ("(" * 199, "flops", "nested too deep"),
        ("2^" * 99 + "2", "flops", "nested too deep"), ("2*(3", "flops", "closing bracket"),
        ("2*", "flops", "missing at the end"), ("1" * 201, "flops", "at most 200"),
        ("4 3", "flops", "does not fit"), ("nan", "flops", "A number is missing"),
        ("__import__('os')", "flops", "does not belong"), ("\x00", "flops", "does not belong"),
        ("\ud800", "flops", "does not belong"), ("2n^2d", "flops", "No unit known"),
        ("0x10", "flops", "base ten"),
    ],
)  # fmt: skip
def test_what_is_no_count_is_refused_with_a_sentence(text, unit, words):
    started = time.process_time()
    with pytest.raises(AnswerSyntaxError, match=words) as refused:
        check_count(FLOPS, text, unit)
    assert time.process_time() - started < 0.5
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert sentence.isprintable()


def test_a_unit_may_be_asked_for():
    with pytest.raises(AnswerSyntaxError, match="Add a unit: FLOPs or MACs"):
        check_count(FLOPS, "2^32", needs_unit=True)
    assert check_count(FLOPS, "2^32 FLOPs", needs_unit=True).correct


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((0, "1"), "expected"), ((-5, "1"), "expected"), ((1.5, "1"), "expected"),
        ((True, "1"), "expected"), ((10**36, "1"), "expected"), ((5, 5), "must be a string"),
        ((5, "5", "meters"), "unit must be one of flops, bytes"),
    ],
)  # fmt: skip
def test_a_bad_argument_is_named(arguments, named):
    with pytest.raises(ValueError, match=named) as refused:
        check_count(*arguments)
    assert not isinstance(refused.value, AnswerSyntaxError)
    with pytest.raises(ValueError, match="unit must be one of"):
        format_count(5, "meters")


DECIMAL = {"": 1, "k": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "P": 10**15}
BINARY = {f"{prefix}i": 1024**power for power, prefix in enumerate("kMGTP", start=1)}
SEPARATORS = [",", " ", "\u2009", "\u202f", "\u00a0", "_", "'", "’", ""]


def rounded(value: Fraction, digits: int) -> str:
    """`value` with `digits` significant digits, without an exponent."""
    power = 0
    while value / Fraction(10) ** (power + 1) >= 1:
        power += 1
    while value / Fraction(10) ** power < 1:
        power -= 1
    decimals = digits - 1 - power
    scaled = round(value * Fraction(10) ** decimals)
    if decimals <= 0:
        return str(scaled * 10**-decimals)
    text = str(scaled).rjust(decimals + 1, "0")
    return f"{text[:-decimals]}.{text[-decimals:]}"


NAMES = {
    "flops": [("FLOPs", 1), ("FLOP", 1), ("", 1), ("flops", 1), ("MACs", Fraction(1, 2))],
    "bytes": [("B", 1), ("bytes", 1), ("", 1), ("bit", 8), ("bits", 8)],
}


@st.composite
def writings(draw, unit: str):
    """A count, and a right way to write it."""
    expected = draw(
        st.one_of(st.integers(1, 10**17), st.integers(1, 4096).map(lambda n: n * 2**20))
    )
    name, factor = draw(st.sampled_from(NAMES[unit]))
    target = expected * factor
    form = draw(st.sampled_from(["plain", "grouped", "prefix", "scientific", "power", "product"]))
    gap = draw(st.sampled_from(["", " ", "\u2009"]))
    if form == "prefix":
        prefix, scale = draw(st.sampled_from([*DECIMAL.items(), *BINARY.items()]))
        if prefix:
            text = rounded(Fraction(target) / scale, draw(st.integers(2, 9)))
            return expected, f"{text}{gap}{prefix}{name}"
    if form in ("scientific", "power"):
        digits = draw(st.integers(2, 9))
        power = len(str(int(target))) - 1
        mantissa = rounded(Fraction(target) / 10**power, digits)
        sign = draw(st.sampled_from(["*", " x ", " × ", "·", r"\cdot "]))
        ten = f"e{power}" if form == "scientific" else f"{sign}10^{power}"
        return expected, f"{mantissa}{ten}{gap}{name}"
    if Fraction(target).denominator != 1:
        return expected, f"{int(target)}.5{gap}{name}"
    if form == "product":
        half, rest = divmod(int(target), 7)
        return expected, f"7*{half}+{rest}{gap}{name}"
    if form == "grouped" and target >= 10_000:
        text = f"{int(target):,}".replace(",", draw(st.sampled_from(SEPARATORS)))
        return expected, f"{text} {name}"
    return expected, f"{int(target)}{gap}{name}"


@settings(max_examples=usually(200, soak=1500))
@given(writings("flops"))
def test_no_right_count_of_flops_is_ever_wrong(case):
    expected, text = case
    assert check_count(expected, text).verdict == "right", text


@settings(max_examples=usually(200, soak=1500))
@given(writings("bytes"))
def test_no_right_count_of_bytes_is_ever_wrong(case):
    expected, text = case
    assert check_count(expected, text, "bytes").verdict == "right", text


@settings(max_examples=usually(150, soak=500))
@given(st.text(alphabet="0123456789.,eE^*/+-() xkMGTiBbFLOPsflopsMACs²³·", max_size=210))
def test_any_text_is_judged_or_refused(text):
    for unit in ("flops", "bytes"):
        try:
            assert parse_count(text, unit).value >= 0
        except AnswerSyntaxError as error:
            refused = str(error)
        else:
            refused = ""
        if refused:
            assert refused.isprintable()
        else:
            assert check_count(FLOPS, text, unit).canonical


@given(st.text())
def test_any_unicode_is_judged_or_refused(text):
    with suppress(AnswerSyntaxError):
        assert check_count(FLOPS, text).verdict == "wrong"


@given(st.integers(1, 10**18), st.sampled_from(["flops", "bytes"]), st.booleans())
def test_what_is_written_is_read_back(value, unit, binary):
    assert check_count(value, format_count(value, unit, binary=binary), unit).correct
