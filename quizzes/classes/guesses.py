"""How many wrong codes may be tried within an hour, by one learner and from one network address."""

from quizzes.learners.visitor import Visitor
from quizzes.web import counting

# A class of forty behind one address may mistype; one person who types twenty wrong codes guesses.
MOST_OF_ADDRESS, MOST_OF_LEARNER = 100, 20


def seconds_to_wait(address: str, visitor: Visitor, now: float) -> int:
    """0 if a code may be tried, else the seconds until the next may, even a right one."""
    return max(
        counting.seconds_if_full(what, who, now, most=most, window=counting.HOUR)
        for what, who, most in _counters(address, visitor)
    )


def count_wrong(address: str, visitor: Visitor, now: float) -> None:
    for what, who, most in _counters(address, visitor):
        counting.seconds_to_wait(what, who, now, most=most, window=counting.HOUR)


def refusal(wait: int) -> str:
    return (
        "Too many wrong class codes were tried here within this hour, so this one was not looked "
        f"up. Check the code with your teacher and try again in {counting.in_minutes(wait)}."
    )


def _counters(address: str, visitor: Visitor) -> list[tuple[str, str, int]]:
    counters = [("class-codes", address, MOST_OF_ADDRESS)]
    if not visitor.is_stranger:
        who = f"user-{visitor.user_id}" if visitor.user_id else str(visitor.browser_id)
        counters.append(("class-codes-of", who, MOST_OF_LEARNER))
    return counters
