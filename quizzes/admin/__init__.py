"""The admin of the bank. Importing this package registers every page of it."""

from . import (  # noqa: F401 - imported to be registered
    attempts,
    items,
    questions,
    quizzes,
    terms,
    topics,
)
