"""Masks: which keys a query may see."""

import numpy as np
from numpy.typing import ArrayLike

from .inputs import Array, InputError, any_array
from .patterns import PatternMask


def additive_mask(
    attn_mask: ArrayLike | None, is_causal: bool, shape: tuple[int, ...]
) -> Array | None:
    """What is added to scores of `shape` (..., L, S): 0 to show, -inf to hide; None for no mask.

    Raises ValueError for a mask that is neither boolean nor float, does not fit the scores, holds
    NaN or +inf, or is given together with `is_causal`.
    """
    if is_causal and attn_mask is not None:
        raise InputError(
            "attn_mask and is_causal are both given: combine them into one attn_mask",
            "attn_mask",
            "is_causal",
        )
    if is_causal:
        return np.where(causal(*shape[-2:]), 0.0, -np.inf)
    if attn_mask is None:
        return None
    mask = _array(attn_mask)
    if mask.dtype.kind not in "bf":
        raise InputError(
            "attn_mask must be boolean (True: may attend) or float (added to the scores), "
            f"got dtype {mask.dtype}",
            "attn_mask",
        )
    _fits(mask.shape, shape)
    if mask.dtype.kind == "b":
        return np.where(mask, 0.0, -np.inf)
    if np.isnan(mask).any() or np.isposinf(mask).any():
        raise InputError(
            "attn_mask must hold finite numbers or -inf (hidden), got NaN or +inf", "attn_mask"
        )
    return mask.astype(np.float64)


def causal(length: int, keys: int) -> np.ndarray:
    """True (L, S) where a key does not come after its query."""
    return np.tri(length, keys, dtype=bool)


def boolean_mask(attn_mask: ArrayLike, shape: tuple[int, ...]) -> np.ndarray:
    """A boolean mask (True: may attend) that fits scores of `shape` (..., L, S).

    Raises ValueError for a mask that is not boolean or does not fit the scores.
    """
    mask = _array(attn_mask)
    if mask.dtype.kind != "b":
        raise InputError(
            f"attn_mask must be boolean (True: may attend), got dtype {mask.dtype}", "attn_mask"
        )
    _fits(mask.shape, shape)
    return mask


def _array(attn_mask: ArrayLike) -> np.ndarray:
    # A pattern is kept as it is, because it knows its columns.
    return attn_mask if isinstance(attn_mask, PatternMask) else any_array("attn_mask", attn_mask)


def _fits(mask: tuple[int, ...], scores: tuple[int, ...]) -> None:
    if len(mask) < 2 or len(mask) > len(scores) or mask[-2:] != scores[-2:]:
        # A mask of one row or column would silently be repeated.
        raise InputError(
            f"attn_mask has shape {mask} but the scores have shape {scores}: "
            "its last two axes must be queries x keys",
            "attn_mask",
        )
    for own, wanted in zip(mask[-3::-1], scores[-3::-1], strict=False):
        if own not in (1, wanted):
            raise InputError(
                f"attn_mask has shape {mask} but the scores have shape {scores}", "attn_mask"
            )
