"""Keeps whether a visitor reads light or dark, and leads back to the page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from quizzes.learners.theme import keep_theme
from quizzes.models import Theme
from quizzes.web.refusals import refuse

SYSTEM = "system"
FOREIGN = "This request does not come from a page of this site. Nothing was changed."
UNKNOWN = "There are three themes: system, light and dark. Nothing was changed."


# The form stands on pages that are the same for everybody and so hold nobody's token. Browsers name
# the site that a form stands on, and all that can be changed is the look.
@csrf_exempt
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return refuse(request, 403, FOREIGN, "/", "To the first page")
    chosen = request.POST.get("theme", "")
    if chosen not in (SYSTEM, *Theme.values):
        return refuse(request, 400, UNKNOWN, "/", "To the first page")
    response = HttpResponse(status=204) if request.htmx else redirect(_page_before(request))
    keep_theme(request, response, "" if chosen == SYSTEM else chosen)
    return response


def _page_before(request: HttpRequest) -> str:
    """The page on which the form stands, if it is one of this site; else the first page."""
    page = request.headers.get("Referer", "")
    own = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
    return page if own and not page.endswith(reverse("theme")) else "/"
