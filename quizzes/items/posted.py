"""Turns what was typed into the fields of a posted form into one string."""

from typing import Any, Protocol

# The limit of the array parser. What a task takes is less: see `Kind.longest`.
MAX_CHARACTERS = 100_000


class Posted(Protocol):
    """The fields of a form by name, each sent once or several times."""

    def get(self, name: str, default: Any = None, /) -> Any: ...

    def getlist(self, name: str, /) -> Any: ...


def clean(text: str) -> str:
    # A browser sends CRLF; PostgreSQL cannot hold a null character.
    return text.replace("\r\n", "\n").replace("\x00", "\ufffd")


def one_text(posted: Posted, name: str) -> str:
    """The text of the one field of this name; empty if it has only spaces."""
    text = clean(posted.get(name, ""))
    return text if text.strip() else ""


def joined_texts(posted: Posted, name: str) -> str:
    """Everything sent under this name, joined with commas; empty if all are empty."""
    raw = ", ".join(posted.getlist(name))
    return clean(raw) if raw.strip(" ,") else ""
