"""Making a quiz of one's own, and the page behind its link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from quizzes.answering.form_tokens import (
    BadToken,
    FormExpired,
    issue_custom_quiz_token,
    read_custom_quiz_token,
)
from quizzes.learners.cookie import learner_of, learner_or_new, remember_learner
from quizzes.models import CustomQuiz
from quizzes.web.refusals import refuse

from . import lifecycle
from .clock import PACES
from .custom_choice import (
    LENGTHS,
    BadChoice,
    Choice,
    choice_from,
    known_part,
    matching,
    offer,
)
from .custom_quizzes import NothingMatches, make, with_new_numbers
from .expectations import expectation_of
from .expiry import KEPT_DAYS
from .own_quizzes import close_overdue_of
from .starting import EXPIRED, begun_before, started, too_many_starts

NEW = "/quizzes/custom/"
NOTHING = (
    "No task matches this choice, so no quiz was made. Choose another kind of task or more topics."
)
NOTHING_LEFT = "All tasks of this quiz were withdrawn, and no other task matches its choice."
FOREIGN = "This form belongs to a different quiz. Nothing was started; open the quiz again."


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
@vary_on_headers("HX-Request")
def new_custom_quiz(request: HttpRequest) -> HttpResponse:
    """The form, with what its address says filled in; a script asks only how many tasks match."""
    if request.method == "POST":
        return _make(request)
    choice = known_part(request.GET, offer())
    if request.htmx:
        return render(request, "quizzes/sittings/_matching.html", _counted(choice))
    return _form(request, choice)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
def custom_quiz(request: HttpRequest, key: str) -> HttpResponse:
    """The page that a shared link opens. It tells nothing about who made the quiz."""
    found = CustomQuiz.objects.filter(pk=key).first()
    if found is None:
        message = (
            "There is no quiz with this link. Check that the link is complete; a quiz that nobody "
            f"takes for {KEPT_DAYS} days may be removed."
        )
        return refuse(request, 404, message, NEW, "Make a quiz")
    return _start(request, found) if request.method == "POST" else _show(request, found)


def _form(request: HttpRequest, choice: Choice, notice: str = "", status: int = 200):
    context = _counted(choice) | {
        "offer": offer(),
        "choice": choice,
        "lengths": LENGTHS,
        "paces": PACES,
        "token": issue_custom_quiz_token("", timezone.now().timestamp()),
        "notice": notice,
    }
    return render(request, "quizzes/sittings/new_custom_quiz.html", context, status=status)


def _counted(choice: Choice) -> dict[str, int]:
    found = len(matching(choice, offer()))
    return {"matching": found, "taken": min(found, choice.length), "wanted": choice.length}


def _make(request: HttpRequest) -> HttpResponse:
    now, offered = timezone.now(), offer()
    shown = known_part(request.POST, offered)
    try:
        choice = choice_from(request.POST, offered)
        nonce = read_custom_quiz_token(request.POST.get("token", ""), "", now.timestamp())
    except BadChoice as error:
        return _form(request, shown, f"{error} No quiz was made; choose again.", 400)
    except BadToken:
        return refuse(request, 400, FOREIGN, NEW, "Make a quiz")
    except FormExpired:
        return _form(request, shown, EXPIRED, 409)
    if refused := too_many_starts(request, now, NEW, "Make a quiz"):
        return refused
    learner = learner_or_new(request, nonce)
    try:
        made = make(choice, learner, _token(nonce, *map(str, choice.to_store().values())), now)
    except NothingMatches:
        return _form(request, shown, NOTHING, 422)
    response = redirect(made)
    remember_learner(request, response, learner)
    return response


def _show(request: HttpRequest, found: CustomQuiz, notice: str = "", status: int = 200):
    now, learner = timezone.now(), learner_of(request)
    close_overdue_of(learner, now)
    items = lifecycle.items_of(found)
    context = {
        "quiz": found,
        "expectation": expectation_of(items),
        "left_out": len(found.plan) - len(items),
        "wanted": Choice.stored(found.choice).length,
        "token": issue_custom_quiz_token(found.pk, now.timestamp()),
        "notice": notice,
    } | begun_before(found, learner, now)
    return render(request, "quizzes/sittings/custom_quiz.html", context, status=status)


def _start(request: HttpRequest, found: CustomQuiz) -> HttpResponse:
    """A sitting of this quiz, or of a new one with other numbers."""
    now, address = timezone.now(), found.get_absolute_url()
    try:
        nonce = read_custom_quiz_token(request.POST.get("token", ""), found.pk, now.timestamp())
    except BadToken:
        return refuse(request, 400, FOREIGN, address, "Open the quiz")
    except FormExpired:
        return _show(request, found, EXPIRED, 409)
    if refused := too_many_starts(request, now, address, "Back to the quiz"):
        return refused
    learner = learner_or_new(request, nonce)
    if request.POST.get("action") == "new":
        try:
            found = with_new_numbers(found, learner, _token(nonce, found.pk), now)
        except NothingMatches:
            return refuse(request, 409, NOTHING_LEFT, NEW, "Make a quiz")
    return started(request, found, learner, nonce, found.minutes, now)


def _token(nonce: str, *chosen: str) -> str:
    """Whoever goes back to the same page and chooses something else makes another quiz."""
    return salted_hmac("quizzes.custom-quiz", " ".join([nonce, *chosen])).hexdigest()[:32]
