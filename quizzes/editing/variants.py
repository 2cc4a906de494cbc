"""The released variants of an item for the admin, with their answers and known mistakes."""

from dataclasses import dataclass

import numpy as np

from attention_engine import format_array, mistake_title
from quizzes.items import ItemSpec, kind_of, make_variant, parse_spec
from quizzes.models import Item, ItemVersion


@dataclass(frozen=True)
class ShownMistake:
    id: str
    title: str
    raw: str
    explanation: str


@dataclass(frozen=True)
class ShownVariant:
    """One seed: its givens by name, the right answer, and what each known mistake produces."""

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
    return [shown_variant(identity, item.version, spec, seed) for seed in item.seeds]


def kept_variant(version: ItemVersion, seed: int) -> ShownVariant:
    """A seed of an item as it was at a stored version."""
    assert version.spec is not None  # noqa: S101 - the caller has checked
    stored = {name: value for name, value in version.spec.items() if name != "rendered"}
    return shown_variant(version.identity, version.version, parse_spec(stored), seed)


def shown_variant(identity: str, version: int, spec: ItemSpec, seed: int) -> ShownVariant:
    kind = kind_of(spec, make_variant(identity, version, spec, seed))
    mistakes = [
        ShownMistake(
            id=probe.mistake,
            title=mistake_title(probe.mistake),
            raw=probe.raw,
            explanation=kind.explained(probe.mistake),
        )
        for probe in kind.probes()
        if probe.mistake
    ]
    return ShownVariant(
        seed=seed,
        givens=[(name, _text(value)) for name, value in kind.variant.inputs.items()],
        right_answer=kind.right_answer(),
        tolerance=kind.tolerance_words(),
        mistakes=mistakes,
    )


def _text(value: object) -> str:
    return format_array(value) if isinstance(value, np.ndarray) else str(value)
