"""The mistakes behind an answer, and the arithmetic of its one wrong cell."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from attention_engine import diagnose, explain_mistake, mistake_title

from .schemas.checking import Finding


def findings_of(
    computation: str, inputs: Mapping[str, Any], submitted: np.ndarray, decimals: int | None
) -> list[Finding]:
    return [
        Finding(
            mistakes=[mistake],
            title=mistake_title(mistake),
            tells=str(explain_mistake(mistake, computation, inputs)),
            where="",
            cells=None,
        )
        for mistake in diagnose(computation, inputs, submitted, decimals=decimals)
    ]
