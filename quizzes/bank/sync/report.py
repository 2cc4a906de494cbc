"""What a sync did, or would do."""

from dataclasses import dataclass, field

from ..text.faults import Fault


@dataclass
class SyncReport:
    """Names of files by what became of them. `rendered` counts the texts rendered.

    created, updated: the file's text was taken. rerendered: same text, other code.
    kept: changed in the browser only, left alone. conflicts: changed in both, both kept.
    missing: the file is gone and its page hidden. returned: it came back.
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

    @property
    def changes(self) -> bool:
        """Whether the bank is, or would be, another after this sync, or cannot be brought up."""
        return any(
            (
                *(self.created, self.updated, self.rerendered),
                *(self.missing, self.returned, self.conflicts),
            )
        )
