"""The released variants of an item as an admin looks at them: answers and mistakes in the open."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from attention_engine import explain_mistake, format_array, mistake_title
from quizzes.items import ItemSpec, kind_of, make_variant, parse_spec
from quizzes.items.spec import ComputedBase
from quizzes.models import Item


@dataclass(frozen=True)
class ShownMistake:
    id: str
    title: str
    raw: str
    explanation: str


@dataclass(frozen=True)
class ShownVariant:
    """One seed: its givens by name, the right answer, and what each known mistake would make."""

    seed: int
    givens: list[tuple[str, str]]
    right_answer: str
    tolerance: str
    mistakes: list[ShownMistake]


def shown_variants(item: Item) -> list[ShownVariant]:
    """Every released seed of an item, computed anew."""
    stored = {name: value for name, value in item.spec.items() if name != "rendered"}
    spec = parse_spec(stored)
    identity = f"{item.question.slug}/{item.key}"
    return [_shown(identity, item.version, spec, seed) for seed in item.seeds]


def _shown(identity: str, version: int, spec: ItemSpec, seed: int) -> ShownVariant:
    variant = make_variant(identity, version, spec, seed)
    kind = kind_of(spec, variant)
    mistakes = [
        ShownMistake(
            id=probe.mistake,
            title=mistake_title(probe.mistake),
            raw=probe.raw,
            explanation=_explained(probe.mistake, spec, variant.inputs),
        )
        for probe in kind.probes()
        if probe.mistake
    ]
    return ShownVariant(
        seed=seed,
        givens=[(name, _text(value)) for name, value in variant.inputs.items()],
        right_answer=kind.right_answer(),
        tolerance=kind.tolerance_words(),
        mistakes=mistakes,
    )


def _explained(mistake: str, spec: ItemSpec, inputs: dict[str, Any]) -> str:
    computed = isinstance(spec, ComputedBase)
    return explain_mistake(mistake, spec.computation, inputs) if computed else ""


def _text(value: object) -> str:
    return format_array(value) if isinstance(value, np.ndarray) else str(value)
