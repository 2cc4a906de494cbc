"""The code of a step: the text itself, or a function of the derivation and the inputs given."""

from collections.abc import Callable, Mapping
from typing import Any

from ..computations import Derivation

Given = Mapping[str, Any]
Code = str | Callable[[Derivation, Given], str]
