"""The signed token of a form: the task it was made for, and a nonce so that it counts once."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.core.signing import BadSignature, Signer

from quizzes.models import Item

from .task import Task

_ITEM = Signer(salt="quizzes.item-form")
_QUIZ = Signer(salt="quizzes.quiz-form-with-time")
_CUSTOM = Signer(salt="quizzes.custom-quiz-form")
_PRACTICE = Signer(salt="quizzes.practice-form")
_INTERVIEW = Signer(salt="quizzes.interview-form")
# A newcomer's answers belong to the nonce of the form, so that no copy of a page, in a cache or in
# a mail, may speak for them for ever. Nobody leaves a task open for longer and goes on with it.
GOOD_FOR_DAYS = 7
# Anything longer is a forgotten tab, not time spent on the task.
LONGEST_SECONDS = 24 * 60 * 60


class BadToken(ValueError):
    """A token that this site did not issue, or issued for another form."""


@dataclass(frozen=True)
class ItemToken:
    """The form of one item at one version and seed, made at `issued` (seconds since 1970)."""

    item: int
    version: int
    seed: int
    nonce: str
    issued: int

    def seconds_until(self, now: float) -> int | None:
        """Seconds since the form was made; None if that cannot be time spent on the task."""
        seconds = int(now) - self.issued
        return seconds if 0 <= seconds <= LONGEST_SECONDS else None


class FormExpired(Exception):
    """A form of this site that is older than GOOD_FOR_DAYS."""


class TaskExpired(FormExpired):
    """The same for the form of a task, which is as it was: `task`."""

    def __init__(self, task: Task) -> None:
        super().__init__(f"this form is older than {GOOD_FOR_DAYS} days")
        self.task = task


class TaskChanged(Exception):
    """The item has changed since its form was made. `token` is the form's token."""

    def __init__(self, token: ItemToken) -> None:
        super().__init__("the item has changed since this form was made")
        self.token = token


def issue_item_token(item: int, version: int, seed: int, now: float) -> str:
    return _ITEM.sign_object([item, version, seed, _nonce(), int(now)], compress=True)


def read_item_token(text: str) -> ItemToken:
    """Raises BadToken."""
    return ItemToken(*_read(_ITEM, text))


def task_of_token(
    item: Item, text: str, seed: str | None = None, *, now: float
) -> tuple[Task, ItemToken]:
    """The task that a form of this item was made for, and the form's token.

    `seed` is the one in the form's URL, if the URL has one. Raises BadToken for a form of another
    item or seed, TaskChanged if the version or seed that the form showed is no longer in use, and
    TaskExpired.
    """
    token = read_item_token(text)
    if token.item != item.pk or seed not in (None, str(token.seed)):
        raise BadToken("this form was made for another task")
    if token.version != item.version or token.seed not in item.seeds:
        raise TaskChanged(token)
    task = Task(item, token.seed)
    if _is_old(token.issued, now):
        raise TaskExpired(task)
    return task, token


def issue_quiz_token(quiz: int, now: float) -> str:
    return _issue(_QUIZ, now, quiz)


def read_quiz_token(text: str, quiz: int, now: float) -> str:
    """The nonce of the form that starts a sitting of this quiz. Raises BadToken and FormExpired."""
    return _nonce_in(_QUIZ, text, now, quiz, what="quiz")


def issue_custom_quiz_token(custom: str, now: float) -> str:
    """For the forms of this custom quiz; without one, for the form that makes it."""
    return _issue(_CUSTOM, now, custom)


def read_custom_quiz_token(text: str, custom: str, now: float) -> str:
    """The nonce of such a form. Raises BadToken and FormExpired."""
    return _nonce_in(_CUSTOM, text, now, custom, what="custom quiz")


def issue_practice_token(now: float) -> str:
    return _issue(_PRACTICE, now)


def read_practice_token(text: str, now: float) -> str:
    """The nonce of the form that starts a practice session. Raises BadToken and FormExpired."""
    return _nonce_in(_PRACTICE, text, now, what="session")


def issue_interview_token(now: float) -> str:
    return _issue(_INTERVIEW, now)


def read_interview_token(text: str, now: float) -> str:
    """The nonce of the form that starts an interview. Raises BadToken and FormExpired."""
    return _nonce_in(_INTERVIEW, text, now, what="interview")


def _issue(signer: Signer, now: float, *made_for: int | str) -> str:
    return signer.sign_object([*made_for, _nonce(), int(now)])


def _nonce_in(signer: Signer, text: str, now: float, *made_for: int | str, what: str) -> str:
    *its, nonce, issued = _read(signer, text)
    if its != [*made_for]:
        raise BadToken(f"this form was made for another {what}")
    if _is_old(issued, now):
        raise FormExpired
    return nonce


def _is_old(issued: int, now: float) -> bool:
    return now - issued > GOOD_FOR_DAYS * 24 * 60 * 60


def _nonce() -> str:
    return secrets.token_hex(16)


def _read(signer: Signer, text: str) -> list[Any]:
    try:
        return signer.unsign_object(text)
    except BadSignature as error:
        raise BadToken("this form was not made by this site") from error
