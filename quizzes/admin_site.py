"""The admin site itself: its name, and the counts on its first page.

It lives outside the package `admin`, which registers its pages with this site on import.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from quizzes.accounts.second_factor import lacks_second_factor
from quizzes.models import ContentConflict, Question, Status
from quizzes.web.refusals import refuse

# Each row here has a number; Django would pass anything else on to the database.
_ROW = re.compile("[0-9]{1,18}")


class BankAdminSite(admin.AdminSite):
    site_header = "Attention by Hand"
    site_title = "Attention by Hand, admin"
    index_title = "Content"
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
            if lacks_second_factor(request.user):
                return redirect("mfa_index")
            try:
                return view(request, *args, **kwargs)
            except OverflowError as error:
                raise SuspiciousOperation("a number too large to look up") from error

        return super().admin_view(checked, cacheable)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The door of the site is the door of the admin, too."""
        following = request.GET.get(REDIRECT_FIELD_NAME, "")
        if not self.is_ours(request, following):
            following = reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(following)
        if not self.has_permission(request):
            told = "This account may not enter the admin. Sign out, and sign in with another one."
            return refuse(request, 403, told, reverse("account_logout"), "Sign out")
        return redirect(following)

    def is_ours(self, request: HttpRequest, url: str) -> bool:
        hosts, is_secure = {request.get_host()}, request.is_secure()
        return url_has_allowed_host_and_scheme(url, hosts, require_https=is_secure)

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
