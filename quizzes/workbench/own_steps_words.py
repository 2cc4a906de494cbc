"""The summary above a person's own steps: the first wrong one, carried ones, blanks."""

from collections.abc import Sequence

from .own_answers import OwnStep


def summary_of(steps: Sequence[OwnStep]) -> list[str]:
    """The sentences above the list of own steps; none if no step was judged."""
    judged = [step for step in steps if step.answer.verdict]
    wrong = [step for step in judged if step.answer.verdict == "wrong"]
    carried = [step.title for step in judged if step.answer.verdict == "carried"]
    words = []
    if wrong:
        words.append(f"The first wrong step is {_quoted([wrong[0].title])}.")
    elif judged and all(step.answer.verdict == "right" for step in judged):
        words.append("Every step that you typed is right.")
    if carried:
        are = "is" if len(carried) == 1 else "are"
        own = "earlier steps" if wrong else "rounded values"
        counts = "counts" if len(carried) == 1 else "count"
        why = ": a mistake counts once." if wrong else "."
        words.append(
            f"{_quoted(carried)} {are} consistent with your {own} and {counts} as right{why}"
        )
    return words + [_blank_words(steps, step) for step in wrong if _blank_before(steps, step)]


def _blank_words(steps: Sequence[OwnStep], step: OwnStep) -> str:
    """Which values a step was judged against if the steps before it are missing."""
    before = _blank_before(steps, step)
    blank = [earlier.title for earlier in before if not earlier.answer.error]
    unread = [earlier.title for earlier in before if earlier.answer.error]
    why = [f"you left {_quoted(blank)} blank"] if blank else []
    why += [f"{_quoted(unread)} could not be read"] if unread else []
    own = any(earlier.answer.verdict for earlier in steps[: steps.index(step)])
    against = "the right values there"
    against += " and with those that follow from your own steps before" if own else " only"
    because = " and ".join(why)
    return (
        f"{because[0].upper()}{because[1:]}, so {_quoted([step.title])} was judged with {against}."
    )


def _blank_before(steps: Sequence[OwnStep], step: OwnStep) -> list[OwnStep]:
    """The steps directly before this one that were not judged."""
    found: list[OwnStep] = []
    for earlier in reversed(steps[: steps.index(step)]):
        if earlier.answer.verdict:
            break
        found.insert(0, earlier)
    return found


def _quoted(titles: Sequence[str]) -> str:
    names = [f"“{title}”" for title in titles]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
