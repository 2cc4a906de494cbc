"""Mistakes with the memory and the time that it takes to serve a model."""

import numpy as np

from ...computations import Values
from ..registry import mistake

_STEP = ("decode_seconds", "tokens_per_second")


@mistake(
    "layers_left_out",
    at="cached_tokens",
    title="The layers were left out",
    tells="This is the cache of one layer. Every layer has its own: multiply by their number.",
    of=("kv_cache_bytes",),
)
def layers_left_out(values: Values) -> np.ndarray | None:
    if values["windowed_layers"] or values["layers"] == 1:
        return None
    return np.asarray(float(values["tokens"]))


@mistake(
    "window_ignored",
    at="cached_tokens",
    title="The window was left out",
    tells="You cached every token in every layer. A layer with a window keeps only the tokens in "
    "the window.",
    of=("kv_cache_bytes",),
)
def window_ignored(values: Values) -> np.ndarray | None:
    return _as_if(values, windowed_layers=0) if values["windowed_layers"] else None


@mistake(
    "window_in_every_layer",
    at="cached_tokens",
    title="Every layer was given the window",
    tells="You cut all layers to the window. Only some of them have one; the others keep every "
    "token.",
    of=("kv_cache_bytes",),
)
def window_in_every_layer(values: Values) -> np.ndarray | None:
    if not values["windowed_layers"]:
        return None
    return _as_if(values, windowed_layers=values["layers"])


@mistake(
    "weights_not_subtracted",
    at="free_bytes",
    title="The weights were not subtracted",
    tells="You divided all of the memory. The weights are in it, too: subtract them first.",
    of=("sequences_that_fit",),
)
def weights_not_subtracted(values: Values) -> np.ndarray:
    return np.asarray(float(values["memory_bytes"]))


@mistake(
    "rounded_up",
    at="sequences",
    title="Rounded up",
    tells="You rounded up. The last sequence does not fit: round down.",
    of=("sequences_that_fit",),
)
def rounded_up(values: Values) -> np.ndarray:
    return np.ceil(values["free_bytes"] / values["cache_bytes"])


@mistake(
    "cache_left_out",
    at="bytes_read",
    title="The cache was left out",
    tells="You counted the weights alone. Each step also reads the cache of every sequence.",
    of=_STEP,
)
def cache_left_out(values: Values) -> np.ndarray:
    return np.asarray(values["weight_bytes"])


@mistake(
    "cache_of_one_sequence",
    at="bytes_read",
    title="The cache of one sequence only",
    tells="You counted the cache once. Every sequence of the batch has its own.",
    of=_STEP,
)
def cache_of_one_sequence(values: Values) -> np.ndarray | None:
    if values["batch"] == 1:
        return None
    return np.asarray(values["weight_bytes"] + values["cache_bytes"])


@mistake(
    "weights_read_for_every_sequence",
    at="bytes_read",
    title="The weights were counted for every sequence",
    tells="You counted the weights once for every sequence. A step reads them once, and the whole "
    "batch uses them.",
    of=_STEP,
)
def weights_read_for_every_sequence(values: Values) -> np.ndarray | None:
    if values["batch"] == 1:
        return None
    return np.asarray(values["batch"] * (values["weight_bytes"] + values["cache_bytes"]))


@mistake(
    "milliseconds_for_seconds",
    at="seconds",
    title="Milliseconds instead of seconds",
    tells="This is in milliseconds. Divide by 1,000 to get seconds.",
    of=("decode_seconds",),
)
def milliseconds_for_seconds(values: Values) -> np.ndarray:
    return np.asarray(1000 * values["bytes_read"] / values["bandwidth"])


@mistake(
    "steps_for_tokens",
    at="tokens_per_second",
    title="Steps a second, not tokens",
    tells="These are the steps of a second. Each step gives one token to every sequence: multiply "
    "by the batch.",
    of=("tokens_per_second",),
)
def steps_for_tokens(values: Values) -> np.ndarray | None:
    if values["batch"] == 1:
        return None
    return np.asarray(values["bandwidth"] / values["bytes_read"])


@mistake(
    "seconds_for_tokens",
    at="tokens_per_second",
    title="Seconds for a token, not tokens for a second",
    tells="This is how many seconds one token takes. Take its inverse.",
    of=("tokens_per_second",),
)
def seconds_for_tokens(values: Values) -> np.ndarray:
    return np.asarray(values["bytes_read"] / (values["batch"] * values["bandwidth"]))


@mistake(
    "ratio_inverted",
    at="intensity",
    title="Bytes for every FLOP",
    tells="You divided the bytes by the FLOPs. Arithmetic intensity is the inverse: FLOPs for "
    "every byte.",
    of=("arithmetic_intensity",),
)
def ratio_inverted(values: Values) -> np.ndarray:
    return np.asarray(values["bytes"] / values["flops"])


def _as_if(values: Values, windowed_layers: int) -> np.ndarray:
    """The tokens kept with another number of layers that have the window."""
    kept = min(values["tokens"], values["window"])
    full = values["layers"] - windowed_layers
    return np.asarray(float(full * values["tokens"] + windowed_layers * kept))
