"""How many examples a property gets: some in `make test`, as many as say something in `make soak`.

The first of them find nearly all that the later ones find, and every run of the suite pays for
them. HYPOTHESIS_PROFILE=soak asks for all.
"""

import os

from hypothesis import HealthCheck, settings

SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"

settings.register_profile(
    "suite",
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
# The same examples at every run, so that a failure of last night is there in the morning.
settings.register_profile("soak", parent=settings.get_profile("suite"), max_examples=100)
settings.load_profile("soak" if SOAK else "suite")


def usually(count: int, soak: int) -> int:
    """`count`, or in the long run `soak`."""
    return soak if SOAK else count
