"""Keeps and removes bookmarks, and shows them with the learner's notes."""

import secrets

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from quizzes.learners.cookie import learner_of, learner_or_new, remember_learner
from quizzes.models import Item, Learner, Question
from quizzes.web.address import client_address
from quizzes.web.refusals import refuse

from . import keeping_limit
from .bookmarks import Entry, Subject, bookmarks_by_topic, entry_of, is_kept, is_open, keep, remove
from .notes import notes_of
from .own_site import is_from_own_site
from .strip import TEMPLATE, strip_of_learner

FOREIGN = "This request does not come from a page of this site. Nothing was changed."
UNKNOWN = "A bookmark is kept with “yes” or removed with “no”. Nothing was changed."
HOME = ("/bookmarks/", "Your bookmarks")


@require_safe
@cache_control(private=True, no_cache=True)
def bookmarks(request: HttpRequest) -> HttpResponse:
    learner = learner_of(request)
    context = {
        "groups": bookmarks_by_topic(learner),
        "notes": notes_of(learner),
        "removed": _removed(request.GET.get("removed", ""), learner),
    }
    return render(request, "quizzes/keeping/bookmarks.html", context)


# The form stands on pages that are the same for everybody and so hold nobody's token. Browsers name
# the site that a form stands on.
@csrf_exempt
@require_POST
def of_question(request: HttpRequest, slug: str) -> HttpResponse:
    questions = Question.objects.select_related("topic")
    return _change(request, get_object_or_404(questions, slug=slug))


@csrf_exempt
@require_POST
def of_item(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    items = Item.objects.select_related("question__topic")
    return _change(request, get_object_or_404(items, question__slug=slug, key=key))


def _change(request: HttpRequest, subject: Subject) -> HttpResponse:
    if not is_from_own_site(request):
        return refuse(request, 403, FOREIGN, *HOME)
    wanted = request.POST.get("keep", "")
    if wanted not in ("yes", "no"):
        return refuse(request, 400, UNKNOWN, *HOME)
    if wanted == "no":
        return _remove(request, subject)
    if not is_open(subject):
        raise Http404("There is nothing to keep at this address.")
    now = timezone.now()
    if wait := keeping_limit.seconds_to_wait(client_address(request.META), now.timestamp()):
        response = refuse(request, 429, keeping_limit.refusal(wait), *HOME)
        response.headers["Retry-After"] = str(wait)
        return response
    learner = learner_or_new(request, secrets.token_hex(16))
    keep(learner, subject, now)
    response = _changed(request, subject, learner)
    remember_learner(request, response, learner)
    return response


def _remove(request: HttpRequest, subject: Subject) -> HttpResponse:
    learner = learner_of(request)
    if not remove(learner, subject) and not is_open(subject):
        # Nobody learns from this whether there is a draft at this address.
        raise Http404("There is nothing to remove at this address.")
    return _changed(request, subject, learner)


def _changed(request: HttpRequest, subject: Subject, learner: Learner | None) -> HttpResponse:
    if request.POST.get("from") == "list":
        removed = "" if is_kept(learner, subject) else f"?removed={entry_of(subject).name}"
        return redirect(f"{reverse('bookmarks')}{removed}")
    if request.htmx:
        strip = strip_of_learner(subject, learner)
        told = "Bookmark kept" if strip.is_kept else "Bookmark removed"
        return render(request, TEMPLATE, {"strip": strip, "announce": told})
    return redirect(_page_of(subject, request.GET.get("seed", "")))


def _page_of(subject: Subject, seed: str) -> str:
    page = subject.get_absolute_url()
    if isinstance(subject, Item) and seed in map(str, subject.seeds):
        return f"{page}?seed={seed}"
    return page


def _removed(name: str, learner: Learner | None) -> Entry | None:
    """What was removed just now, so that it can be put back."""
    what, _dash, number = name.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    if what == "task":
        rows = Item.objects.select_related("question__topic")
    elif what == "question":
        rows = Question.objects.select_related("topic")
    else:
        return None
    subject = rows.filter(pk=int(number)).first()
    if subject is None or not is_open(subject) or is_kept(learner, subject):
        return None
    return entry_of(subject)
