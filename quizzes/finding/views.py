"""The search page: what is found, with the places in which it stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .search import search as search_for


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    results = search_for(request.GET.get("q", ""), request.GET.get("page"))
    return render(request, "quizzes/finding/search.html", {"results": results})
