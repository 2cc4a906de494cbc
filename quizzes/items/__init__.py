"""Items: their schema, variants, judging and proofs. Pure Python on top of the engine."""

from .judgement import Judgement, StepJudgement
from .kinds import KINDS, Kind, kind_of
from .parsing import parse_spec
from .proofs import ProofReport, prove, release, released_seeds
from .spec import ItemSpec, SpecError
from .variants import Variant, make_variant

__all__ = [
    "KINDS",
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
