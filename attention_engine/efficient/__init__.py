"""Attention that never holds all scores at once: blocked and exact, or over allowed cells only."""

from .blocked import MemoryEfficientAttention, memory_efficient_attention
from .sparse import SparseAttention, sparse_attention

__all__ = [
    "MemoryEfficientAttention",
    "SparseAttention",
    "memory_efficient_attention",
    "sparse_attention",
]
