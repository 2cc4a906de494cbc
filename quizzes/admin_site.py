"""The admin site itself: its name, and the counts on its first page.

It lives outside the package `admin`, which registers its pages with this site on import.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse

from quizzes.models import ContentConflict, Question, Status

# Each row here has a number; Django would pass anything else on to the database.
_ROW = re.compile("[0-9]{1,18}")


class LimitedLoginForm(AdminAuthenticationForm):
    """Django's, but after too many failures of an address or an account no password is tried."""

    def clean(self) -> dict[str, Any]:
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if self.request and name is not None and password:
            self.user_cache = get_adapter().authenticate(
                self.request, username=name, password=password
            )
            if self.user_cache is None:
                raise self.get_invalid_login_error()
            self.confirm_login_allowed(self.user_cache)
        return self.cleaned_data


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
