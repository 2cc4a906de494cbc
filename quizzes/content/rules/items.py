"""Every item has a key of its own and passes its proofs on every released seed."""

import re
from collections.abc import Iterator

from ..proving import proven, spec_text
from .base import Finding, Subject, rule

SCALED = (
    "attention_weights",
    "scaled_dot_product_attention",
    "self_attention",
    "multi_head_attention",
)
_SCALE = re.compile(r"scale|sqrt|divi[ds]|root", re.IGNORECASE)
# More of the same kind help nobody.
MOST_FAULTS = 3


@rule("ITEM")
def item_keys_are_unique(subject: Subject) -> Iterator[Finding]:
    seen: set[str] = set()
    for item in subject.question.items if subject.question else ():
        if item.spec.key in seen:
            line = item.document.line_of(("key",))
            yield subject.parsed.name, line, f"a second item has the key {item.spec.key}"
        seen.add(item.spec.key)


@rule("SCALE", of_drafts="is told")
def the_scale_is_said(subject: Subject) -> Iterator[Finding]:
    """Who is asked for weights must know what the scores are divided by: an item is also asked
    away from its page, and the missing scale is a mistake that is refused."""
    for item in subject.question.items if subject.question else ():
        spec = item.spec
        if getattr(spec, "computation", "") not in SCALED or spec.kind == "shape":
            continue
        if "scale" not in getattr(spec, "givens", {}) and not _SCALE.search(spec.ask):
            message = (
                f"item {spec.key} does not say what its scores are divided by; write for example "
                "`scaled dot-product attention`"
            )
            yield subject.parsed.name, item.document.line_of(("ask",)), message


@rule("PROOF")
def items_pass_their_proofs(subject: Subject) -> Iterator[Finding]:
    question = subject.question
    if question is None:
        return
    for item in question.items:
        identity = question.identity(item)
        if subject.is_proven(identity, item.spec):
            continue
        # A released seed has passed every proof; with none, the report says why.
        report = proven(identity, 1, spec_text(item.spec))
        for fault in report.faults[:MOST_FAULTS]:
            yield subject.parsed.name, item.line, f"item {item.spec.key}: {fault}"
