"""What a check says, in the parts that a page needs."""

from dataclasses import dataclass

RIGHT = "Right."


@dataclass(frozen=True, eq=False, kw_only=True)
class Told:
    """`heading` says only the verdict, `detail` everything else; either may be empty.

    A page that words the verdict itself shows `detail` alone.
    """

    detail: str = ""
    heading: str = ""

    @property
    def message(self) -> str:
        """Everything said about the answer."""
        return " ".join(part for part in (self.heading, self.detail) if part)
