"""Refuses a request with one plain sentence and a link to go on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def refuse(request: HttpRequest, status: int, message: str, link: str, words: str) -> HttpResponse:
    """The sentence as a page, or as part of a page for htmx."""
    template = "quizzes/web/_refusal.html" if request.htmx else "quizzes/web/refusal.html"
    context = {"message": message, "link": link, "words": words, "status": status}
    return render(request, template, context, status=status)
