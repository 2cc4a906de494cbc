"""Everything that a learner kept, as plain dicts that can be written as JSON."""

from typing import Any

from quizzes.models import Bookmark, Learner, Note, Report


def own_bookmarks(learner: Learner) -> list[dict[str, Any]]:
    """In the order in which they were made."""
    rows = Bookmark.objects.filter(learner=learner).order_by("created_at", "pk")
    columns = ("question__slug", "item__question__slug", "item__key", "created_at")
    return [
        {"question": question or of_item, "task": key, "created_at": created_at.isoformat()}
        for question, of_item, key, created_at in rows.values_list(*columns)
    ]


def own_notes(learner: Learner) -> list[dict[str, Any]]:
    rows = Note.objects.filter(learner=learner).exclude(text="").order_by("question__slug")
    columns = ("question__slug", "text", "updated_at")
    return [
        {"question": question, "text": text, "updated_at": updated_at.isoformat()}
        for question, text, updated_at in rows.values_list(*columns)
    ]


def own_reports(learner: Learner) -> list[dict[str, Any]]:
    """The oldest first. `verdict` is empty if the task had not been answered."""
    rows = Report.objects.filter(learner=learner).order_by("created_at", "pk")
    return [
        {
            "question": report.item.question.slug,
            "task": report.item.key,
            "version": report.item_version.version,
            "seed": report.seed,
            "problem": report.kind,
            "text": report.text,
            "verdict": report.verdict,
            "created_at": report.created_at.isoformat(),
            "status": report.status,
            "reply": report.reply,
            "answered_at": report.answered_at.isoformat() if report.answered_at else None,
        }
        for report in rows.select_related("item__question", "item_version").only(
            *("seed", "kind", "text", "verdict", "created_at", "status", "reply", "answered_at"),
            *("item__key", "item__question__slug", "item_version__version"),
        )
    ]
