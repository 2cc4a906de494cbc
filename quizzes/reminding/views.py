"""The page of one's reminders, and the one that stops them from a mail."""

import secrets
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import time_format
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from quizzes.learners.cookie import learner_of, learner_or_new, zone_of
from quizzes.learners.days import local_at
from quizzes.learners.visitor import user_of
from quizzes.web.refusals import refuse

from .choosing import choice_of, links_are_possible, mail_address_of, store
from .forms import ReminderForm
from .unsubscribing import learner_key_in, switch_off

_SAVED = "Your reminders are saved."
_STALE = "This link stops no reminders. Copy it from the email again, in full."


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def reminders(request: HttpRequest) -> HttpResponse:
    if user_of(request) is None:
        return _for_anonymous(request)
    learner = learner_or_new(request, secrets.token_hex(16))
    now, address = timezone.now(), mail_address_of(learner)
    choice = choice_of(learner_of(request), zone_of(request, learner))
    obstacle = _obstacle(address)
    posted = request.POST if request.method == "POST" else None
    form = ReminderForm(posted, initial=vars(choice))
    if posted is not None and form.is_valid():
        wanted = form.choice
        if not obstacle or not (wanted.daily or wanted.weekly):
            store(learner, wanted, now)
            return redirect(f"{reverse('reminders')}?saved=1")
    context = {
        # Whoever has switched them on may always switch them off.
        "form": form if not obstacle or choice.daily or choice.weekly else None,
        "obstacle": obstacle,
        "needs_address": not address,
        "mail_address": address,
        "zone_hint": _clock_there(now, choice.time_zone),
        "saved": _SAVED if "saved" in request.GET else "",
    }
    status = 422 if posted is not None else 200
    return render(request, "quizzes/reminding/reminders.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
@never_cache
def off(request: HttpRequest, token: str) -> HttpResponse:
    """A mail scanner opens the link of a mail, and mail programs post to it (RFC 8058): so GET
    changes nothing, and POST needs no cookie and answers without leading elsewhere.

    A token of ours gets the same answer whether or not its learner is still there.
    """
    key = learner_key_in(token)
    if key is None:
        return refuse(request, 404, _STALE, reverse("reminders"), "Your reminders")
    if request.method == "POST":
        switch_off(key, timezone.now())
    return render(request, "quizzes/reminding/off.html", {"is_off": request.method == "POST"})


def _for_anonymous(request: HttpRequest) -> HttpResponse:
    back = urlencode({"next": reverse("reminders")})
    login = f"{resolve_url(settings.LOGIN_URL)}?{back}"
    if request.method == "POST":
        # The session ended while the form was open.
        return redirect(login)
    context = {
        "is_anonymous": True,
        "login": login,
        "signup": f"{reverse('account_signup')}?{back}",
    }
    return render(request, "quizzes/reminding/reminders.html", context)


def _obstacle(address: str) -> str:
    """Why no reminder can be switched on; empty if one can."""
    if not address:
        return "Reminders need an email address that you have confirmed. Your account has none."
    if not links_are_possible():
        return (
            "Reminders cannot be switched on yet: whoever runs this site must first set "
            "SITE_ADDRESS, so that links in emails lead here."
        )
    return ""


def _clock_there(now: datetime, zone: str) -> str:
    return f"In {zone} it is {time_format(local_at(now, zone), 'g:i A')} now."
