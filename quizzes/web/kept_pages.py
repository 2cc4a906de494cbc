"""A page that shows everybody the same until the bank changes, with places for one visitor."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from quizzes.models import bank_edition

from .finished_pages import FinishedPage, finished_page
from .sending import send
from .staff import own_of_staff

Context = Callable[[], Mapping[str, Any]]


def page_of_this_edition(
    request: HttpRequest, template: str, context: Context, name: Iterable[str] = ()
) -> FinishedPage:
    """The page with this template, kept until the bank changes. `name` tells apart the pages
    that share it."""
    return finished_page(request, template, (bank_edition(), *name), context)


def send_public(
    request: HttpRequest, template: str, context: Context, name: Iterable[str] = ()
) -> HttpResponse:
    """A page on which only the staff have something of their own."""
    page = page_of_this_edition(request, template, context, name)
    return send(request, page, own_of_staff(request))


def send_own(request: HttpRequest, page: FinishedPage, own: Mapping[str, bytes]) -> HttpResponse:
    """A page on which each learner may have something of their own."""
    return send(request, page, {**own, **own_of_staff(request)}, by_cookie=True)
