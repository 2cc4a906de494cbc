"""The value of one cell: a number, or an expression of + - * / ^ and parentheses.

sum     = product { ("+" | "-") product }
product = signed { ("*" | "/") signed }
signed  = { "+" | "-" } power
power   = postfix [ "^" signed ]
postfix = atom { "%" | superscript }
atom    = number [ ½ ] | ½ | e | "(" sum ")" | sqrt atom | exp group | \\frac part part
part    = group | digit
"""

import re
from math import e, exp, isfinite, sqrt

from ..source import AnswerSyntaxError, Source, shown
from ..symbols import SUPERSCRIPTS, SymbolReader

MAX_LENGTH = 200
MAX_DEPTH = 25

_SYMBOL = re.compile(
    r"""(?P<space>(?:\s|~|\\[,;:!\ ]|\\q?quad\b|\\(?:left|right)(?![A-Za-z]))+)
    |(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:(?:[eE]|\*\^)[+-]?[0-9]+)?)
    |(?P<name>\\[A-Za-z]+|\\%|[A-Za-z][A-Za-z0-9_.]*)
    |(?P<power>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)
    |(?P<part>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒])
    |(?P<sign>\*\*|[-+*/^%(){}√])""",
    re.VERBOSE,
)
_SAME = {"**": "^", r"\cdot": "*", r"\times": "*", r"\ast": "*", r"\div": "/", r"\%": "%"}
_CLOSING = {"(": ")", "{": "}"}
_PARTS = dict(
    zip(
        "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒",
        (1/2, 1/3, 2/3, 1/4, 3/4, 1/5, 2/5, 3/5, 4/5, 1/6, 5/6, 1/7, 1/8, 3/8, 5/8, 7/8, 1/9,
         1/10),
        strict=True,
    )
)  # fmt: skip
_FRACTIONS = (r"\frac", r"\dfrac", r"\tfrac", r"\cfrac", r"\nicefrac", r"\sfrac")
# How numpy 2 and torch print one number of a list.
_SCALAR = re.compile(r"(?:(?:np|numpy)\.(?:float|int|uint)[0-9]+|(?:torch\.)?tensor)$")
_TOO_LARGE = "This is too large for a number (the limit is 1.8e308)."


def evaluate(source: Source, text: str, start: int) -> float:
    """The finite value of the expression `text`, which begins at `start` in the source.

    Raises AnswerSyntaxError if `text` is not an expression or its value is not a finite number.
    """
    if len(text) > MAX_LENGTH:
        raise source.fault(f"An expression has at most {MAX_LENGTH} characters.", start)
    reader = _Reader(
        source, text, start, pattern=_SYMBOL, same=_SAME, what="a number", max_depth=MAX_DEPTH
    )
    return reader.whole()


class _Reader(SymbolReader):
    def whole(self) -> float:
        value = self.sum()
        kind, text, position = self.peek()
        if kind == "sign" and text in ")}":
            raise self.source.fault(f"{shown(text)} has no partner in {self.cell()}.", position)
        if kind != "end":
            message = f"In {self.cell()} a sign such as * is missing before {shown(text)}."
            raise self.source.fault(message, position, expected="an operator")
        return value

    def cell(self) -> str:
        return shown(self.text.strip())

    def finite(self, value: float) -> float:
        if not isfinite(value):
            raise self.source.fault(_TOO_LARGE, self.start)
        return value

    def sum(self) -> float:
        value = self.product()
        while sign := self.take("+", "-"):
            other = self.product()
            value = self.finite(value + other if sign == "+" else value - other)
        return value

    def product(self) -> float:
        value = self.signed()
        while sign := self.take("*", "/"):
            other = self.signed()
            value = self.finite(value * other) if sign == "*" else self.quotient(value, other)
        return value

    def quotient(self, value: float, other: float) -> float:
        if other == 0:
            raise self.source.fault(f"{self.cell()} divides by zero.", self.start)
        return self.finite(value / other)

    def signed(self) -> float:
        negative = False
        while sign := self.take("+", "-"):
            negative ^= sign == "-"
        value = self.power()
        return -value if negative else value

    def power(self) -> float:
        base = self.postfix()
        if not self.take("^"):
            return base
        exponent = self.nested(self.group if self.peek()[1] == "{" else self.signed)
        return self.raised(base, exponent)

    def raised(self, base: float, exponent: float) -> float:
        if base == 0 and exponent < 0:
            raise self.source.fault(f"{self.cell()} divides by zero.", self.start)
        if base < 0 and exponent != int(exponent):
            message = f"{self.cell()} isn't a real number: a negative base with a fractional power."
            raise self.source.fault(message, self.start)
        try:
            return base**exponent
        except OverflowError:
            raise self.source.fault(_TOO_LARGE, self.start) from None

    def postfix(self) -> float:
        value = self.atom()
        while True:
            kind, text, _ = self.peek()
            if kind == "power":
                self.next += 1
                value = self.raised(value, float(text.translate(SUPERSCRIPTS)))
            elif self.take("%"):
                value /= 100
            else:
                return value

    def atom(self) -> float:
        kind, text, position = self.peek()
        self.next += 1
        if kind == "number":
            return self.number(text, position) + self.part_after(text)
        if kind == "part":
            return _PARTS[text]
        if kind == "name":
            return self.named(text, position)
        if text == "√":
            return self.root(self.nested(self.atom))
        if text == "(":
            self.next -= 1
            return self.group()
        if kind == "end" or not self.text.strip("+-*/^% "):
            raise self.unfinished()
        raise self.source.fault(
            f"A number is missing before {shown(text)} in {self.cell()}.", position, "a number"
        )

    def unfinished(self) -> AnswerSyntaxError:
        cell = self.text.strip()
        if not cell.strip("+-*/^%"):
            message = f"{shown(cell)} is alone: write a cell without spaces, as in -2 or 1-2."
        else:
            message = f"{shown(cell)} breaks off: write a cell without spaces."
        return self.source.fault(message, self.start, expected="a number")

    def number(self, text: str, position: int) -> float:
        if re.match("0[0-9]", text):
            message = f"{shown(text)} begins with a zero: leave out zeros and thousands separators."
            raise self.source.fault(message, position)
        return self.finite(float(text.replace("*^", "e")))

    def part_after(self, whole: str) -> float:
        """The ½ of 2½, a fraction right after a whole number; 0 if there is none."""
        kind, part, _ = self.peek()
        if kind != "part" or not whole.isdecimal():
            return 0.0
        self.next += 1
        return _PARTS[part]

    def named(self, name: str, position: int) -> float:
        function = name.removeprefix("\\")
        if name == "e":
            return e
        if function in ("sqrt", "exp"):
            value = self.argument(name) if name == r"\sqrt" else self.group(name)
            return self.root(value) if function == "sqrt" else self.exponential(value)
        if name in _FRACTIONS:
            top = self.argument(name)
            return self.quotient(top, self.argument(name))
        if _SCALAR.match(name):
            return self.group(name)
        message = f"We couldn't read {shown(name)}. Use numbers, e, sqrt( ) or exp( )."
        raise self.source.fault(message, position, expected="a number")

    def argument(self, owner: str) -> float:
        r"""The group after a TeX command, or the one digit that it takes, as in \frac12."""
        kind, text, position = self.peek()
        if kind != "number" or not text.isdecimal():
            return self.group(owner)
        if len(text) == 1:
            self.next += 1
        else:
            self.symbols[self.next] = (kind, text[1:], position + 1)
        return float(text[0])

    def group(self, owner: str = "") -> float:
        """The value inside ( ) or { }; `owner` is the function that needs it."""
        _, opening, position = self.peek()
        if opening not in _CLOSING:
            brackets = "{ }" if owner in _FRACTIONS else "( )"
            raise self.source.fault(f"Write {owner} with {brackets} after it.", self.start)
        self.next += 1
        value = self.nested(self.sum)
        if not self.take(_CLOSING[opening]):
            if self.peek() is not self.end:
                _, text, position = self.peek()
                message = f"In {self.cell()} a sign such as * is missing before {shown(text)}."
                raise self.source.fault(message, position, expected="an operator")
            message = f"The {opening} in {self.cell()} is not closed: write a cell without spaces."
            raise self.source.fault(message, position, expected=_CLOSING[opening])
        return value

    def root(self, value: float) -> float:
        if value < 0:
            message = f"{self.cell()} isn't a real number: the root of a negative number."
            raise self.source.fault(message, self.start)
        return sqrt(value)

    def exponential(self, value: float) -> float:
        try:
            return exp(value)
        except OverflowError:
            raise self.source.fault(_TOO_LARGE, self.start) from None
