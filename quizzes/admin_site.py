"""The admin site itself: its name, and the counts on its first page.

It lives outside the package `admin`, which registers its pages with this site on import.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse

from quizzes.models import ContentConflict, Question, Status

from .admin_login import LimitedLoginForm, remember_browser

# Each row here has a number; Django would pass anything else on to the database.
_ROW = re.compile("[0-9]{1,18}")


class BankAdminSite(admin.AdminSite):
    site_header = "Attention by Hand"
    site_title = "Attention by Hand, admin"
    index_title = "Content"
    login_form = LimitedLoginForm
    logout_template = "admin/logged_out.html"
    # There are only a few pages, and the texts need the width.
    enable_nav_sidebar = False

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        apps = super().get_app_list(request, app_label)
        return sorted(apps, key=lambda app: app["app_label"] != "quizzes")

    def admin_view(
        self, view: Callable[..., HttpResponseBase], cacheable: bool = False
    ) -> Callable[..., HttpResponseBase]:
        """Like Django's, but what cannot be a row or a filter is answered with 400, not 500."""

        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not all(map(_ROW.fullmatch, request.POST.getlist(ACTION_CHECKBOX_NAME))):
                raise SuspiciousOperation("a chosen row has no number")
            try:
                return view(request, *args, **kwargs)
            except OverflowError as error:
                raise SuspiciousOperation("a number too large to look up") from error

        return super().admin_view(checked, cacheable)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        response = super().login(request, extra_context)
        if request.method == "POST" and request.user.is_authenticated:
            remember_browser(response, request.user.get_username())
        return response

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
