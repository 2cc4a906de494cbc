"""Experiments that demonstrate a claim on random numbers, the same ones on every run."""

from .scaling import ScoreSpread, random_score_spread

__all__ = ["ScoreSpread", "random_score_spread"]
