"""Short colored words in the lists; the words carry the meaning."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from quizzes.models import Status, Verdict

from .filters import AS_IN_FILE, EDITED, HIDDEN, ONLY_HERE, PLACES

TONES = {
    Status.PUBLISHED: "right",
    Status.REVIEW: "imprecise",
    Status.DRAFT: "quiet",
    Verdict.RIGHT: "right",
    Verdict.IMPRECISE: "imprecise",
    Verdict.WRONG: "wrong",
    Verdict.GIVEN_UP: "quiet",
    AS_IN_FILE: "quiet",
    EDITED: "imprecise",
    ONLY_HERE: "info",
    HIDDEN: "wrong",
}


SHORT = {
    AS_IN_FILE: "As in file",
    EDITED: "Edited here",
    ONLY_HERE: "Only here",
    HIDDEN: "File gone",
}


def mark(tone: str, words: str) -> SafeString:
    return format_html('<span class="mark mark-{}">{}</span>', tone, words)


def status_mark(status: str) -> SafeString:
    return mark(TONES[Status(status)], str(Status(status).label))


def verdict_mark(verdict: str) -> SafeString:
    return mark(TONES[Verdict(verdict)], str(Verdict(verdict).label))


def place_mark(place: str) -> SafeString:
    return mark(TONES[place], PLACES[place])


def short_place_mark(place: str) -> SafeString:
    """Short words for a column; the filter beside the list has the long ones."""
    return mark(TONES[place], SHORT[place])
