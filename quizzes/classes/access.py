"""Whose class it is. Whatever is not yours is answered as if it did not exist."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from quizzes.learners.cookie import learner_of
from quizzes.models import Assignment, Classroom, Membership
from quizzes.web.refusals import refuse

ADDRESS = "/classes/"
GONE = (
    "There is no such class, or it is not yours. If you joined it, open it in the browser in which "
    "you joined, or sign in again."
)
View = Callable[..., HttpResponse]


@cache_control(private=True, no_cache=True)
def not_yours(request: HttpRequest) -> HttpResponse:
    """The same answer for a class of somebody else, for none at all and for half an address."""
    return refuse(request, 404, GONE, ADDRESS, "My classes")


def class_of_teacher(request: HttpRequest, pk: UUID) -> Classroom | None:
    if not request.user.is_authenticated:
        return None
    return Classroom.objects.filter(pk=pk, teacher=request.user).first()


def membership_of_visitor(request: HttpRequest, pk: UUID) -> Membership | None:
    learner = learner_of(request)
    if learner is None:
        return None
    rows = Membership.objects.select_related("classroom", "learner")
    return rows.filter(classroom=pk, learner=learner).first()


def for_teacher(view: View) -> View:
    """The view gets the class in place of its key, if the visitor teaches it."""

    @cache_control(private=True, no_cache=True)
    @wraps(view)
    def guarded(request: HttpRequest, pk: UUID, **more: object) -> HttpResponse:
        classroom = class_of_teacher(request, pk)
        return not_yours(request) if classroom is None else view(request, classroom, **more)

    return guarded


def for_member(view: View) -> View:
    """The view gets the membership in place of the key of the class, if the visitor has joined."""

    @cache_control(private=True, no_cache=True)
    @wraps(view)
    def guarded(request: HttpRequest, pk: UUID, **more: object) -> HttpResponse:
        membership = membership_of_visitor(request, pk)
        return not_yours(request) if membership is None else view(request, membership, **more)

    return guarded


def assignment_in(classroom: Classroom, pk: UUID) -> Assignment | None:
    rows = Assignment.objects.select_related("classroom", "quiz", "custom")
    return rows.filter(pk=pk, classroom=classroom).first()
