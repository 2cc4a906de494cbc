"""What was typed into a form that was refused, so that it can be handed back."""

from django.http import QueryDict

from .boxes import FIELD

# No other field is shown again: one of them may be a password.
TEXTS = {"source": "The question", "context_source": "The extended context"}


def typed_texts(data: QueryDict) -> list[tuple[str, str]]:
    """(label, text) of every filled answer box and of an author's texts."""
    found = []
    for name, text in data.items():
        if not isinstance(text, str) or not text.strip():
            continue
        if name in TEXTS:
            found.append((TEXTS[name], text))
        elif name.split("-", 1)[0] == FIELD:
            # A quiz appends the number of the task, a derivation the name of the step.
            step = name.removeprefix(FIELD).strip("-0123456789").replace("_", " ")
            found.append((f"What you typed for {step}" if step else "What you typed", text))
    return found
