"""Items: their schema, variants, judging and proofs. Pure Python beside the engine."""

from .judgement import Judgement, StepJudgement
from .kinds import Kind, kind_of
from .proofs import ProofReport, prove, release, released_seeds
from .spec import ItemSpec, SpecError, parse_spec
from .variants import Variant, make_variant

__all__ = [
    "ItemSpec",
    "Judgement",
    "Kind",
    "ProofReport",
    "SpecError",
    "StepJudgement",
    "Variant",
    "kind_of",
    "make_variant",
    "parse_spec",
    "prove",
    "release",
    "released_seeds",
]
