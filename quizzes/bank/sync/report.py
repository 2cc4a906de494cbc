"""What a sync did, or would do."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ..text.faults import Fault


@dataclass
class SyncReport:
    """File names by what happened to them. `rendered` counts the texts rendered.

    created, updated: the file's text was stored. rerendered: same text, other code or glossary.
    kept: changed in the browser only, left alone. conflicts: changed in both, both kept.
    missing: the file is gone and its page is hidden. returned: the file came back.
    """

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    rerendered: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    rendered: int = 0

    def note_old(self, faults: Iterable[Fault]) -> None:
        """Reports a text that was stored under older rules. It stays as it is and does not keep
        the files from being loaded."""
        self.faults += [replace(fault, blocks=False) for fault in faults]

    @property
    def changes(self) -> bool:
        """True if this sync changes, or would change, the bank, or found a conflict."""
        return any(
            (
                *(self.created, self.updated, self.rerendered),
                *(self.missing, self.returned, self.conflicts),
            )
        )
