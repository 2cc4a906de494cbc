"""Every worked example can be computed and has a unique key."""

from collections.abc import Iterator

from attention_engine import worked_answer

from .base import Finding, Subject, rule


@rule("EXAMPLE")
def examples_compute(subject: Subject) -> Iterator[Finding]:
    seen: set[str] = set()
    for example in subject.question.examples if subject.question else ():
        spec = example.spec
        if spec.key in seen:
            line = example.document.line_of(("key",))
            yield subject.parsed.name, line, f"a second example has the key {spec.key}"
        seen.add(spec.key)
        try:
            worked_answer(spec.computation, **spec.inputs)
        except (ValueError, TypeError) as error:
            line = example.document.line_of(("inputs",))
            yield subject.parsed.name, line, f"example {spec.key}: {error}"
