"""What an item trains: a computation, or the concept that its question explains."""

from collections.abc import Mapping
from typing import Any, Literal

SkillKind = Literal["computation", "concept"]


def skill_of(spec: Mapping[str, Any], slug: str) -> str:
    """The skill of an item with this stored spec, of the question with this slug. All items with
    one computation train the same skill, wherever they stand."""
    computation = spec.get("computation")
    return f"computation:{computation}" if computation else f"concept:{slug}"


def parts_of(skill: str) -> tuple[SkillKind, str]:
    """The kind of a skill, and the name of its computation or the slug of its question."""
    kind, _, name = skill.partition(":")
    return ("computation" if kind == "computation" else "concept"), name
