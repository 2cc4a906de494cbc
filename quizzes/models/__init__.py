from .attempt import Attempt, Verdict
from .glossary import BankFile, Term
from .hint import HintsShown
from .item import Item
from .question import ContentConflict, PageLink, Question, Status, reading_order
from .quiz import Quiz, QuizItem
from .sitting import SavedAnswer, Sitting
from .topic import UNPLACED, Topic

__all__ = [
    "UNPLACED",
    "Attempt",
    "BankFile",
    "ContentConflict",
    "HintsShown",
    "Item",
    "PageLink",
    "Question",
    "Quiz",
    "QuizItem",
    "SavedAnswer",
    "Sitting",
    "Status",
    "Term",
    "Topic",
    "Verdict",
    "reading_order",
]
