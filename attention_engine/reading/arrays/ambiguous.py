"""Refuses what could mean two things, because a guess would be marked."""

import re

from ..source import Source

_STOPS = r"\s,;|&\[\](){}"
_AMBIGUOUS = (
    (
        re.compile(r"(?<=[0-9.)])[\u2012-\u2015](?=[0-9.(])"),
        "A long dash between two numbers may be a minus or a range: write - for a minus.",
    ),
    (
        # Copied from a PDF, 10 to the power -3 has lost its superscript.
        re.compile(r"[×·⋅∙][ \u00a0\u2009\u202f]?10[-+\u2010-\u2013\u2212](?=[0-9])"),
        "Is this a power of ten? Write 10^-3 for a power, and * for a product.",
    ),
    (
        re.compile(rf"(?<=[^{_STOPS}])\u200b(?=[^{_STOPS}])"),
        "There is an invisible space inside this number: delete it, or write a space.",
    ),
)
_SIGNS = re.compile("[\u2012-\u2015×·⋅∙\u200b]")


def refuse_ambiguous(source: Source) -> None:
    """Raises AnswerSyntaxError at the first sign that has more than one possible meaning."""
    if source.typed.isascii() or not _SIGNS.search(source.typed):
        return
    for pattern, message in _AMBIGUOUS:
        if found := pattern.search(source.typed):
            raise source.fault_as_typed(message, found.start())


# 2.87 e-1 is one number or two, as e is a number here; so is 2 ½.
_SPLIT_NUMBER = re.compile(
    r"(?<![\w.])(?P<number>[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)[ \t]++"
    r"(?:(?P<exponent>[eE][-+]?[0-9]+)(?![\w.(])|(?P<part>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒]))"
)


def refuse_split_numbers(source: Source) -> None:
    """Raises AnswerSyntaxError at a space that splits one number, or separates two."""
    if found := _SPLIT_NUMBER.search(source.text):
        number, rest = found["number"], found["exponent"] or found["part"]
        message = (
            f"“{found[0]}” may be the one number {number}{rest} or two, {number} and {rest}: leave "
            f"out the space, or put a comma between two numbers."
        )
        raise source.fault(message, found.start())
