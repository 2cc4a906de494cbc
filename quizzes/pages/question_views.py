"""A question's page and its extended context."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from quizzes.keeping.strip import own_strip
from quizzes.learners.visitor import visitor_of
from quizzes.models import Question
from quizzes.web.finished_pages import finished_page, kept_in_this_edition
from quizzes.web.kept_pages import send_own
from quizzes.web.staff import may_see_questions

from .own_tasks import own_tasks
from .page_state import PageState, page_state_of
from .question import FORMULA, contents_of_html, page_context

PAGE = "quizzes/pages/question.html"


@require_safe
def question(request: HttpRequest, slug: str) -> HttpResponse:
    # The state costs several joins, so it is read once an edition of the bank, not once a view.
    state = kept_in_this_edition(("question state", slug), partial(page_state_of, slug))
    if state is None:
        return render(request, PAGE, page_context(readable_question(request, slug), None))
    page = finished_page(request, PAGE, state.mark, partial(_public, slug, state))
    visitor = visitor_of(request)
    own = own_tasks(visitor, state.question_id, page.names)
    kept = own_strip(visitor, state.question_id, slug, page.names)
    return send_own(request, page, {**own, **kept})


@require_safe
def context(request: HttpRequest, slug: str) -> HttpResponse:
    found = readable_question(request, slug)
    if not found.context_html:
        raise Http404("This question has no extended context.")
    shown = {
        "question": found,
        "contents": contents_of_html(found.context_html),
        "has_math": FORMULA in found.context_html,
    }
    return render(request, "quizzes/pages/context.html", shown)


def _public(slug: str, state: PageState) -> dict[str, Any]:
    return page_context(get_object_or_404(Question.published, slug=slug), state)


def readable_question(request: HttpRequest, slug: str) -> Question:
    """A published question, or a draft for staff who may see questions. Raises Http404."""
    found = Question.objects.select_related("topic").filter(slug=slug).first()
    if found is None or not (found.is_public or may_see_questions(request)):
        raise Http404("There is no question at this address.")
    return found
