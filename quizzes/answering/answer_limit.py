"""How many answers one network address may have stored: each may hold some kilobytes for ever."""

from quizzes.web import counting

# A class of forty behind one address may answer two a minute each.
MOST_ANSWERS = 5_000


def seconds_to_wait(address: str, now: float) -> int:
    """Counts one answer from this address. 0 if it may proceed, else the seconds until the next
    may. Counted as the starts of quizzes are."""
    return counting.seconds_to_wait(
        "answers", address, now, most=MOST_ANSWERS, window=counting.HOUR
    )


def refusal(wait: int) -> str:
    """What to do for somebody who has to wait this many seconds."""
    return (
        f"{MOST_ANSWERS:,} answers came from your network within this hour, the most that we "
        "store. Nothing was checked or saved; what you typed is still here. Send it again in "
        f"{counting.in_minutes(wait)}."
    )
