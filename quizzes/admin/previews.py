"""Previews the page from the texts in the form. Nothing is saved."""

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, render

from quizzes.editing.preview import preview_question
from quizzes.models import Question

from .faults import shown_faults

NEW = "preview"
PREVIEW = "admin/quizzes/question/preview.html"
UNREADABLE = "admin/quizzes/question/preview_unreadable.html"


def preview(model_admin: ModelAdmin, request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """The question's page with a banner; the editor's script shows its body beside the text."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    question = get_object_or_404(Question, pk=pk) if pk else Question(slug=NEW)
    allowed = (
        model_admin.has_change_permission(request, question)
        if pk
        else model_admin.has_add_permission(request)
    )
    if not allowed:
        raise PermissionDenied
    if "source" not in request.POST:
        raise Http404("There is no text to preview.")
    source = request.POST["source"]
    context_source = request.POST.get("context_source", "")
    shown = preview_question(question, source, context_source)
    context = shown.page | {
        "faults": shown_faults(shown.faults, source, context_source),
        "is_readable": bool(shown.page),
        "original": question,
    }
    return render(request, PREVIEW if shown.page else UNREADABLE, context)
