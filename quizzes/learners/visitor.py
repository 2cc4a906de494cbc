"""Who is reading a page, as far as cookies that really are ours say."""

from dataclasses import dataclass

from django.http import HttpRequest

from .cookie import browser_id_of


@dataclass(frozen=True)
class Visitor:
    """A signed-in user, or a browser with our learner cookie. A stranger has neither."""

    user_id: int | None = None
    browser_id: str | None = None
    is_staff: bool = False

    @property
    def is_stranger(self) -> bool:
        return self.user_id is None and self.browser_id is None

    @property
    def learner_row(self) -> tuple[str, int | str | None]:
        """The column of `Learner` that finds this visitor's row by an index, and its value."""
        if self.user_id is not None:
            return "user_id", self.user_id
        return "browser_id", self.browser_id


STRANGER = Visitor()


def visitor_of(request: HttpRequest) -> Visitor:
    """The visitor. A session that does not exist costs one query and counts as none; so does a
    learner cookie with a wrong signature, without a query."""
    user = user_of(request)
    if user is not None:
        return Visitor(user_id=user.pk, is_staff=user.is_staff)
    return Visitor(browser_id=browser_id_of(request))


def user_of(request: HttpRequest):
    """The signed-in user, or None. Without a session cookie it asks nothing of the session, so
    the response does not depend on cookies."""
    if not request.session.session_key:
        return None
    return request.user if request.user.is_authenticated else None
