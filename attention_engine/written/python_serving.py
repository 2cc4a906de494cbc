"""Lines of Python for the memory and the time that it takes to serve a model."""

from ..computations import Derivation
from .statements import Code, Given


def _cached_tokens(found: Derivation, given: Given) -> str:
    if not found["windowed_layers"]:
        return "layers * tokens"
    return "(layers - windowed_layers) * tokens + windowed_layers * min(tokens, window)"


def _bytes(found: Derivation, given: Given) -> str:
    size = "bytes_per_number" if given.get("bytes_per_number") is not None else "2"
    return f"np.ceil(numbers_per_token * cached_tokens * {size})"


def _bytes_read(found: Derivation, given: Given) -> str:
    has_cache = given.get("cache_bytes") is not None
    return "weight_bytes + batch * cache_bytes" if has_cache else "weight_bytes"


SERVING: dict[str, dict[str, Code]] = {
    "kv_cache_bytes": {
        "numbers_per_token": "2 * kv_heads * head_dim",
        "cached_tokens": _cached_tokens,
        "bytes": _bytes,
    },
    "sequences_that_fit": {
        "free_bytes": "memory_bytes - weight_bytes",
        "sequences": "free_bytes // cache_bytes",
    },
    "decode_seconds": {"bytes_read": _bytes_read, "seconds": "bytes_read / bandwidth"},
    "tokens_per_second": {
        "bytes_read": _bytes_read,
        "tokens_per_second": "batch * bandwidth / bytes_read",
    },
    "arithmetic_intensity": {"intensity": "flops / bytes"},
}
# The counts that the code of each needs.
SIZES = {
    "kv_cache_bytes": ("tokens", "layers", "kv_heads", "head_dim", "windowed_layers", "window"),
    "decode_seconds": ("batch",),
    "tokens_per_second": ("batch",),
}
