"""The admin site itself: its name, and the counts on its first page.

It lives outside the package `admin`, which registers its pages with this site on import.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse

from quizzes.models import ContentConflict, Question, Status


class BankAdminSite(admin.AdminSite):
    site_header = "Attention by Hand"
    site_title = "Attention by Hand, admin"
    index_title = "The bank"
    logout_template = "admin/logged_out.html"
    # There are only a few pages, and the texts need the width.
    enable_nav_sidebar = False

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        apps = super().get_app_list(request, app_label)
        return sorted(apps, key=lambda app: app["app_label"] != "quizzes")

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        context = dict(extra_context or {})
        if request.user.has_perm("quizzes.view_question"):
            context |= {
                "conflict_count": ContentConflict.objects.count(),
                "waiting_count": Question.objects.filter(status=Status.REVIEW).count(),
                "hidden_count": Question.objects.filter(file_missing_since__isnull=False).count(),
            }
        return super().index(request, context)
