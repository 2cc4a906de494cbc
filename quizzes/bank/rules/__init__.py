"""The content rules. Importing this package registers all of them, in this order."""

from . import (  # noqa: F401 - imported to be registered
    asks,
    encoding,
    examples,
    expressions,
    formulas,
    headings,
    items,
    limits,
    links,
    lists,
    prose,
    published,
    quizzes,
    raw_html,
    scripts,
    topics,
    typed_results,
)
from .base import RULES, Rule, Subject, judge

__all__ = ["RULES", "Rule", "Subject", "judge"]
