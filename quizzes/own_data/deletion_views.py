"""Deleting everything: a page that says what goes, the form on it, and the page after it."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from quizzes.learners.leaving import forget_in_browser

from .deletion import LastAdmin, delete_person
from .person import Person, person_of

DIFFERENT = "“{typed}” is not what we asked for, so nothing was deleted. Type {word}."
# Of what was typed, so much is repeated.
SHOWN = 60


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def delete(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    if request.method != "POST":
        return _page(request, person)
    if not person.is_stored:
        # The second of two clicks, or another tab: all of it is gone already.
        return _gone(request)
    typed = request.POST.get("confirmation", "").strip()
    if typed.casefold() != person.word_to_delete.casefold():
        told = DIFFERENT.format(typed=typed[:SHOWN], word=person.word_to_delete)
        return _page(request, person, told, status=422)
    try:
        delete_person(person.learner, person.user)
    except LastAdmin as error:
        return _page(request, person, str(error), status=409)
    return _gone(request)


@require_safe
@cache_control(private=True, no_store=True)
def deleted(request: HttpRequest) -> HttpResponse:
    """Where a deletion leads. Somebody of whom something is stored sees what that is instead."""
    if person_of(request).is_stored:
        return redirect("own-data")
    return render(request, "quizzes/own_data/deleted.html")


def _gone(request: HttpRequest) -> HttpResponse:
    logout(request)
    response = redirect("own-data-deleted")
    forget_in_browser(response)
    return response


def _page(request: HttpRequest, person: Person, fault: str = "", status: int = 200) -> HttpResponse:
    context = {"person": person, "fault": fault}
    return render(request, "quizzes/own_data/delete.html", context, status=status)
