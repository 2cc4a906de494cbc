"""Rotations and sinusoids of rounded angles."""

import numpy as np

from .rounded import Rounded


def rotated(rounded: Rounded) -> np.ndarray:
    """A component c with its partner s in the pair: c cos e - s sin e, for an angle off by e."""
    off = np.repeat(rounded.error("angles"), 2, axis=-1)
    pairs = rounded["rotated"].reshape(len(off), -1, 2)
    if rounded.blind:
        lengths = np.linalg.norm(pairs, axis=-1)
        return np.repeat(lengths, 2, axis=-1) * np.minimum(off, 2.0)
    return _moved(pairs.reshape(off.shape), pairs[..., ::-1].reshape(off.shape), off)


def encoding(rounded: Rounded) -> np.ndarray:
    off = np.repeat(rounded.error("angles"), 2)
    if rounded.blind:
        return np.minimum(off, 2.0)
    pairs = rounded["encoding"].reshape(-1, 2)
    return _moved(pairs.reshape(-1), pairs[:, ::-1].reshape(-1), off)


def _moved(component: np.ndarray, partner: np.ndarray, off: np.ndarray) -> np.ndarray:
    # Beyond a right angle each component may be anything that its pair's length allows.
    small = np.abs(component) * (1 - np.cos(off)) + np.abs(partner) * np.sin(off)
    return np.where(off < np.pi / 2, small, 2 * np.hypot(component, partner))
