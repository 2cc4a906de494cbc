"""What is stored about one's own classes, as plain data for the export of one's own data."""

from typing import Any

from quizzes.models import Assignment, Classroom, Learner, Membership


def own_memberships(learner: Learner) -> list[dict[str, Any]]:
    """The classes that a learner has joined. What they answered is in their sittings."""
    if learner.is_new:
        return []
    rows = Membership.objects.filter(learner=learner).select_related("classroom")
    return [
        {
            "class": row.classroom.name,
            "my_name": row.name,
            "joined_at": row.joined_at.isoformat(),
        }
        for row in rows.order_by("joined_at", "pk")
    ]


def own_classes(user: Any) -> list[dict[str, Any]]:
    """The classes that a user teaches, without what belongs to their learners."""
    rows = Classroom.objects.filter(teacher=user).prefetch_related("assignments")
    return [
        {
            "class": row.name,
            "code": row.code,
            "can_be_joined": row.can_be_joined,
            "created_at": row.created_at.isoformat(),
            "archived_at": row.archived_at.isoformat() if row.archived_at else None,
            "assignments": [_assignment(each) for each in row.assignments.all()],
        }
        for row in rows.order_by("created_at", "pk")
    ]


def _assignment(assignment: Assignment) -> dict[str, Any]:
    return {
        "title": assignment.title,
        "opens_at": assignment.opens_at.isoformat(),
        "closes_at": assignment.closes_at.isoformat(),
        "same_numbers": assignment.same_numbers,
        "tries": assignment.tries,
        "minutes": assignment.minutes,
    }
