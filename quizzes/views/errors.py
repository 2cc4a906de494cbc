"""What a person reads when a request cannot be answered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "quizzes/400.html", {"message": str(exception or "")}, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "quizzes/403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old, or cookies are off. What was typed goes back to the learner."""
    context = {"raw": request.POST.get("answer", "")}
    return render(request, "quizzes/403_csrf.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "quizzes/404.html", {"message": sentence_of(exception)}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "quizzes/500.html", status=500)


def sentence_of(exception: Exception | None) -> str:
    """The sentence a view raised its Http404 with; nothing for Django's own."""
    reason = exception.args[0] if exception and exception.args else ""
    return reason if isinstance(reason, str) else ""
