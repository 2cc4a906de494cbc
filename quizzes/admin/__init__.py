"""The admin of the bank. Importing this package registers every page of it."""

from . import attempts, items, questions, quizzes, topics  # noqa: F401 - imported to be registered
