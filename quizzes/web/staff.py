"""What members of the staff have of their own on every page: the link to the admin, and how to
load an empty bank; and what they may see."""

from collections.abc import Mapping
from functools import cache

from django.http import HttpRequest
from django.template.loader import render_to_string

from quizzes.learners.visitor import user_of

from .sending import NOTHING


def own_of_staff(request: HttpRequest) -> Mapping[str, bytes]:
    """Their places, or nothing for anybody else. Costs a query only with a session."""
    user = user_of(request)
    return _places() if user is not None and user.is_staff else NOTHING


def may_see_questions(request: HttpRequest) -> bool:
    """Whether they may see every question with its answers, as in the admin. Costs a query only
    with a session."""
    user = user_of(request)
    return user is not None and user.is_staff and user.has_perm("quizzes.view_question")


@cache
def _places() -> Mapping[str, bytes]:
    return {
        "admin": render_to_string("quizzes/web/_admin_link.html").encode(),
        "how-to-load": render_to_string("quizzes/web/_how_to_load.html").encode(),
    }
