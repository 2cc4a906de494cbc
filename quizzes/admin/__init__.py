"""The admin for the bank. Importing this package registers all of its pages."""

from . import (  # noqa: F401 - imported to be registered
    attempts,
    authenticators,
    items,
    questions,
    quizzes,
    reports,
    terms,
    topics,
    users,
)
