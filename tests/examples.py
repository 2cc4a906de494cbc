"""How many examples hypothesis tries per property: few in `make test`, many in `make soak`.

The first few examples find nearly everything that later ones find, and every run of the suite
pays for each. HYPOTHESIS_PROFILE=soak runs all of them.
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
# The same examples at every run, so that last night's failure can be reproduced in the morning.
settings.register_profile("soak", parent=settings.get_profile("suite"), max_examples=100)
settings.load_profile("soak" if SOAK else "suite")


def usually(count: int, soak: int) -> int:
    """`count`, or `soak` in the soak run."""
    return soak if SOAK else count
