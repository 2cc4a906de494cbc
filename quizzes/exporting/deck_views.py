"""The page where somebody picks a format for some tasks, and gets the file."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from quizzes.learners.cookie import learner_or_new, remember_learner

from .asked_scope import Asked, asked_of, missing, too_many
from .cards import MOST_VARIANTS, USUAL_VARIANTS
from .formats import FORMATS
from .taken_decks import BadWish, NothingToTake, deck_for, whole_deck, wish_from
from .taking import may_be_taken


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
def deck(request: HttpRequest, kind: str, slug: str = "") -> HttpResponse:
    asked = asked_of(request, kind, slug, timezone.now())
    if asked is None:
        return missing(request, kind)
    return _download(request, asked) if request.method == "POST" else _form(request, asked)


def _form(request: HttpRequest, asked: Asked, notice: str = "", status: int = 200) -> HttpResponse:
    items = asked.scope.items
    free = items if asked.sees_all else may_be_taken(items, asked.learner)
    context = {
        "scope": asked.scope,
        "sees_all": asked.sees_all,
        "count": len(free),
        "waiting": len(items) - len(free),
        "formats": FORMATS.values(),
        "chosen": request.POST.get("format") or next(iter(FORMATS)),
        "most": MOST_VARIANTS,
        "variants": request.POST.get("variants") or USUAL_VARIANTS,
        "notice": notice,
    }
    return render(request, "quizzes/exporting/deck.html", context, status=status)


def _download(request: HttpRequest, asked: Asked) -> HttpResponse:
    now, scope = timezone.now(), asked.scope
    try:
        form, variants = wish_from(request.POST.get("format", ""), request.POST.get("variants", ""))
    except BadWish as error:
        return _form(request, asked, f"{error} Nothing was downloaded.", 400)
    if refused := too_many(request, scope, now):
        return refused
    # Downloading twice stores nothing twice, so the form needs no token of its own.
    learner = learner_or_new(request, secrets.token_hex(16))
    try:
        if asked.sees_all:
            content = whole_deck(scope, form, variants, now)
        else:
            content = deck_for(learner, scope, form, variants, now)
    except NothingToTake as error:
        return _form(request, asked, str(error), 409)
    response = HttpResponse(content, content_type=form.content_type)
    name = f"{scope.name.replace('/', '-')}.{form.suffix}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    if not asked.sees_all:
        remember_learner(request, response, learner)
    return response
