"""Attention in numpy: every step computed, checked and explained."""

from .attention import log_sum_exp, scaled_dot_product_attention, self_attention, softmax
from .computations import Parameter, computation_names, computation_title, parameters_of
from .computations.worked import compute, worked_answer
from .cost import attention_cost
from .cost_letters import cost_letters
from .efficient import memory_efficient_attention, sparse_attention
from .experiments import random_score_spread
from .gradients import attention_gradients, softmax_jacobian
from .heads import multi_head_attention
from .inputs import InputError
from .judging.check import check_answer
from .judging.count_sentences import format_count
from .judging.counts import check_count, count_factors
from .judging.growth import check_growth
from .judging.rounding.bounds import (
    StatedTolerance,
    can_be_rounded,
    rounding_tolerance,
    stated_tolerance,
)
from .judging.sentences import tolerance_in_words
from .judging.steps import check_steps
from .latex import latex_number, latex_of
from .linear import feature_map, linear_attention
from .linear_algebra import projection, singular_values, vector_norm
from .measures import (
    attention_entropy,
    diagonal_strength,
    effective_rank,
    off_diagonal_strength,
)
from .mistakes import explain_mistake, mistake_ids, mistake_step, mistake_title, mistake_values
from .mistakes.diagnose import diagnose, find_mistakes
from .mistakes.findings import Diagnosis, Finding
from .patterns import local_global_mask, strided_mask
from .positions import alibi_bias, rotary_embedding, sinusoidal_positions
from .reading.arrays.parse import AnswerSyntaxError, format_array, parse_array
from .reading.counts.text import parse_count
from .scores import (
    additive_scores,
    bilinear_scores,
    cosine_scores,
    dot_product_scores,
    scaled_dot_product_scores,
)
from .serving.cache import kv_cache_bytes, sequences_that_fit
from .serving.decoding import arithmetic_intensity, decode_seconds, tokens_per_second
from .written import written_answer

__all__ = [
    "AnswerSyntaxError",
    "Diagnosis",
    "Finding",
    "InputError",
    "Parameter",
    "StatedTolerance",
    "additive_scores",
    "alibi_bias",
    "arithmetic_intensity",
    "attention_cost",
    "attention_entropy",
    "attention_gradients",
    "bilinear_scores",
    "can_be_rounded",
    "check_answer",
    "check_count",
    "check_growth",
    "check_steps",
    "computation_names",
    "computation_title",
    "compute",
    "cosine_scores",
    "cost_letters",
    "count_factors",
    "decode_seconds",
    "diagnose",
    "diagonal_strength",
    "dot_product_scores",
    "effective_rank",
    "explain_mistake",
    "feature_map",
    "find_mistakes",
    "format_array",
    "format_count",
    "kv_cache_bytes",
    "latex_number",
    "latex_of",
    "linear_attention",
    "local_global_mask",
    "log_sum_exp",
    "memory_efficient_attention",
    "mistake_ids",
    "mistake_step",
    "mistake_title",
    "mistake_values",
    "multi_head_attention",
    "off_diagonal_strength",
    "parameters_of",
    "parse_array",
    "parse_count",
    "projection",
    "random_score_spread",
    "rotary_embedding",
    "rounding_tolerance",
    "scaled_dot_product_attention",
    "scaled_dot_product_scores",
    "self_attention",
    "sequences_that_fit",
    "singular_values",
    "sinusoidal_positions",
    "softmax",
    "softmax_jacobian",
    "sparse_attention",
    "stated_tolerance",
    "strided_mask",
    "tokens_per_second",
    "tolerance_in_words",
    "vector_norm",
    "worked_answer",
    "written_answer",
]
