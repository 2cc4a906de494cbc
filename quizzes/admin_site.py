"""The admin site itself: its name, and what its first page tells.

It stands outside of the package `admin`: that one registers with this site as it is imported.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from quizzes.models import ContentConflict, Question, Status


class BankAdminSite(admin.AdminSite):
    site_header = "Attention by Hand"
    site_title = "Attention by Hand, admin"
    index_title = "The bank"

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = dict(extra_context or {})
        if request.user.has_perm("quizzes.view_question"):
            context |= {
                "conflict_count": ContentConflict.objects.count(),
                "waiting_count": Question.objects.filter(status=Status.REVIEW).count(),
                "hidden_count": Question.objects.filter(file_missing_since__isnull=False).count(),
            }
        return super().index(request, context)
