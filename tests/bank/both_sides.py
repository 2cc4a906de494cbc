"""A question that is edited in its file and in the browser."""

from typing import Any

from quizzes.bank.store.questions import save_question
from quizzes.models import ContentConflict, Item, Question, Quiz

from .conftest import question_text

NAME = "07-softmax.md"
FILE_EDIT = question_text(title="What does softmax do, says the file?")
BROWSER_EDIT = question_text(title="What does softmax do, says the browser?")


def edit_in_browser(text: str = BROWSER_EDIT) -> Question:
    question = Question.objects.get()
    return save_question(question, text, question.context_source)


def rows() -> list[list[dict[str, Any]]]:
    """Every row as it is now, to see whether anything was written."""
    return [
        *(list(model.objects.order_by("pk").values()) for model in (Question, Item, Quiz)),
        list(ContentConflict.objects.values("question", "file_source")),
    ]
