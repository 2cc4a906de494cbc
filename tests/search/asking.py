"""Run by `manage.py shell`. Prints as JSON what each query of the tests finds."""

import json

from quizzes.finding.search import search
from quizzes.models import Question
from quizzes.search import index
from tests.search.bank import FOUND


def numbers(query: str) -> list[int]:
    return [found.question.number for found in search(query).found]


def answers() -> dict[str, list[int]]:
    return {query: numbers(query) for query in FOUND}


def main() -> None:
    first = answers()
    index.rebuild(Question.objects.all())
    print(json.dumps({"kept": first, "rebuilt": answers()}))
