"""Rows that the admin only shows: the store or the learners write them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class ReadOnlyAdmin(admin.ModelAdmin):
    actions = None

    class Media:
        css = {"all": ["quizzes/admin/editor.css"]}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Nobody can change these rows here, so either permission opens the page.
        user, name = request.user, self.opts.model_name
        return user.has_perm(f"quizzes.view_{name}") or user.has_perm(f"quizzes.change_{name}")
