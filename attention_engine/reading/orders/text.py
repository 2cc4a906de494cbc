"""Reads the text of an order of growth: the big O and the words around what `reader` parses."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ..source import AnswerSyntaxError, Source, shown
from .reader import OrderReader
from .terms import Sum

MAX_CHARACTERS = 200

# The letters O of Latin, Greek, Cyrillic and script look alike.
_BIG_O = re.compile(
    r"\s*(?:\\(?:mathcal|mathrm|operatorname)\s*\{?\s*O\s*\}?|\\?Theta|[ΘOΟО𝒪])"
    r"\s*(?=\(|\{|\\left|\\big)"
)
_OMEGA = re.compile(r"\s*(?:\\?Omega|Ω|Ω)(?=\s*\(|\\)")
# n x n: an x between spaces is a times sign, not a letter.
_CROSS = re.compile(r"(?<=\s)[xX](?=\s)")
# Commands that only make letters upright.
_ROMAN = re.compile(r"\\(?:text|mathrm|mathit|rm|textrm|textit)(?![A-Za-z])")
_SMALL_O = re.compile(r"\s*(?=o\s*\()")
# Functions, and subscripts in braces.
_FUNCTIONS = re.compile(r"\\[A-Za-z]+|sqrt|log|ln|lg|_\s*\{[\s{]*[A-Za-z0-9]+")
# seq, seq_len, n_kv_heads: but n_ctx is a letter.
_WORD = re.compile(
    r"(?<![A-Za-z_])(?:[A-Za-z]{2,}(?:\\?_[A-Za-z0-9]+)+|[A-Za-z](?:\\?_[A-Za-z0-9]+){2,}"
    r"|[A-Za-z]\\?_[A-Za-z0-9]{9,}|[A-Za-z]{3,})"
)
_GROWTHS = re.compile(
    r"(?:constant|linear|quadratic|cubic|exponential|logarithmic|polynomial)(?:ly|ithmic)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class OrderText:
    """The terms that were read. `letters` maps each size, in the order of first mention, to its
    position in the text."""

    terms: Sum
    letters: dict[str, int]
    source: Source

    def fault(self, message: str, letter: str) -> AnswerSyntaxError:
        """An error at the first mention of a letter."""
        return self.source.fault(message, self.letters[letter])


def which_letter(word: str) -> str:
    """The question about a word where a letter is expected."""
    return f"We couldn't read {shown(word)} as an order. Write it as O(…), for example O(n log n)."


def read_order(
    text: str, sizes: tuple[str, ...] = (), ask: Callable[[str], str] = which_letter
) -> OrderText:
    """The terms of `text`. `sizes` are the letters in use; `ask` words the question about a size
    that is spelled out, such as seq_len.

    Raises AnswerSyntaxError saying where and why the text is not an order of growth.
    """
    source = Source(text[: MAX_CHARACTERS + 1])
    if len(text) > MAX_CHARACTERS:
        raise source.fault(f"An order has at most {MAX_CHARACTERS} characters.", MAX_CHARACTERS)
    if not source.text.strip(" \t\n$"):
        raise AnswerSyntaxError("Type an order first, such as O(n).")
    stripped = source.text.strip()
    if len(stripped) > 2 and stripped[0] == stripped[-1] == "$":
        source.text = source.text.replace("$", " ")
    if big_o := _BIG_O.match(source.text):
        source.blank(*big_o.span())
    if lower := _OMEGA.match(source.text):
        raise source.fault("Omega is a lower bound: write a big O, as in O(n).", lower.end() - 1)
    if "x" not in sizes:
        source.text = _CROSS.sub("*", source.text)
    source.blank_each(_ROMAN)
    _refuse_words(source, sizes, ask)
    reader = OrderReader(source)
    return OrderText(reader.whole(), reader.mentioned, source)


def _refuse_words(source: Source, sizes: tuple[str, ...], ask: Callable[[str], str]) -> None:
    """Letters side by side are a product only if each is a size; otherwise they are a word."""
    if "o" not in sizes and (small := _SMALL_O.match(source.text)):
        raise source.fault("Write a big O, as in O(n).", small.end())
    letters = _FUNCTIONS.sub(lambda match: " " * len(match[0]), source.text)
    for word in _WORD.finditer(letters):
        # In n d_v without a space, the subscript belongs to the last letter.
        stem, *parts = re.split(r"\\?_", word[0])
        single = stem if not parts else stem[:-1]
        if len(parts) > 1 or not set(single) <= set(sizes) or len(max(parts, default="")) > 8:
            name = "_".join((stem, *parts))
            message = which_letter(name) if _GROWTHS.match(name) else ask(name)
            raise source.fault(message, word.start())
