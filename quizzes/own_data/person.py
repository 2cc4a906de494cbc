"""The person who makes a request: a learner, an account, or both."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.http import HttpRequest

from quizzes.learners.cookie import learner_of
from quizzes.models import Learner

from .export import SECTIONS


@dataclass(frozen=True)
class Person:
    """Neither is there for a newcomer, of whom nothing is stored."""

    learner: Learner | None
    user: User | None

    @property
    def is_stored(self) -> bool:
        return self.learner is not None or self.user is not None

    @property
    def counts(self) -> Sequence[tuple[str, str]]:
        """What is stored in rows: the words for it, and how many there are."""
        if self.learner is None:
            return ()
        counted = [(section.words, section.count(self.learner)) for section in SECTIONS]
        return [(words, f"{count:,}") for words, count in counted if count]

    @property
    def word_to_delete(self) -> str:
        """What has to be typed before everything is deleted: something of the account, if there is
        one, because more hangs on it and other devices lose it too."""
        if self.user is None:
            return "delete"
        return self.user.email or self.user.get_username()


def person_of(request: HttpRequest) -> Person:
    user = request.user if isinstance(request.user, User) else None
    return Person(learner_of(request), user)
