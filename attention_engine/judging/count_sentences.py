"""Writes a count for people, and the judge's sentences about one."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ..inputs import InputError
from ..reading.counts.reader import Count
from ..reading.counts.units import DECIMAL, PER_UNIT, UNIT_NAMES, CountUnit, scale_of

SHORT = {"bytes": "B", "flops": "FLOPs", "macs": "MACs", "bits": "bit"}
# A count that is no whole number is shown to this part of a unit.
SHOWN_DECIMALS = 2

RemarkId = Literal["rounded", "other_prefix_meant", "prefix_in_lower_case", "in_macs", "in_bits"]


@dataclass(frozen=True)
class CountRemark:
    """What a learner is told of a right count: `tells` is the sentence."""

    id: RemarkId
    tells: str


def format_count(value: int, unit: str = "flops", digits: int = 4, binary: bool = False) -> str:
    """A count with `digits` significant digits and a fitting prefix, with `binary` one of 1024.

    `unit` is flops, macs, bytes or bits. Raises ValueError for any other.

    >>> format_count(4294967296), format_count(2**25, "bytes", digits=3, binary=True)
    ('4.295 GFLOPs', '32.0 MiB')
    """
    if unit not in SHORT:
        raise InputError(f"unit must be one of {', '.join(SHORT)}, got {unit!r:.60}", "unit")
    prefixes = ["", *(prefix + "i" * binary for prefix in DECIMAL)]
    prefix = max((p for p in prefixes if scale_of(p) <= max(value, 1)), key=scale_of)
    number = Fraction(value, scale_of(prefix))
    if not prefix:
        return f"{value:,} {UNIT_NAMES[unit]}"
    decimals = max(0, digits - len(str(int(number))))
    return f"{float(number):.{decimals}f} {prefix}{SHORT[unit]}"


def canonical_of(count: Count, unit: CountUnit) -> str:
    """`4,300,000,000 FLOPs`: what was typed, and what it is in the unit asked for."""
    typed = count.unit or unit
    text = f"{_plain(count.value)} {UNIT_NAMES[typed]}"
    if typed == unit:
        return text
    return f"{text}, which are {_plain(count.value / PER_UNIT[unit][typed])} {UNIT_NAMES[unit]}"


def remarks_on(count: Count, unit: CountUnit, exact: bool, typed: str) -> tuple[CountRemark, ...]:
    """Remarks on a right count. `typed` is its prefix as typed, `count.prefix` the one meant."""
    short = SHORT[count.unit or unit]
    found = []
    if not exact:
        found.append(
            CountRemark("rounded", "It agrees with the exact count in the digits you typed.")
        )
    if typed != count.prefix:
        found.append(
            CountRemark(
                "other_prefix_meant",
                f"Read as {_defined(count.prefix, count.unit or unit, '(')}), because your number "
                f"fits it. Strictly, {_defined(typed, count.unit or unit, 'is ')}.",
            )
        )
    if count.is_lower:
        words = f"A small {typed[0].lower()} is another prefix: write {typed}{short}."
        found.append(CountRemark("prefix_in_lower_case", words))
    if count.unit == "macs":
        found.append(CountRemark("in_macs", "You gave multiply-adds: one MAC is two FLOPs."))
    if count.unit == "bits":
        found.append(CountRemark("in_bits", "You gave bits: a byte has eight."))
    return tuple(found)


def _defined(prefix: str, unit: str, verb: str) -> str:
    """`MiB is 1024^2 bytes`, with `verb` between."""
    base, power = (1024 if prefix.endswith("i") else 1000), DECIMAL[prefix.removesuffix("i")]
    written = prefix.replace("ki", "Ki") + SHORT[unit]
    return f"{written} {verb}{base}{f'^{power}' if power > 1 else ''} {UNIT_NAMES[unit]}"


def imprecise_detail(count: Count, unit: CountUnit) -> str:
    if count.digits is None:
        return (
            "The right idea, but a plain number must be exact. Round with a prefix or a power of "
            f"ten, as in 1.2 G{SHORT[unit]} or 1.2e9."
        )
    if count.digits < 2:
        return "The right idea; give at least two digits."
    return "The right idea, but the last digits you typed are not right."


def _plain(value: Fraction) -> str:
    """`3,017,214,525.44`, and what is below one unit with six digits."""
    if value.denominator == 1:
        return f"{int(value):,}"
    rounded = round(value, SHOWN_DECIMALS)
    whole, part = divmod(rounded, 1)
    digits = f"{float(part):.{SHOWN_DECIMALS}f}".removeprefix("0").rstrip("0").rstrip(".")
    return f"{'' if rounded == value else 'about '}{int(whole):,}{digits}"
