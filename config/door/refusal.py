"""Why a request goes no further than the door, as data: the site puts it into words."""

from dataclasses import dataclass
from typing import Literal

# Where a WSGI environment carries the refusal of its request.
KEY = "config.refusal"

Reason = Literal["slow", "spent", "busy", "full"]


@dataclass(frozen=True)
class Refusal:
    """`slow`: the body did not arrive in time. `spent`: the address has used its processor time.
    `busy`: too many dear requests are waiting. `full`: the worker holds as much as it takes.

    `seconds` says when the client may ask again.
    """

    reason: Reason
    seconds: int


class Refused(Exception):
    """Carries the reason for which a request is refused."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
