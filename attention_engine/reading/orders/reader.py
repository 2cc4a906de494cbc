"""Reads an order of growth symbol by symbol into terms.

order   = [ "O" ] "(" sum ")" | sum
sum     = product { ("+" | "-") product }
product = factor { [ "*" | "/" ] factor }
factor  = base [ "^" number | superscript ]
base    = number | size | "(" sum ")" | sqrt base | frac factor factor
        | log [ "^" number ] factor
"""

import re
from fractions import Fraction

from ..source import Source, shown
from ..symbols import SUPERSCRIPTS, SymbolReader
from .terms import HALF, Sum, Term, leading

MAX_DEPTH = 20
MAX_POWER = 20
MAX_TERMS = 12
CONSTANT = Term()

_SPACE = r"(?:\s|~|\\[,;:!\ ]|\\q?quad\b|\\(?:left|right|[bB]igg?[lr]?)(?![A-Za-z]))+"
_BRACED = r"\{\s*[A-Za-z0-9]{1,8}\s*\}"
_SYMBOL = re.compile(
    rf"""(?P<space>{_SPACE})
    |(?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
    |(?P<log>\\?(?:log|ln|lg)(?:_(?:\{{[0-9a-z]{{1,3}}\}}|[0-9]{{1,2}}|e)|(?:2|10)(?=\s*[A-Za-z(\\]))?)
    |(?P<root>\\?sqrt|√)
    |(?P<fraction>\\[dt]?frac(?![A-Za-z]))
    |(?P<size>[A-Za-z](?:_(?:\s*{_BRACED}|\s*\{{\s*{_BRACED}\s*\}}|[A-Za-z0-9]{{1,8}}))?)
    |(?P<power>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)
    |(?P<sign>\*\*|\\cdot|\\times|[-+*/^(){{}}])""",
    re.VERBOSE,
)
_SAME = {"**": "^", r"\cdot": "*", r"\times": "*", "{": "(", "}": ")"}


class OrderReader(SymbolReader):
    def __init__(self, source: Source) -> None:
        what = "an order of growth"
        super().__init__(
            source, source.text, 0, pattern=_SYMBOL, same=_SAME, what=what, max_depth=MAX_DEPTH
        )
        self.mentioned: dict[str, int] = {}

    def whole(self) -> Sum:
        value = self.sum()
        if self.peek() is not self.end:
            raise self.fault(f"{shown(self.peek()[1])} does not fit here.")
        kept = leading(term for term, constant in value.items() if constant)
        if not kept:
            raise self.fault("Zero isn't an order of growth; a constant is O(1).")
        if any(value[term] < 0 for term in kept):
            raise self.fault("A cost is not negative: the largest term has a minus.")
        return value

    def sum(self) -> Sum:
        value = self.product()
        while sign := self.take("+", "-"):
            for term, constant in self.product().items():
                change = constant if sign == "+" else -constant
                value[term] = _bounded(value.get(term, 0.0) + change)
            self.refuse_many(value)
        return value

    def refuse_many(self, value: Sum) -> None:
        # Each pair of brackets can double the terms, and `leading` compares them in threes.
        if len(value) > MAX_TERMS:
            raise self.fault(f"An order has at most {MAX_TERMS} terms.")

    def product(self) -> Sum:
        value = self.factor()
        while True:
            sign = self.take("*", "/")
            if not sign and not self.begins_factor():
                return value
            other = self.factor()
            if sign == "/":
                other = self.raised(other, Fraction(-1))
            value = self.product_of(value, other)

    def product_of(self, one: Sum, other: Sum) -> Sum:
        value = _multiplied(one, other)
        self.refuse_many(value)
        return value

    def begins_factor(self) -> bool:
        kind, text, _ = self.peek()
        return kind in ("number", "size", "log", "root", "fraction") or text == "("

    def factor(self) -> Sum:
        value = self.base()
        exponent = self.exponent()
        return value if exponent is None else self.raised(value, exponent)

    def exponent(self) -> Fraction | None:
        kind, text, _ = self.peek()
        if kind == "power":
            self.next += 1
            return self.allowed(Fraction(text.translate(SUPERSCRIPTS)))
        if not self.take("^"):
            return None
        if self.take("("):
            power = self.signed_number()
            if self.take("/"):
                divisor = self.signed_number()
                if divisor == 0:
                    raise self.fault("This power divides by zero.")
                power /= divisor
            self.close()
        else:
            power = self.signed_number()
            following = [kind for kind, _, _ in self.symbols[self.next + 1 : self.next + 2]]
            if self.peek()[1] == "/" and following == ["number"]:
                raise self.fault("Write a fractional power in brackets, as in n^(1/2).")
        if self.peek()[1] == "^" or self.peek()[0] == "power":
            raise self.fault("One power at a time, as in n^2.")
        return self.allowed(power)

    def allowed(self, power: Fraction) -> Fraction:
        if abs(power) > MAX_POWER:
            raise self.fault(f"A power is at most {MAX_POWER} here.")
        return power

    def signed_number(self) -> Fraction:
        sign = self.take("-", "+")
        kind, text, _ = self.peek()
        if kind != "number":
            raise self.fault("A power is a number here, as in n^2.", expected="a number")
        self.next += 1
        return -Fraction(text) if sign == "-" else Fraction(text)

    def base(self) -> Sum:
        kind, text, _ = self.peek()
        if kind == "number":
            self.next += 1
            return {CONSTANT: _bounded(float(text))}
        if kind == "size":
            size = self.size(text)
            self.next += 1
            self.refuse_lost_power(size)
            return {Term(powers=frozenset({(size, Fraction(1))})): 1.0}
        if kind == "fraction":
            self.next += 1
            return self.nested(self.fraction)
        if kind == "root":
            self.next += 1
            return self.raised(self.nested(self.base), HALF)
        if kind == "log":
            self.next += 1
            return self.nested(self.logarithm)
        if self.take("("):
            value = self.nested(self.sum)
            self.close()
            return value
        what = f"before {shown(text)}" if text else "at the end"
        raise self.fault(
            f"A letter or a number is missing {what}.", expected="a letter or a number"
        )

    def close(self) -> None:
        if not self.take(")"):
            raise self.fault("A closing bracket is missing.", expected=")")

    def fraction(self) -> Sum:
        top = self.factor()
        return self.product_of(top, self.raised(self.factor(), Fraction(-1)))

    def size(self, text: str) -> str:
        size = re.sub(r"[{}\s]", "", text)
        if size == "O":
            raise self.fault("Write the order in brackets, as in O(n).")
        self.mentioned.setdefault(size, self.peek()[2])
        return size

    def refuse_lost_power(self, size: str) -> None:
        """n2 may be n^2 that lost its superscript in copying, or n times 2: ask, do not guess."""
        kind, text, place = self.peek()
        before = self.source.text[:place]
        if kind == "number" and before and not before[-1].isspace():
            raise self.fault(f"Is {size}{text} a power? Write {size}^{text}, or {text} {size}.")

    def logarithm(self) -> Sum:
        """log of a product is the sum of the logs; log of a power is a constant times the log."""
        power = self.exponent()
        inside = leading(self.factor())
        if inside == {CONSTANT} and self.peek()[0] == "size":
            raise self.fault("Put brackets around what the logarithm is of, as in log(n).")
        if any(term.logs and not term.powers for term in inside):
            raise self.fault("The logarithm of a logarithm is not read here.")
        if any(exponent < 0 for term in inside for _, exponent in term.powers):
            raise self.fault("The logarithm of a quotient is not read here.")
        sizes = {size for term in inside for size, _ in term.powers}
        value = {Term(logs=frozenset({(size, Fraction(1))})): 1.0 for size in sizes}
        return self.raised(value or {CONSTANT: 1.0}, Fraction(1) if power is None else power)

    def raised(self, value: Sum, exponent: Fraction) -> Sum:
        """(a + b)^p grows as a^p + b^p for p > 0; only a single term can be divided by."""
        if exponent < 0 and len(value) > 1:
            raise self.fault("A division by a sum is not read here.")
        if exponent <= 0 and not all(value.values()):
            raise self.fault("This divides by zero.")
        if exponent == 0:
            return {CONSTANT: 1.0}
        return {
            self.checked(term**exponent): constant if constant in (0.0, 1.0) else 2.0
            for term, constant in value.items()
        }

    def checked(self, term: Term) -> Term:
        for _, power in term.powers | term.logs:
            self.allowed(power)
        return term


def _multiplied(one: Sum, other: Sum) -> Sum:
    product: Sum = {}
    for first, constant in one.items():
        for second, factor in other.items():
            term = first * second
            product[term] = _bounded(product.get(term, 0.0) + constant * factor)
    return product


def _bounded(constant: float) -> float:
    """Clips a constant: only its sign, and whether it is zero, matters."""
    return max(-1e100, min(constant, 1e100))
