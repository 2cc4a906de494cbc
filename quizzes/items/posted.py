"""The fields of a form as they are sent: what was typed into them becomes one text."""

from typing import Any, Protocol

# Beyond this nothing is kept: it is what the reader of numbers takes at most.
MAX_CHARACTERS = 100_000


class Posted(Protocol):
    """The fields of a form by name, each sent once or several times."""

    def get(self, name: str, default: Any = None, /) -> Any: ...

    def getlist(self, name: str, /) -> Any: ...


def clean(text: str) -> str:
    # A browser sends CRLF; PostgreSQL cannot hold a null character.
    return text.replace("\r\n", "\n").replace("\x00", "\ufffd")[: MAX_CHARACTERS + 1]


def one_text(posted: Posted, name: str) -> str:
    """What stands in the one field of this name; empty where it holds only spaces."""
    text = clean(posted.get(name, ""))
    return text if text.strip() else ""


def joined_texts(posted: Posted, name: str) -> str:
    """All that was sent under this name with commas between; empty where all are empty."""
    raw = ", ".join(posted.getlist(name))
    return clean(raw) if raw.strip(" ,") else ""
