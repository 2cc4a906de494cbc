"""A task must be solvable from its own words, because quizzes ask it away from its page. So do
interviews with a script."""

import re
from collections.abc import Iterator

from quizzes.items import KINDS, ItemSpec

from .base import Finding, Subject, rule

SCALED = (
    "attention_weights",
    "scaled_dot_product_attention",
    "self_attention",
    "multi_head_attention",
)
_SCALE = re.compile(r"scale|sqrt|divi[ds]|root", re.IGNORECASE)
_FLOPS = re.compile(r"\bcount(?:s|ed)? (?:as|for)\b|\bMAC", re.IGNORECASE)
_PAGE = re.compile(r"\b(?:this|the) page\b|\b(?:example|table|text) above\b", re.IGNORECASE)


@rule("ASK", of_drafts="is told")
def a_task_stands_alone(subject: Subject) -> Iterator[Finding]:
    for item in subject.question.items if subject.question else ():
        for fault in (_unsaid_scale(item.spec), _unsaid_count(item.spec)):
            if fault:
                line = item.document.line_of(("ask",))
                yield subject.parsed.name, line, f"item {item.spec.key} {fault}"
        for where, text in item.texts():
            if found := _PAGE.search(text):
                message = f"item {item.spec.key} mentions {found[0]!r}, which a quiz does not show"
                yield subject.parsed.name, item.document.line_of(where), message


@rule("ASK", of_drafts="is told")
def an_interviewer_does_not_speak_of_the_page(subject: Subject) -> Iterator[Finding]:
    for script in subject.question.scripts if subject.question else ():
        for where, text in script.texts():
            if found := _PAGE.search(text):
                message = (
                    f"script {script.spec.key} mentions {found[0]!r}, which a mock interview does "
                    "not show"
                )
                yield subject.parsed.name, script.document.line_of(where), message


def _unsaid_scale(spec: ItemSpec) -> str:
    """What to say about the scale, or ``""``. An answer without the scale is marked wrong, so
    the task has to name it."""
    is_scaled = spec.is_computed and spec.computation in SCALED
    if not is_scaled or not KINDS[spec.kind].depends_on_scale:
        return ""
    if "scale" in spec.givens or _SCALE.search(spec.ask):
        return ""
    return (
        "does not say what its scores are divided by; write, for example, "
        "`scaled dot-product attention`"
    )


def _unsaid_count(spec: ItemSpec) -> str:
    if "FLOP" not in spec.ask or not KINDS[spec.kind].may_count_flops:
        return ""
    return "" if _FLOPS.search(spec.ask) else "does not say what a multiply-add counts as"
