"""Choose one of several values, all computed by the engine."""

from functools import cached_property
from typing import Literal

import numpy as np

from attention_engine import check_answer
from attention_engine.mistakes import values_in

from ..spec import ComputedSpec, Decimals
from .choice import Choice
from .computed import Computed
from .shown import Option
from .wrong_values import plausible_first

MOST_OPTIONS = 4


class ComputedChoiceSpec(ComputedSpec):
    kind: Literal["computed_choice"] = "computed_choice"
    decimals: Decimals

    def shown_order(self, rng: np.random.Generator) -> tuple[int, ...]:
        return tuple(int(index) for index in rng.permutation(MOST_OPTIONS))


class ComputedChoice(Computed, Choice):
    """The options are the right value and known mistakes. Authors write it as a `choice` with a
    computation."""

    name = "computed_choice"
    spec_class = ComputedChoiceSpec
    minutes = 2
    is_written = False

    @cached_property
    def _options(self) -> list[Option]:
        right, decimals = self.derivation.result, self.spec.decimals
        options, values = [Option(right=True, value=right, decimals=decimals)], [right]
        made = values_in(self.derivation)
        for mistake, value in plausible_first(made, right, self.variant.seed):
            if len(options) == MOST_OPTIONS:
                break
            if value.shape == right.shape and self._differs(value, values):
                why = self.explained(mistake)
                options.append(
                    Option(right=False, mistake=mistake, value=value, why=why, decimals=decimals)
                )
                values.append(value)
        return [options[index] for index in self.variant.order if index < len(options)]

    def slips(self) -> frozenset[str]:
        return frozenset(option.mistake for option in self.options() if option.mistake)

    def _differs(self, value: np.ndarray, others: list[np.ndarray]) -> bool:
        """Whether a value differs from all others by more than a last digit, which rounding may
        hide."""
        decimals = self.spec.decimals
        return all(check_answer(o, value, decimals=decimals).verdict == "wrong" for o in others)

    def faults(self) -> list[str]:
        count = len(self.options())
        return [] if count >= 3 else [f"only {count} options differ from each other"]
