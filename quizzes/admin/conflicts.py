"""When file and browser both changed: shows the two texts side by side and keeps one of them."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from quizzes.bank.page.fingerprint import render_hash
from quizzes.bank.store.merge import resolve_conflict
from quizzes.bank.store.questions import EditConflict
from quizzes.bank.text.faults import ContentFaults
from quizzes.bank.text.paths import question_file
from quizzes.models import ContentConflict, Question

from .diffs import side_by_side
from .faults import shown_faults

TAKE = {"file": True, "browser": False}
CHANGED_MEANWHILE = "One of the two texts changed meanwhile. Compare them again, then choose."


def resolve(model_admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows both texts; POST keeps the chosen one."""
    question = _question(model_admin, request, pk)
    conflict = ContentConflict.objects.filter(question=question).first()
    if conflict is None:
        messages.info(request, "There is no conflict in this question any more.")
        return redirect("admin:quizzes_question_change", pk)
    if request.method == "POST":
        answer = _resolved(model_admin, request, question, conflict)
        if answer is not None:
            return answer
    context = model_admin.admin_site.each_context(request) | {
        "title": "Changed in both file and admin",
        "subtitle": str(question),
        "opts": model_admin.opts,
        "original": question,
        "conflict": conflict,
        "file_name": question_file(question.number, question.slug),
        "seen": _seen(question, conflict),
        "diffs": _diffs(question, conflict),
        "has_context": bool(question.context_source or conflict.file_context_source),
        "media": model_admin.media,
    }
    return TemplateResponse(request, "admin/quizzes/question/conflict.html", context)


def download(model_admin: ModelAdmin, request: HttpRequest, pk: int, side: str) -> HttpResponse:
    """One of the texts as a file: `file`, `file-context`, `browser` or `browser-context`."""
    question = _question(model_admin, request, pk)
    conflict = get_object_or_404(ContentConflict, question=question)
    texts = {
        "file": conflict.file_source,
        "file-context": conflict.file_context_source,
        "browser": question.source,
        "browser-context": question.context_source,
    }
    if side not in texts:
        raise Http404("There is no such text.")
    response = HttpResponse(texts[side], content_type="text/markdown; charset=utf-8")
    name = f"{question.number:02d}-{question.slug}.{side}.md"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _question(model_admin: ModelAdmin, request: HttpRequest, pk: int) -> Question:
    question = get_object_or_404(Question, pk=pk)
    if not model_admin.has_change_permission(request, question):
        raise PermissionDenied
    return question


def _resolved(
    model_admin: ModelAdmin, request: HttpRequest, question: Question, conflict: ContentConflict
) -> HttpResponse | None:
    """Applies the choice; None if the editor has to look at both texts again."""
    side = request.POST.get("keep", "")
    if side not in TAKE:
        messages.error(request, "Choose one of the two texts.")
        return None
    if request.POST.get("seen") != _seen(question, conflict):
        messages.error(request, CHANGED_MEANWHILE)
        return None
    try:
        with transaction.atomic():
            question = resolve_conflict(
                question, conflict, take_file=TAKE[side], author=cast(User, request.user)
            )
            model_admin.log_change(request, question, f"Conflict ended: the {side}’s text kept.")
    except EditConflict:
        messages.error(request, CHANGED_MEANWHILE)
        return None
    except ContentFaults as error:
        texts = (conflict.file_source, conflict.file_context_source)
        for fault in shown_faults(error.faults, *texts):
            messages.error(request, f"The file’s text cannot be used: {fault.words()}")
        return None
    messages.success(request, f"The conflict has ended; the {side}’s text is kept.")
    return HttpResponseRedirect(model_admin.address_of(question))


def _seen(question: Question, conflict: ContentConflict) -> str:
    """Identifies the two texts on the page, so that a text nobody saw is never dropped."""
    return f"{question.version}-" + render_hash(conflict.file_source, conflict.file_context_source)


def _diffs(question: Question, conflict: ContentConflict) -> list[tuple[str, list[Any]]]:
    pairs = [
        ("Text", conflict.file_source, question.source),
        ("Extended context", conflict.file_context_source, question.context_source),
    ]
    return [(label, rows) for label, one, other in pairs if (rows := side_by_side(one, other))]
