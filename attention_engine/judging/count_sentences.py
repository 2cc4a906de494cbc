"""Writes a count for people, and the judge's sentences about one."""

from fractions import Fraction

from ..inputs import InputError
from ..reading.counts.reader import Count
from ..reading.counts.units import DECIMAL, PER_UNIT, UNIT_NAMES, CountUnit, scale_of

SHORT = {"bytes": "B", "flops": "FLOPs", "macs": "MACs", "bits": "bit"}


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


def right_detail(count: Count, exact: bool) -> str:
    parts = [] if exact else ["This is the exact count to the digits you typed."]
    if count.unit == "macs":
        parts.append("You gave multiply-adds: one MAC is two FLOPs.")
    if count.unit == "bits":
        parts.append("You gave bits: a byte has eight.")
    return " ".join(parts)


def imprecise_detail(count: Count) -> str:
    if count.digits is None:
        return (
            "The right idea, but a plain number must be exact. Round with a prefix or a power of "
            "ten, as in 1.2 GFLOPs or 1.2e9."
        )
    if count.digits < 2:
        return "The right idea; give at least two digits."
    return "The right idea, but the last digits you typed are not right."


def _plain(value: Fraction) -> str:
    if value.denominator == 1:
        return f"{int(value):,}"
    return f"{float(value):,.6g}"
