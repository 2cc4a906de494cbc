"""Every item has a unique key and passes its proofs on every released seed."""

from collections.abc import Iterator

from ..proofs.proving import proven, spec_text
from .base import Finding, Subject, rule

# More faults of the same item would not help its author.
MOST_FAULTS = 3


@rule("ITEM")
def item_keys_are_unique(subject: Subject) -> Iterator[Finding]:
    seen: set[str] = set()
    for item in subject.question.items if subject.question else ():
        if item.spec.key in seen:
            line = item.document.line_of(("key",))
            yield subject.parsed.name, line, f"a second item has the key {item.spec.key}"
        seen.add(item.spec.key)


@rule("PROOF")
def items_pass_their_proofs(subject: Subject) -> Iterator[Finding]:
    question = subject.question
    if question is None:
        return
    for item in question.items:
        identity = question.identity(item)
        if subject.is_proven(identity, item.spec):
            continue
        # A released seed has passed every proof. If there is none, the report says why.
        report = proven(identity, 1, spec_text(item.spec))
        for fault in report.faults[:MOST_FAULTS]:
            yield subject.parsed.name, item.line, f"item {item.spec.key}: {fault}"
