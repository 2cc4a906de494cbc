"""What was typed into a form that could not be taken, to be handed back."""

from django.http import QueryDict

from .boxes import FIELD

# Of all other fields nothing is shown again: a password is among them.
TEXTS = {"source": "The question", "context_source": "The extended context"}


def typed_texts(data: QueryDict) -> list[tuple[str, str]]:
    """(label, text) of every filled answer box, and of an author's texts."""
    found = []
    for name, text in data.items():
        if not isinstance(text, str) or not text.strip():
            continue
        if name in TEXTS:
            found.append((TEXTS[name], text))
        elif name.split("-", 1)[0] == FIELD:
            # In a quiz the number of the task follows, in a derivation the name of the step.
            step = name.removeprefix(FIELD).strip("-0123456789").replace("_", " ")
            found.append((f"What you typed for {step}" if step else "What you typed", text))
    return found
