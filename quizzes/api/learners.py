"""Who answers through the API: a learner whose signed token the program keeps.

The token is sent in a header of its own accord by no browser, so no other site can use it.
"""

from secrets import token_hex

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest
from ninja.security import HttpBearer

from quizzes.learners.cookie import ID_LENGTH, ONE_YEAR, learner_with
from quizzes.models import Learner

_SIGNER = TimestampSigner(salt="quizzes.api.learner")


def new_token() -> str:
    """The token of a new learner. Nothing is stored until the first answer."""
    return _SIGNER.sign(token_hex(ID_LENGTH // 2))


def learner_of_token(token: str) -> Learner | None:
    """The learner that a token stands for; None for one that is too old or not ours."""
    try:
        return learner_with(_SIGNER.unsign(token, max_age=ONE_YEAR))
    except BadSignature:
        return None


class LearnerToken(HttpBearer):
    def authenticate(self, request: HttpRequest, token: str) -> Learner | None:
        return learner_of_token(token)


def learner_of_request(request: HttpRequest) -> Learner | None:
    """Who asks, where a valid token was sent along."""
    return LearnerToken()(request)
