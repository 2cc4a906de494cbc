"""Accounts: Django's own pages, but an account is deleted as its owner would delete it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from quizzes.models import Learner
from quizzes.own_data.deletion import LastAdmin, delete_user, refuse_last_admin
from quizzes.own_data.export import SECTIONS

admin.site.unregister(User)


@admin.register(User)
class OwnUserAdmin(UserAdmin):
    def get_deleted_objects(
        self, objs: Iterable[User], request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[str]]:
        """What goes, in numbers: one account can have a hundred thousand answers. The last admin is
        protected."""
        users = list(objs)
        counts = {"accounts": len(users)}
        for learner in Learner.objects.filter(user__in=users):
            for section in SECTIONS:
                name = section.name.replace("_", " ")
                counts[name] = counts.get(name, 0) + section.count(learner)
        try:
            refuse_last_admin(users)
        except LastAdmin as error:
            return [str(user) for user in users], counts, set(), [str(error)]
        may = self.has_delete_permission(request)
        lacking = set() if may else {str(self.opts.verbose_name)}
        return [str(user) for user in users], counts, lacking, []

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        delete_user(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in list(queryset):
            delete_user(user)

    def log_deletions(self, request: HttpRequest, queryset: Iterable[User]) -> list[LogEntry]:
        """That accounts are deleted, and by whom, but not whose they were."""
        users = len(list(queryset))
        entry = LogEntry.objects.create(
            user_id=request.user.pk,
            content_type=ContentType.objects.get_for_model(User),
            object_repr=f"{users} account{'' if users == 1 else 's'}",
            action_flag=DELETION,
        )
        return [entry]

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except LastAdmin as error:
            # The other admin was deleted after this page was opened.
            messages.error(request, str(error))
            return redirect(reverse("admin:auth_user_changelist"))
