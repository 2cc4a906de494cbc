"""Reports of problems with a task: the form, and the learner's own with what became of them."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from quizzes.learners.cookie import learner_of, learner_or_new, remember_learner
from quizzes.models import Item
from quizzes.web.address import client_address
from quizzes.web.refusals import refuse

from . import keeping_limit
from .report_form import ReportForm
from .reports import LONGEST, SHORTEST, TooManyReports, Variant, reports_of, send, variant_of

PAGE = "quizzes/keeping/report.html"
NO_TASK = "There is no such task, or it has been withdrawn."
FOREIGN_FORM = "This form was not made by this site. Nothing was sent; open the form again."


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def report(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    item = Item.published.filter(question__slug=slug, key=key).first()
    asked = (request.GET.get("seed", ""), request.GET.get("version", ""))
    variant = variant_of(item, *asked) if item else None
    if variant is None:
        return refuse(request, 404, NO_TASK, "/questions/", "All questions")
    if request.method == "POST":
        return _send(request, variant)
    return _page(request, variant, ReportForm(initial={"token": secrets.token_hex(16)}))


@require_safe
@never_cache
def reports(request: HttpRequest) -> HttpResponse:
    own = reports_of(learner_of(request))
    sent = request.GET.get("sent", "")
    context = {"reports": own, "sent": any(str(each.pk) == sent for each in own) and sent}
    return render(request, "quizzes/keeping/reports.html", context)


def _send(request: HttpRequest, variant: Variant) -> HttpResponse:
    form, now = ReportForm(request.POST), timezone.now()
    if not form.is_valid():
        if "token" in form.errors:
            again = request.get_full_path()
            return refuse(request, 400, FOREIGN_FORM, again, "Open the form again")
        return _page(request, variant, form, status=422)
    if wait := keeping_limit.seconds_to_wait(client_address(request.META), now.timestamp()):
        response = _page(request, variant, form, keeping_limit.refusal(wait), status=429)
        response.headers["Retry-After"] = str(wait)
        return response
    learner = learner_or_new(request, form.cleaned_data["token"])
    try:
        sent = send(learner, variant, **form.cleaned_data, now=now)
    except TooManyReports as error:
        return _page(request, variant, form, str(error), status=429)
    response = redirect(f"{reverse('reports')}?sent={sent.pk}#report-{sent.pk}")
    remember_learner(request, response, learner)
    return response


def _page(
    request: HttpRequest, variant: Variant, form: ReportForm, refused: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "variant": variant,
        "form": form,
        "refused": refused,
        "limits": f"{SHORTEST} to {LONGEST:,} characters.",
    }
    return render(request, PAGE, context, status=status)
