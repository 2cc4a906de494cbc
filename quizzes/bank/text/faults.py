"""Faults: what is wrong in a content file, and where."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to fix. `line` counts from 1 in the file at `path`.

    `blocks` is False if a draft may be saved with the fault, which must then be fixed before the
    question is published.
    """

    path: str
    line: int
    rule: str
    message: str
    blocks: bool = True

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule} {self.message}"

    def within(self, folder: str) -> "Fault":
        """The same fault with its path as seen from outside `folder`."""
        return replace(self, path=f"{folder.rstrip('/')}/{self.path}" if folder else self.path)


class ContentFaults(ValueError):
    """The text breaks the content rules and is therefore not stored."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


def counted(faults: list[Fault]) -> str:
    """`1 fault`, `2 faults`."""
    return f"{len(faults)} fault{'s' * (len(faults) != 1)}"


def shortened(text: str, length: int = 60) -> str:
    """`text` on one line, cut to `length` characters to fit a message."""
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[: length - 1]}…"
