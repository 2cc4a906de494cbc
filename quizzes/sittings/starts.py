"""How many quizzes may be started from one network address: a newcomer has no other name."""

from quizzes.web import counting

# A class of forty behind one address may start seven each within an hour.
MOST_STARTS = 300


def seconds_to_wait(address: str, now: float) -> int:
    """Counts one start at this address. 0 if it may proceed, else the seconds until the next may.

    Counted per hour of the clock and without a cache not at all, as in the API.
    """
    return counting.seconds_to_wait("starts", address, now, most=MOST_STARTS, window=counting.HOUR)


def refusal(wait: int) -> str:
    """What to do for somebody who has to wait this many seconds."""
    return (
        f"We allow {MOST_STARTS} new quizzes an hour from one network, and yours has reached that "
        f"limit. Nothing was started. Try again in {counting.in_minutes(wait)}. You can still "
        "continue a quiz you have already started."
    )
