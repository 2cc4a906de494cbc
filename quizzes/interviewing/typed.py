"""What somebody typed into a form of an interview: whole, or refused with a sentence."""

from quizzes.items.posted import Posted, clean

# What somebody can say in many minutes, typed.
LONGEST_TEXT = 10_000
LONGEST_NOTE = 4_000


class TooLong(ValueError):
    """A text over its limit. It says so in a sentence; `text` is what was typed."""

    def __init__(self, sentence: str, text: str) -> None:
        super().__init__(sentence)
        self.text = text


def text_in(posted: Posted, kept: str) -> str:
    """The answer or the notes of a candidate; without the field, what is `kept`. Raises TooLong."""
    text = clean(posted.get("text", kept))
    if len(text) > LONGEST_TEXT:
        raise TooLong(
            f"What you wrote has {len(text):,} characters, and we keep up to {LONGEST_TEXT:,}.",
            text,
        )
    return text


def note_in(posted: Posted, kept: str) -> str:
    """The note of the friend who interviews; without the field, what is `kept`. Raises TooLong."""
    note = clean(posted.get("note", kept))
    if len(note) > LONGEST_NOTE:
        raise TooLong(
            f"Your note has {len(note):,} characters, and a note holds up to {LONGEST_NOTE:,}.",
            note,
        )
    return note
