from .append_only import AppendOnlyError
from .assignment import Assignment
from .attempt import Attempt, Mark, Verdict
from .bookmark import Bookmark
from .card import Card, CardKind, Rating, Review
from .classroom import Classroom, Membership
from .custom_quiz import CustomQuiz
from .departed import DepartedAnswers
from .edition import bank_edition
from .glossary import BankFile, Term
from .goal import Asked, Goal, Role, Seniority
from .hint import HintsShown
from .interview import Interview, Part, Turn
from .item import Item
from .item_version import ItemVersion
from .learner import Learner, LearnerGone, Theme
from .note import Note
from .practice import PracticeAim, PracticeReason, PracticeSession, PracticeTask, PracticeUnit
from .question import (
    ContentConflict,
    PageLink,
    Question,
    Status,
    public_topics,
    reading_order,
)
from .quiz import DIAGNOSTIC, Quiz, QuizItem
from .reminder import Reminder, ReminderKind, ReminderSettings, ReminderState
from .report import Problem, Report, ReportStatus
from .revision import Origin, Revision, digest_of
from .script import Script, ScriptKind
from .sitting import SavedAnswer, Sitting
from .topic import UNPLACED, Topic

__all__ = [
    "DIAGNOSTIC",
    "UNPLACED",
    "AppendOnlyError",
    "Asked",
    "Assignment",
    "Attempt",
    "BankFile",
    "Bookmark",
    "Card",
    "CardKind",
    "Classroom",
    "ContentConflict",
    "CustomQuiz",
    "DepartedAnswers",
    "Goal",
    "HintsShown",
    "Interview",
    "Item",
    "ItemVersion",
    "Learner",
    "LearnerGone",
    "Mark",
    "Membership",
    "Note",
    "Origin",
    "PageLink",
    "Part",
    "PracticeAim",
    "PracticeReason",
    "PracticeSession",
    "PracticeTask",
    "PracticeUnit",
    "Problem",
    "Question",
    "Quiz",
    "QuizItem",
    "Rating",
    "Reminder",
    "ReminderKind",
    "ReminderSettings",
    "ReminderState",
    "Report",
    "ReportStatus",
    "Review",
    "Revision",
    "Role",
    "SavedAnswer",
    "Script",
    "ScriptKind",
    "Seniority",
    "Sitting",
    "Status",
    "Term",
    "Theme",
    "Topic",
    "Turn",
    "Verdict",
    "bank_edition",
    "digest_of",
    "public_topics",
    "reading_order",
]
