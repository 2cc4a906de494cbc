from .append_only import AppendOnlyError
from .attempt import Attempt, Mark, Verdict
from .edition import bank_edition
from .glossary import BankFile, Term
from .hint import HintsShown
from .item import Item
from .item_version import ItemVersion
from .learner import Learner
from .question import (
    ContentConflict,
    PageLink,
    Question,
    Status,
    public_topics,
    reading_order,
)
from .quiz import Quiz, QuizItem
from .revision import Origin, Revision, digest_of
from .sitting import SavedAnswer, Sitting
from .topic import UNPLACED, Topic

__all__ = [
    "UNPLACED",
    "AppendOnlyError",
    "Attempt",
    "BankFile",
    "ContentConflict",
    "HintsShown",
    "Item",
    "ItemVersion",
    "Learner",
    "Mark",
    "Origin",
    "PageLink",
    "Question",
    "Quiz",
    "QuizItem",
    "Revision",
    "SavedAnswer",
    "Sitting",
    "Status",
    "Term",
    "Topic",
    "Verdict",
    "bank_edition",
    "digest_of",
    "public_topics",
    "reading_order",
]
