"""Says in words why the server refused a request at its door."""

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

STATUS = {"slow": 408, "spent": 429, "busy": 503, "full": 503}
SENTENCES = {
    "slow": "The rest of what you sent did not arrive in time. Send it again.",
    "spent": "Your address has used its share of computing time. Ask again in {seconds} seconds.",
    "busy": "The site is computing for many others. Ask again in {seconds} seconds.",
    "full": "The site is receiving more than it can hold. Ask again in {seconds} seconds.",
}


def sentence_at_the_door(reason: str, seconds: int) -> str:
    return SENTENCES[reason].format(seconds=seconds)


def refused_at_the_door(request: HttpRequest, reason: str, seconds: int) -> HttpResponse:
    """The sentence as a page, or alone for a page that asked with htmx."""
    sentence = sentence_at_the_door(reason, seconds)
    if "HX-Request" in request.headers:
        # The status 429 would be swapped in for what was typed; this one leaves it.
        response = HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=503)
    else:
        was_sent = request.method == "POST"
        response = HttpResponse(_page(sentence, was_sent), status=STATUS[reason])
    response.headers["Retry-After"] = str(seconds)
    return response


@lru_cache(maxsize=64)
def _page(sentence: str, was_sent: bool) -> str:
    context = {"sentence": sentence, "was_sent": was_sent, "is_error": True}
    return render_to_string("quizzes/site/at_the_door.html", context)
