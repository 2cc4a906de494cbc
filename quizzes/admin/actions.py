"""Bulk actions in the admin's lists of texts."""

from typing import Any

from django.contrib import admin, messages
from django.db import models, transaction
from django.http import HttpRequest

from quizzes.bank.store.questions import EditConflict
from quizzes.bank.text.faults import ContentFaults, Fault
from quizzes.models import Status

from .faults import shown_faults

# Faults shown per row when an action reports on many rows.
MOST_TOLD = 3


class ListActions(admin.ModelAdmin):
    """Publishes, takes back to draft and checks. Subclasses supply the rules."""

    actions = ["publish", "take_back", "check_rules"]
    text_fields: tuple[str, ...] = ("source",)

    def set_status(self, row: models.Model, status: str, author: Any) -> list[Fault]:
        raise NotImplementedError

    def faults_before_publishing(self, row: models.Model) -> list[Fault]:
        raise NotImplementedError

    def texts_of(self, row: models.Model) -> list[str]:
        return [getattr(row, name) for name in self.text_fields]

    @admin.action(description="Publish selected", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        self._set_all(request, queryset, Status.PUBLISHED)

    @admin.action(description="Unpublish selected", permissions=["change"])
    def take_back(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        self._set_all(request, queryset, Status.DRAFT)

    @admin.action(description="Validate selected", permissions=["view"])
    def check_rules(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Reports each row's faults under the rules for published texts."""
        rows = list(self.model.objects.filter(pk__in=queryset.values("pk")))
        sound = 0
        for row in rows:
            faults = self.faults_before_publishing(row)
            sound += not faults
            for fault in shown_faults(faults[:MOST_TOLD], *self.texts_of(row)):
                messages.warning(request, f"{row}, {fault.words()}")
            if len(faults) > MOST_TOLD:
                messages.warning(request, f"{row}: {len(faults)} faults in all.")
        messages.info(request, f"{sound} of {len(rows)} pass every rule.")

    def _set_all(self, request: HttpRequest, queryset: models.QuerySet, status: str) -> None:
        done = 0
        for row in self.model.objects.filter(pk__in=queryset.values("pk")).exclude(status=status):
            before = row.status
            try:
                with transaction.atomic():
                    self.set_status(row, status, request.user)
                    self.log_change(request, row, f"status {before} → {status}.")
            except ContentFaults as error:
                shown = shown_faults(error.faults[:MOST_TOLD], *self.texts_of(row))
                words = "; ".join(fault.words() for fault in shown)
                messages.error(request, f"{row} stays as it is: {words}")
            except EditConflict as error:
                messages.error(request, f"{row} stays as it is: {error}.")
            else:
                done += 1
        label = Status(status).label.lower()
        messages.info(request, f"Now {label}: {done}.")

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        # No bulk delete: the page of each row says what goes with it and what would come back.
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions
