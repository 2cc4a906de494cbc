"""Splits text and formulas into plain tokens that every database reads literally.

A token consists of `a-z`, `0-9` and `_`: `d_k` is one token, `QK^T` is `q k t`, and letters of
another script are written as their code. So no text can mean anything to a query language.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from attention_engine.plain_tex import plain_tex

LONGEST = 40
_SHORT_NAMES = {"ln", "kv"}
_SIGNS = str.maketrans({"√": " sqrt ", "∞": " inf ", "∑": " sum ", "∂": " d "})
_GREEK = re.compile("[\u0391-\u03c9]")
# A letter with its index is one symbol; otherwise words and numbers.
_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_])_[{(]?([^\W_]+)|[^\W\d_]+|\d+")
_SYMBOL = re.compile(r"[A-Z]?[a-z]{2,}|([^\W\d_])_[{(]?([^\W_]+)|[^\W\d_]|\d+")
_english = snowballstemmer.stemmer("english")


def word_tokens(text: str) -> tuple[str, ...]:
    """The tokens of prose: `Keys of self-attention` is `key of self attent`."""
    return tuple(
        _coded(f"{match[1]}_{match[2]}".lower() if match[1] else stem(match[0]))
        for match in _WORD.finditer(_plain(text))
    )


def formula_tokens(text: str) -> tuple[str, ...]:
    """The tokens of a formula, in TeX or as people type it. Adjacent symbols stay separate."""
    tokens: list[str] = []
    for match in _SYMBOL.finditer(_plain(plain_tex(text))):
        if match[1]:
            tokens.append(_coded(f"{match[1]}_{match[2]}".lower()))
        elif len(match[0]) == 2 and match[0].isalpha() and match[0].lower() not in _SHORT_NAMES:
            tokens += match[0].lower()
        else:
            tokens.append(_coded(stem(match[0])))
    return tuple(tokens)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of a word: `weights` and `weighted` are both `weight`."""
    return _english.stemWord(word.lower())


def _plain(text: str) -> str:
    """`text` without accents, superscripts and subscripts, and with named signs spelled out."""
    if not text.isascii():
        text = _GREEK.sub(_name_of, text.translate(_SIGNS))
        text = "".join(
            c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)
        )
    return text


def _name_of(match: re.Match[str]) -> str:
    return f" {unicodedata.name(match[0], '').split(' ')[-1].lower()} "


def _coded(token: str) -> str:
    return token[:LONGEST] if token.isascii() else f"u{token.encode().hex()}"[:LONGEST]
