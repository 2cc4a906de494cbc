"""The power that fast attention takes of its scores: of 2 or of e, whichever is faster here.

e^x is 2^(x log2 e), so both give the same weights if the scores are scaled to match.
"""

from math import e, log2

import numpy as np

_EXP2 = np.lib.introspect.opt_func_info(func_name="^exp2$", signature="^float32$")
# Numpy has a vectorized exp2 for few processors (AVX-512 among them), and beats exp with it. On all
# others it falls back on the C library, number by number, and exp is more than twice as fast.
IS_EXP2_FASTER = any(
    not loop["current"].startswith("baseline")
    for loops in _EXP2.values()
    for loop in loops.values()
)
power = np.exp2 if IS_EXP2_FASTER else np.exp
# What scores are multiplied by before `power` is taken of them.
EXPONENT = log2(e) if IS_EXP2_FASTER else 1.0
