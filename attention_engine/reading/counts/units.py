"""The units of a count and their prefixes, as people write them."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

CountUnit = Literal["flops", "bytes"]

UNIT_NAMES = {"flops": "FLOPs", "macs": "MACs", "bytes": "bytes", "bits": "bits"}
# The units accepted for each unit asked for, and how many of them make one.
PER_UNIT = {
    "flops": {"flops": Fraction(1), "macs": Fraction(1, 2)},
    "bytes": {"bytes": Fraction(1), "bits": Fraction(8)},
}

DECIMAL = {"k": 1, "M": 2, "G": 3, "T": 4, "P": 5, "E": 6}
# Words for a number have one meaning, where mega may be 1000^2 or 1024^2.
_NUMBER_WORDS = {"thousand": "k", "million": "M", "billion": "G", "trillion": "T",
                 "quadrillion": "P", "thousands": "k", "millions": "M", "billions": "G",
                 "trillions": "T", "bn": "G", "mio": "M", "mrd": "G"}  # fmt: skip
_WORDS = {"kilo": "k", "mega": "M", "giga": "G", "tera": "T", "peta": "P", "exa": "E",
          "kibi": "ki", "mebi": "Mi", "gibi": "Gi", "tebi": "Ti", "pebi": "Pi", "exbi": "Ei",
          **_NUMBER_WORDS}  # fmt: skip
_UNITS = {
    "flops": r"flops?|ops?|operations?",
    "macs": r"macs?|madds?|mads?|fmas?",
    "bytes": r"bytes?|B",
    "bits": r"bits?",
}
_PREFIX = rf"(?P<prefix>{'|'.join(_WORDS)}|[kKmMgGtTpPE][iI]?)"
_UNIT = "|".join(rf"(?P<{unit}>{words})" for unit, words in _UNITS.items())
_PREFIXED = re.compile(rf"(?:{_PREFIX})?(?:{_UNIT})", re.IGNORECASE)
_ONLY_PREFIX = re.compile(_PREFIX, re.IGNORECASE)
_RATE = re.compile(r"[A-Za-z]*OPS")
_LONE_B = re.compile(r"[kKmMgGtTpPE]?[iI]?b")
_MILLI = re.compile(r"[mgtp]i?B")


@dataclass(frozen=True)
class Unit:
    """`prefix` is a key of `DECIMAL`, with an i appended for the binary form, or empty.

    `is_number` if it is a word such as million; `is_lower` if it was typed as m for M.
    """

    prefix: str = ""
    unit: str = ""
    is_number: bool = False
    is_lower: bool = False

    @property
    def scale(self) -> int:
        return scale_of(self.prefix)


def scale_of(prefix: str) -> int:
    if not prefix:
        return 1
    power = DECIMAL[prefix.removesuffix("i")]
    return 1024**power if prefix.endswith("i") else 1000**power


def read_unit(word: str) -> Unit | str:
    """The unit that a word means, or a sentence that asks what was meant."""
    if _RATE.fullmatch(word):
        return (
            f"{word} with a capital S reads as a speed, per second. A count has a small s: "
            f"{word[:-1]}s."
        )
    if _LONE_B.fullmatch(word):
        return (
            f"“{word}” may be bits or bytes, and a byte is 8 bits. Write B, as in MB or MiB, for "
            "bytes, or bit, as in Mbit."
        )
    if found := _PREFIXED.fullmatch(word):
        unit = next(name for name in _UNITS if found[name])
        return _unit(found["prefix"], unit, is_lower=_MILLI.fullmatch(word) is not None)
    if found := _ONLY_PREFIX.fullmatch(word):
        return _unit(found["prefix"])
    return "No unit known here: write FLOPs, MACs, bytes or bits, with a prefix such as G or Mi."


def other_base(prefix: str) -> str:
    """Mi for M and M for Mi; "" where there is no one prefix."""
    if prefix.removesuffix("i") not in DECIMAL:
        return ""
    return prefix[:-1] if prefix.endswith("i") else f"{prefix}i"


def _unit(prefix: str | None, unit: str = "", is_lower: bool = False) -> Unit:
    is_number = (prefix or "").lower() in _NUMBER_WORDS
    return Unit(_prefix(prefix), unit, is_number, is_lower)


def _prefix(text: str | None) -> str:
    if not text:
        return ""
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    letter = "k" if text[0] in "kK" else text[0].upper()
    return letter + "i" * (len(text) == 2)
