"""A question's page and its extended context."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe

from quizzes.models import Question
from quizzes.web.finished_pages import FinishedPage, finished_page

from .page_state import PageState, page_state_of
from .question import FORMULA, contents_of_html, page_context


@require_safe
def question(request: HttpRequest, slug: str) -> HttpResponse:
    state = page_state_of(slug)
    if state is None or request.session.session_key:
        shown = page_context(readable_question(request, slug), state)
        return render(request, "quizzes/pages/question.html", shown)
    # The page contains its own URL, which depends on the host name of the request.
    mark = (*state.mark, request.build_absolute_uri("/"))
    return _send(request, finished_page("question", mark, partial(_public, request, slug, state)))


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


def _public(request: HttpRequest, slug: str, state: PageState) -> bytes:
    found = get_object_or_404(Question.published, slug=slug)
    shown = page_context(found, state)
    return render_to_string("quizzes/pages/question.html", shown, request).encode()


def readable_question(request: HttpRequest, slug: str) -> Question:
    """A published question, or a draft for staff who may see questions. Raises Http404."""
    found = Question.objects.select_related("topic").filter(slug=slug).first()
    if found is None or not (found.is_public or _may_see_drafts(request)):
        raise Http404("There is no question at this address.")
    return found


def _may_see_drafts(request: HttpRequest) -> bool:
    # Without a session there is no user; accessing request.user would add Vary: Cookie.
    if not request.session.session_key:
        return False
    return request.user.is_staff and request.user.has_perm("quizzes.view_question")


def _send(request: HttpRequest, page: FinishedPage) -> HttpResponse:
    """The finished page in an encoding that the client accepts, or 304 if the client has it."""
    encoding, body = page.encoded(request.headers.get("Accept-Encoding", ""))
    response = HttpResponse(body)
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ("Accept-Encoding",))
    response.headers["ETag"] = tag = f'"{page.tag}-{encoding or "plain"}"'
    return get_conditional_response(request, etag=tag, response=response) or response
