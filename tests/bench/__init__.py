"""The benchmark: each row is a ratio of two things measured within one run."""
