"""What a check says, in the parts that a page needs."""

from dataclasses import dataclass

RIGHT = "Right."


@dataclass(frozen=True, eq=False, kw_only=True)
class Told:
    """`heading` says no more than the verdict, `detail` all the rest; either may be empty.

    A page that gives the verdict in words of its own shows `detail` alone.
    """

    detail: str = ""
    heading: str = ""

    @property
    def message(self) -> str:
        """All that is said of the answer."""
        return " ".join(part for part in (self.heading, self.detail) if part)
