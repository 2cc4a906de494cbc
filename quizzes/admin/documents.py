"""What the admins of questions and quizzes share: storing through the rules, and refusals."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from quizzes.bank.store.questions import EditConflict
from quizzes.bank.text.faults import ContentFaults, Fault

from .actions import ListActions
from .diffs import side_by_side
from .faults import MOST_SHOWN, shown_faults
from .forms import DocumentForm, Refusal, wanted_status


class DocumentAdmin(ListActions):
    """Admin of a row derived from its text. Subclasses define how it is stored."""

    change_form_template = "admin/quizzes/document_form.html"

    class Media:
        css = {"all": ["quizzes/admin/editor.css"]}

    def store(
        self, row: models.Model, texts: list[str], author: Any, version: int | None
    ) -> tuple[models.Model, list[Fault]]:
        raise NotImplementedError

    def describe(self, slug: str, before: list[str], after: list[str]) -> str:
        raise NotImplementedError

    def text_to_start_from(self) -> str:
        raise NotImplementedError

    # Storing

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Like Django's, but a refused edit returns the form with everything that was typed."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ContentFaults as error:
            refusal = Refusal(faults=error.faults)
        except EditConflict as error:
            refusal = Refusal(conflict=f"Not saved: {error}. What you wrote is still below.")
        request.refusal = refusal
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[DocumentForm]:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"source": self.text_to_start_from()}

    def save_model(self, request: HttpRequest, obj: Any, form: DocumentForm, change: bool) -> None:
        row = self.model.objects.get(pk=obj.pk) if change else self.model(slug=obj.slug)
        before = self.texts_of(row)
        texts = [form.cleaned_data[name] for name in self.text_fields]
        version = form.version if change else None
        saved, faults = self.store(row, texts, request.user, version)
        form.what_changed = self.describe(saved.slug, before, texts) if change else ""
        obj.pk, obj._state.adding = saved.pk, False
        obj.refresh_from_db()
        self.warn(request, saved, faults)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        return form.what_changed or "Added."

    def warn(self, request: HttpRequest, row: models.Model, faults: list[Fault]) -> None:
        """Reports, after saving, the faults that a draft may have."""
        for fault in shown_faults(faults[:MOST_SHOWN], *self.texts_of(row)):
            messages.warning(request, f"Fix before publishing: {fault.words()}")

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        response = super().response_change(request, obj)
        if wanted_status(request.POST):
            return HttpResponseRedirect(self.address_of(obj))
        return response

    # The page of one document

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = context["original"]
        form = context["adminform"].form
        context["is_document"] = True
        if obj is not None and self.has_change_permission(request, obj):
            context["is_editable"] = True
            if request.method == "GET":
                faults = self.faults_before_publishing(obj)[:MOST_SHOWN]
                context["open_faults"] = shown_faults(faults, *self.texts_of(obj))
            if form.refusal is not None and form.refusal.conflict:
                context |= self._theirs(obj, form)
        return super().render_change_form(request, context, *args, **kwargs)

    def _theirs(self, obj: Any, form: DocumentForm) -> dict[str, Any]:
        """The row as stored now, beside what was typed, so that neither is lost."""
        row = self.model.objects.get(pk=obj.pk)
        labels = {name: form.fields[name].label for name in self.text_fields}
        diffs = [
            (labels[name], side_by_side(getattr(row, name), form.data.get(name, "")))
            for name in self.text_fields
        ]
        last = (
            LogEntry.objects.filter(object_id=str(row.pk), content_type__model=self.opts.model_name)
            .select_related("user")
            .first()
        )
        return {
            "theirs": row,
            "their_texts": [(labels[name], getattr(row, name)) for name in self.text_fields],
            "diffs": [(label, rows) for label, rows in diffs if rows],
            "last_entry": last,
        }

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """If the row was deleted during the edit, offers what was typed as a new one."""
        if request.method != "POST" or not request.POST.get("source"):
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        texts = [(name, request.POST.get(name, "")) for name in self.text_fields]
        context = self.admin_site.each_context(request) | {
            "title": f"This {opts.verbose_name} was deleted meanwhile",
            "opts": opts,
            "texts": texts,
            "add_url": reverse(f"admin:quizzes_{opts.model_name}_add"),
            "can_add": self.has_add_permission(request),
        }
        return TemplateResponse(
            request, "admin/quizzes/deleted_meanwhile.html", context, status=410
        )

    def address_of(self, row: models.Model) -> str:
        return reverse(f"admin:quizzes_{self.opts.model_name}_change", args=[row.pk])
