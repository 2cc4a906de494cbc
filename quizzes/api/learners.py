"""Who answers through the API: a learner whose signed token the calling program keeps.

No browser adds the token's header by itself, so another site cannot act as the learner.
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
    """The learner that a token belongs to; None if it has expired or is not ours."""
    try:
        return learner_with(_SIGNER.unsign(token, max_age=ONE_YEAR))
    except BadSignature:
        return None


class LearnerToken(HttpBearer):
    def authenticate(self, request: HttpRequest, token: str) -> Learner | None:
        return learner_of_token(token)


def learner_of_request(request: HttpRequest) -> Learner | None:
    """The learner making the request, if it carries a valid token."""
    return LearnerToken()(request)
