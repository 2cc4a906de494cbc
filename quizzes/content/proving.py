"""The seeds that an item is released with, computed once for a spec."""

import json
from functools import lru_cache
from typing import Any

from quizzes.items import ItemSpec, parse_spec, prove, released_seeds


def spec_text(spec: ItemSpec) -> str:
    """The spec as text: equal texts are the same item."""
    return canonical(spec.model_dump(mode="json"))


def canonical(data: Any) -> str:
    return json.dumps(data, sort_keys=True)


@lru_cache(maxsize=4096)
def proven(identity: str, version: int, spec: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """(released seeds, what the proofs found wrong) of a spec given as `spec_text`."""
    item = parse_spec(json.loads(spec))
    try:
        seeds = released_seeds(identity, version, item)
        # A released seed has passed every proof; with none, the proofs say why.
        faults = [] if seeds else prove(identity, version, item, []).faults
        return tuple(seeds), tuple(faults)
    except ValueError as error:
        # The engine refuses what the givens draw, whatever the seed.
        return (), (str(error),)
