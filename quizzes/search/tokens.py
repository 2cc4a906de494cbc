"""Splits text and formulas into plain tokens that every database reads literally.

A token consists of `a-z`, `0-9` and `_`: `d_k` is one token, `QK^T` is `q k t`, and letters of
another script are written as their code. So no text can mean anything to a query language.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from attention_engine.plain_tex import plain_tex, spelled_out

LONGEST = 40
# Separates texts and formulas, so that no phrase runs on from one to the next.
END = "_"
_SHORT_NAMES = {"ln", "kv"}
# A letter with its index is one symbol; otherwise words and numbers.
_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_])_[{(]?([^\W_]+)|[^\W\d_]+|\d+")
_SYMBOL = re.compile(r"[A-Z]?[a-z]{2,}|([^\W\d_])_[{(]?([^\W_]+)|[^\W\d_]|\d+")
# The widths and matrices of attention as they are typed without the sign for an index.
INDEXED = re.compile(r"(d)(k|v|q|h|head|model|ff)|([Ww])([qkvoQKVO])")
_TYPED = re.compile(rf"(?<![^\W_])(?:{INDEXED.pattern})(?![^\W_])")
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
    """`text` without accents, superscripts and subscripts, with named signs spelled out and the
    index of `dk` told from its letter."""
    if not text.isascii():
        text = "".join(
            c
            for c in unicodedata.normalize("NFKD", spelled_out(text))
            if not unicodedata.combining(c)
        )
    return _TYPED.sub(lambda m: f"{m[1] or m[3]}_{m[2] or m[4]}", text)


def _coded(token: str) -> str:
    return token[:LONGEST] if token.isascii() else f"u{token.encode().hex()}"[:LONGEST]
