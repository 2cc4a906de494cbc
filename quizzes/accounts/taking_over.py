"""What was done in a browser before its owner signed in goes to the account."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from quizzes.learners.cookie import browser_id_of, forget_browser
from quizzes.learners.visitor import user_of
from quizzes.models import Attempt, Learner

from .merging import merge

GetResponse = Callable[[HttpRequest], HttpResponse]
# In the session: the id of a browser whose work is somebody else's, so it stays apart.
APART = "learner_apart"


def take_over_browser(get_response: GetResponse) -> GetResponse:
    """Middleware. Before the view, for an answer that was on its way while its learner signed in;
    after it, for the view that signs somebody in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        _take_over(request)
        response = get_response(request)
        if _take_over(request):
            forget_browser(response)
        return response

    return middleware


def browser_learner(request: HttpRequest) -> Learner | None:
    """Whoever answered in this browser without an account."""
    browser_id = browser_id_of(request)
    if browser_id is None:
        return None
    return Learner.objects.filter(browser_id=browser_id, user=None).first()


def keep_apart(request: HttpRequest) -> None:
    """Leaves what was done in this browser where it is, for as long as this session lasts."""
    request.session[APART] = browser_id_of(request)


def _take_over(request: HttpRequest) -> bool:
    """Whether the browser's cookie has done its work."""
    browser_id = browser_id_of(request)
    user = user_of(request) if browser_id else None
    if user is None or request.session.get(APART) == browser_id:
        return False
    learner = browser_learner(request)
    if learner is not None:
        count = Attempt.marked.at_a_task().filter(learner=learner).count()
        if give_to_user(learner, user, timezone.now()) and count:
            answers = "answer" if count == 1 else f"{count:,} answers"
            verb = "is" if count == 1 else "are"
            messages.success(
                request, f"The {answers} from this browser {verb} now in your account."
            )
    return True


def give_to_user(learner: Learner, user, now: datetime) -> bool:
    """Makes a browser's learner the user's, or part of the one that the user has; whether this
    call did it."""
    own = Learner.objects.filter(user=user).first()
    if own is None:
        try:
            with transaction.atomic():
                mine = Learner.objects.filter(pk=learner.pk, user=None)
                # Without the id: who has the cookie and is not signed in is somebody else.
                version = F("record_version") + 1
                return bool(mine.update(user=user, browser_id=None, record_version=version))
        except IntegrityError:
            # Another request has given the user a learner meanwhile.
            own = Learner.objects.get(user=user)
    return merge(learner, own, now)
