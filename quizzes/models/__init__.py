from .attempt import Attempt, Verdict
from .hint import HintsShown
from .item import Item
from .question import ContentConflict, Question, Status, Topic
from .quiz import Quiz, QuizItem
from .sitting import SavedAnswer, Sitting

__all__ = [
    "Attempt",
    "ContentConflict",
    "HintsShown",
    "Item",
    "Question",
    "Quiz",
    "QuizItem",
    "SavedAnswer",
    "Sitting",
    "Status",
    "Topic",
    "Verdict",
]
