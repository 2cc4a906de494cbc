"""How much one network address may keep: each new visitor who keeps something gets a row."""

from quizzes.web import counting

# A class of forty behind one address may keep one thing a minute each.
MOST_AN_HOUR = 2_400


def seconds_to_wait(address: str, now: float) -> int:
    """Counts one bookmark, note or report from this address. 0 if it may proceed, else the seconds
    until the next may."""
    return counting.seconds_to_wait(
        "keeping", address, now, most=MOST_AN_HOUR, window=counting.HOUR
    )


def refusal(wait: int) -> str:
    """What to do for somebody who has to wait this many seconds."""
    return (
        f"{MOST_AN_HOUR:,} bookmarks, notes and reports came from your network within this hour, "
        f"the most that we accept. Nothing was saved. Try again in {counting.in_minutes(wait)}."
    )
