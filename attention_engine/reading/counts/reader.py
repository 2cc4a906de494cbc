"""Reads a count with its unit, symbol by symbol: `4.3 GFLOPs`, `2^30`, `2*1024^2*64`, `32 MiB`.

count   = sum [ prefix or word such as billion ] [ unit ]
sum     = product { ("+" | "-") product }
product = power { ("*" | "/") power }
power   = atom [ "^" power | superscript ]
atom    = number | "(" sum ")"

Everything is computed in integers and fractions, so that a count is exact. A result larger than
any possible count is refused before it is computed.
"""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from ..source import Source, shown
from ..symbols import SUPERSCRIPTS, SymbolReader
from .units import PER_UNIT, UNIT_NAMES, CountUnit, Unit, read_unit

MAX_DEPTH = 20
# 2^133 is about 10^40: far more than any computer has counted.
MAX_BITS = 133

_GROUPED = r"[0-9]{1,3}(?:(?P<gap>[ ,'’_])[0-9]{3}(?:(?P=gap)[0-9]{3})*)(?![0-9])(?:\.[0-9]+)?"
_DOTTED = r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?![0-9.])"
_NUMBER = rf"(?:{_GROUPED}|{_DOTTED}|[0-9]+(?:[.,][0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_SYMBOL = re.compile(
    rf"""(?P<number>{_NUMBER})
    |(?P<space>(?:\s|~|\$|\\[,;:!\ ])+)
    |(?P<sign>\*\*|\\cdot|\\times|[-+*/^(){{}}]|[xX](?![A-Za-z]))
    |(?P<power>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)
    |(?P<word>[A-Za-z]+)""",
    re.VERBOSE,
)
_SAME = {"**": "^", r"\cdot": "*", r"\times": "*", "{": "(", "}": ")", "x": "*", "X": "*"}
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_TOO_LARGE = "This is larger than any count here."


@dataclass(frozen=True)
class Amount:
    """A number, `half` a unit of its last digit (0 if exact) and how many significant `digits` it
    has (None if exact). `whole` holds the digits of an integer that stands alone."""

    value: Fraction
    half: Fraction = Fraction(0)
    digits: int | None = None
    whole: str = ""


@dataclass(frozen=True)
class Count:
    """What was typed, in units without a prefix. `zeros` counts the zeros that end an integer
    before a prefix: 4300 M may have four significant digits or two. `unit` is "" if not typed.
    `has_number_word` if the prefix is a word such as million; `is_lower` if it is m for M."""

    value: Fraction
    half: Fraction
    digits: int | None
    zeros: int
    unit: str
    prefix: str
    has_number_word: bool = False
    is_lower: bool = False


class CountReader(SymbolReader):
    def __init__(self, source: Source, unit: CountUnit) -> None:
        what = "a count"
        super().__init__(
            source, source.text, 0, pattern=_SYMBOL, same=_SAME, what=what, max_depth=MAX_DEPTH
        )
        self.asked = unit
        self.ambiguous = False

    def whole(self) -> Count:
        amount = self.sum()
        if amount.value < 0:
            raise self.source.fault("A count is not negative.", 0)
        scale, unit, prefix = Fraction(1), "", ""
        has_number_word = is_lower = False
        while self.peek()[0] == "word" and self.peek()[1] != "per":
            if unit:
                raise self.fault(f"{shown(self.peek()[1])} does not fit after the unit.")
            found = self.unit()
            scale, unit = scale * found.scale, found.unit
            prefix = prefix + found.prefix
            has_number_word |= found.is_number
            is_lower |= found.is_lower
        self.refuse_rate()
        if self.peek() is not self.end:
            raise self.fault(f"{shown(self.peek()[1])} does not fit here.")
        if scale != 1 and amount.whole:
            amount = replace(amount, half=Fraction(1, 2), digits=len(amount.whole))
            if self.ambiguous:
                raise self.source.fault(
                    "This comma may be a decimal point or part the thousands: write a point, "
                    "or no comma.",
                    self.symbols[0][2],
                )
        zeros = len(amount.whole) - len(amount.whole.rstrip("0")) if scale != 1 else 0
        value = self.bounded(amount.value * scale)
        half = amount.half * scale
        return Count(value, half, amount.digits, zeros, unit, prefix, has_number_word, is_lower)

    def unit(self) -> Unit:
        _, word, place = self.peek()
        found = read_unit(word)
        if isinstance(found, str):
            raise self.source.fault(found, place)
        if found.unit and found.unit not in PER_UNIT[self.asked]:
            asked, typed = UNIT_NAMES[self.asked], UNIT_NAMES[found.unit]
            message = f"This task asks for {asked}, not {typed}."
            if word == "B":
                message = "B is a byte here: write G or billion for 10^9."
            raise self.fault(message)
        self.next += 1
        return found

    def refuse_rate(self) -> None:
        kind, text, _ = self.peek()
        if text == "/" or (kind == "word" and text == "per"):
            raise self.fault(
                "Per second is a speed. How many there are is a count, without a time."
            )

    def sum(self) -> Amount:
        value = self.product()
        while sign := self.take("+", "-"):
            value = self.added(value, self.product(), 1 if sign == "+" else -1)
        return value

    def added(self, one: Amount, other: Amount, sign: int) -> Amount:
        value = self.bounded(one.value + sign * other.value)
        return Amount(value, one.half + other.half, _fewest(one, other))

    def product(self) -> Amount:
        value = self.power()
        while self.peek()[1] in ("*", "/") and not self.rate_follows():
            sign = self.take("*", "/")
            place = self.peek()[2]
            other = self.power()
            if sign == "/":
                if other.value == 0:
                    raise self.source.fault("This divides by zero.", place)
                other = Amount(1 / other.value, other.half / other.value**2, other.digits)
            value = Amount(
                self.bounded(value.value * other.value),
                abs(value.value) * other.half + abs(other.value) * value.half,
                _fewest(value, other),
            )
        return value

    def rate_follows(self) -> bool:
        after = self.symbols[self.next + 1 : self.next + 2]
        return bool(after) and after[0][0] == "word"

    def power(self) -> Amount:
        base = self.atom()
        kind, text, place = self.peek()
        if kind == "power":
            self.next += 1
            return self.raised(base, Fraction(text.translate(SUPERSCRIPTS)), place)
        if not self.take("^"):
            return base
        sign = -1 if self.take("-") else 1
        exponent = self.nested(self.power)
        if exponent.digits is not None:
            raise self.source.fault("A power here is a whole number.", place)
        return self.raised(base, sign * exponent.value, place)

    def raised(self, base: Amount, exponent: Fraction, place: int) -> Amount:
        if exponent.denominator != 1:
            raise self.source.fault("A power here is a whole number.", place)
        if base.value == 0 and exponent < 0:
            raise self.source.fault("This divides by zero.", place)
        size = max(_bits(base.value.numerator), _bits(base.value.denominator))
        if abs(base.value) != 1 and size * abs(exponent) > 4 * MAX_BITS:
            raise self.source.fault(_TOO_LARGE, place)
        if abs(base.value) == 1:
            exponent = exponent % 2
        value = base.value ** int(exponent)
        half = abs(exponent * value / base.value) * base.half if base.value else Fraction(0)
        return Amount(self.bounded(value), half, base.digits)

    def atom(self) -> Amount:
        kind, text, _ = self.peek()
        if kind == "number":
            amount = self.number(text)
            self.next += 1
            return amount
        if self.take("-"):
            inside = self.nested(self.power)
            return replace(inside, value=-inside.value, whole="")
        if self.take("("):
            inside = self.nested(self.sum)
            if not self.take(")"):
                raise self.fault("A closing bracket is missing.", expected=")")
            return inside
        if kind == "end":
            raise self.fault("A number is missing at the end.", expected="a number")
        raise self.fault(f"A number is missing before {shown(text)}.", expected="a number")

    def number(self, text: str) -> Amount:
        mantissa, _, exponent = text.lower().partition("e")
        if len(exponent) > 4 or abs(int(exponent or 0)) > 40:
            raise self.fault(_TOO_LARGE)
        self.ambiguous = bool(_AMBIGUOUS.fullmatch(mantissa))
        plain = _without_separators(mantissa)
        if "." not in plain and not exponent:
            return Amount(self.bounded(Fraction(int(plain))), whole=plain.lstrip("0") or "0")
        unit = Fraction(10) ** (int(exponent or 0) - len(plain.partition(".")[2]))
        digits = plain.replace(".", "")
        value = self.bounded(int(digits) * unit)
        return Amount(value, unit / 2, len(digits.lstrip("0")) or 1)

    def bounded(self, value: Fraction) -> Fraction:
        if abs(value) >= 1 << MAX_BITS:
            raise self.fault(_TOO_LARGE)
        if _bits(value.denominator) > 8 * MAX_BITS:
            raise self.fault("This has more digits than are read here.")
        return value


def _without_separators(text: str) -> str:
    """Digits with at most one decimal point; a comma that groups no thousands becomes one."""
    if re.fullmatch(_DOTTED, text):
        return text.replace(".", "")
    if re.fullmatch(_GROUPED, text) and not text.startswith("0,"):
        return re.sub(r"[ ,'’_]", "", text)
    return text.replace(",", ".")


def _fewest(one: Amount, other: Amount) -> int | None:
    known = [amount.digits for amount in (one, other) if amount.digits is not None]
    return min(known, default=None)


def _bits(number: int) -> int:
    return abs(number).bit_length()
