"""Judges a count of FLOPs or bytes typed with its unit, and names what it really counts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from numbers import Integral
from typing import Any, Literal

from ..cost import BYTES
from ..inputs import InputError
from ..reading.counts.reader import Count
from ..reading.counts.text import parse_count
from ..reading.counts.units import PER_UNIT, CountUnit, other_base, scale_of
from ..reading.source import AnswerSyntaxError
from .check import Verdict
from .count_sentences import CountRemark, canonical_of, imprecise_detail, remarks_on
from .told import RIGHT, Told

# With fewer significant digits a rounded count says too little.
LEAST_DIGITS = 2
MAY_BE_CUT_OFF = 3
# A rounded count within this share of the expected one is the right idea.
NEAR = Fraction(1, 40)
EXACT = Fraction(1, 2)
MOST = 10**36

# By the unit typed: the factor that makes the wrong count right.
MISTAKES = {
    "flops": [
        ("multiply_add_counted_once", Fraction(2)),
        ("multiply_add_counted_twice", Fraction(1, 2)),
    ],
    "macs": [("macs_called_flops", Fraction(1, 2))],
    "bytes": [("bits_for_bytes", Fraction(1, 8))],
    "bits": [("bytes_for_bits", Fraction(8))],
}
# The same for what a count of bytes may lack where nothing is known of what is held.
OF_ANY_BYTES = {
    "one_of_two_arrays_left_out": Fraction(2),
    "numbers_of_half_the_size": Fraction(2),
    "numbers_of_twice_the_size": Fraction(1, 2),
}
SMALLEST, LARGEST = min(BYTES.values()), max(BYTES.values())

Counted = Literal["flops", "bytes", "kv_bytes"]


@dataclass(frozen=True)
class CountCheck(Told):
    """How a count was judged. `value` is what was typed, in FLOPs or bytes; `canonical` says how it
    was understood; `mistakes` are ids of the catalogue, likeliest first; `remarks` are what a right
    count is told."""

    verdict: Verdict
    value: float
    canonical: str
    mistakes: tuple[str, ...] = ()
    remarks: tuple[CountRemark, ...] = ()

    @property
    def correct(self) -> bool:
        return self.verdict == "right"


def check_count(
    expected: int,
    submitted: str,
    unit: CountUnit = "flops",
    factors: Mapping[str, Fraction | int] | None = None,
    needs_unit: bool = False,
) -> CountCheck:
    """Judge a count such as `4.3 GFLOPs`, `2^30` or `32 MiB` against the exact one.

    A plain number or a product must be exact within 0.5. A number with a prefix, a power of ten or
    a decimal point is right if it is the exact count rounded to the digits typed, at least two of
    them; from three digits on it may also be truncated. Zeros that end an integer before a prefix
    may be such digits or not. A count is imprecise if it is the exact count rounded to one digit,
    or off by at most 2.5 % and, if it is rounded, at most ten times half a unit of its last digit.
    MACs are converted (one is two FLOPs), and so are bits (8 are a byte). A prefix of bytes or bits
    may mean 1000 or 1024 (32 MB, 32 MiB): where the other one fits, the count is right with a
    remark.
    `factors` are what a wrong count may lack, by the name of the mistake, such as `count_factors`
    returns; without them a count of bytes is tried with what is common to all.
    Raises AnswerSyntaxError if `submitted` is not a count (with `needs_unit`, also for a missing
    unit), ValueError if `expected` is not one.
    """
    if isinstance(expected, bool) or not isinstance(expected, Integral):
        raise InputError(f"expected must be a whole number, got {expected!r:.60}", "expected")
    if not 0 < expected < MOST:
        raise InputError("expected must be above 0 and below 10^36", "expected")
    count = parse_count(submitted, unit)
    if needs_unit and not count.unit:
        names = "FLOPs or MACs" if unit == "flops" else "bytes or bits"
        raise AnswerSyntaxError(f"Add a unit: {names}.")
    per_unit = PER_UNIT[unit][count.unit or unit]
    wanted = int(expected) * per_unit
    for meant in (count, _with_other_base(count, unit)):
        if meant is not None and _is_rounded(meant, wanted, LEAST_DIGITS):
            remarks = remarks_on(meant, unit, meant.value == wanted, typed=count.prefix)
            return CountCheck(
                "right",
                float(meant.value / per_unit),
                canonical_of(meant, unit),
                remarks=remarks,
                heading=RIGHT,
                detail=" ".join(remark.tells for remark in remarks),
            )
    canonical = canonical_of(count, unit)
    value = float(count.value / per_unit)
    if not _is_rounded(count, wanted, 1):
        if factors is None:
            factors = OF_ANY_BYTES if unit == "bytes" else {}
        named = tuple(_named(count, wanted, unit, factors))
        if named or not _is_near(count, wanted):
            heading = "This is not right yet."
            return CountCheck("wrong", value, canonical, named, heading=heading)
    return CountCheck("imprecise", value, canonical, detail=imprecise_detail(count, unit))


def count_factors(inputs: Mapping[str, Any], of: Counted) -> dict[str, Fraction]:
    """The factors that a count of `attention_cost(**inputs)` may lack, by the name of the mistake.

    `of` is the field that is counted: `flops`, `bytes` of scores and weights, or `kv_bytes`.

    >>> sizes = {"length": 8, "dim": 4, "heads": 12, "num_kv_heads": 3}
    >>> {name: str(factor) for name, factor in count_factors(sizes, "kv_bytes").items()}
    ... # doctest: +NORMALIZE_WHITESPACE
    {'keys_or_values_left_out': '2', 'numbers_of_half_the_size': '2',
     'numbers_of_twice_the_size': '1/2', 'kv_heads_left_out': '3', 'query_heads_counted': '1/4',
     'numbers_for_bytes': '4'}
    """
    size = BYTES[inputs.get("dtype") or "float32"]
    heads = _of_heads(inputs, of)
    if of == "flops":
        return {**_of_products(inputs), **heads}
    left_out = "keys_or_values_left_out" if of == "kv_bytes" else "one_of_two_arrays_left_out"
    factors = {left_out: Fraction(2)}
    if size > SMALLEST:
        factors["numbers_of_half_the_size"] = Fraction(2)
    if size < LARGEST:
        factors["numbers_of_twice_the_size"] = Fraction(1, 2)
    return {**factors, **heads, "numbers_for_bytes": Fraction(size)}


def _of_products(inputs: Mapping[str, Any]) -> dict[str, Fraction]:
    """Where both products cost the same, half of the count may mean one of them."""
    width = inputs.get("dim")
    is_even = inputs.get("method") != "additive" and inputs.get("value_dim") in (None, width)
    return {"one_of_two_left_out": Fraction(2)} if is_even else {}


def _of_heads(inputs: Mapping[str, Any], of: Counted) -> dict[str, Fraction]:
    heads = int(inputs.get("heads") or 1)
    kv_heads = int(inputs.get("num_kv_heads") or heads)
    if of == "kv_bytes":
        found = {
            "kv_heads_left_out": Fraction(kv_heads),
            "query_heads_counted": Fraction(kv_heads, heads),
        }
    else:
        found = {"heads_left_out": Fraction(heads), "kv_heads_counted": Fraction(heads, kv_heads)}
    return {name: factor for name, factor in found.items() if factor != 1}


def _is_rounded(count: Count, wanted: Fraction, least_digits: int) -> bool:
    """Whether the count is `wanted`, exactly or rounded to the digits typed."""
    off = abs(count.value - wanted)
    if count.digits is None:
        return off <= EXACT
    forms = [(count.half * 10**n, count.digits - n) for n in range(count.zeros + 1)]
    return off == 0 or any(
        digits >= least_digits
        and (off <= half or (digits >= MAY_BE_CUT_OFF and 0 <= wanted - count.value < 2 * half))
        for half, digits in forms
    )


def _is_near(count: Count, wanted: Fraction) -> bool:
    off = abs(count.value - wanted)
    if count.digits is None:
        return off <= NEAR * wanted
    return off <= min(10 * count.half, NEAR * wanted)


def _named(
    count: Count, wanted: Fraction, unit: CountUnit, factors: Mapping[str, Fraction | int]
) -> list[str]:
    """The mistakes that each alone produce this count."""
    of_unit = MISTAKES[count.unit or unit]
    of_task = [(name, Fraction(factor)) for name, factor in factors.items()]
    # Hardly anybody who types B means bits, where a mistake of the task fits as well.
    likeliest = [*of_task, *of_unit] if unit == "bytes" else [*of_unit, *of_task]
    ratios = [("prefix_of_the_other_base", _to_other_base(count)), *likeliest]
    found = []
    for name, ratio in ratios:
        changed = Count(
            count.value * ratio, count.half * ratio, count.digits, count.zeros, "", count.prefix
        )
        if ratio != 1 and _is_rounded(changed, wanted, LEAST_DIGITS):
            found.append(name)
    return list(dict.fromkeys(found))


def _with_other_base(count: Count, unit: CountUnit) -> Count | None:
    """The same number with 1024 for 1000 or 1000 for 1024; None where the prefix has one meaning:
    that of FLOPs, and a word such as million."""
    other = other_base(count.prefix)
    if unit != "bytes" or not other or count.has_number_word:
        return None
    ratio = _to_other_base(count)
    return replace(count, value=count.value * ratio, half=count.half * ratio, prefix=other)


def _to_other_base(count: Count) -> Fraction:
    """The factor between the same number with a prefix of 1024 and with one of 1000."""
    return Fraction(scale_of(other_base(count.prefix) or count.prefix), scale_of(count.prefix))
