"""Who is reading a page, as far as cookies that really are ours say."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpRequest

from quizzes.models import Learner

from .cookie import browser_id_of


@dataclass(frozen=True)
class Visitor:
    """A signed-in user, or a browser with our learner cookie. A stranger has neither."""

    user_id: int | None = None
    browser_id: str | None = None

    @property
    def is_stranger(self) -> bool:
        return self.user_id is None and self.browser_id is None

    def rows(self, sql: str, **facts: Any) -> list[tuple[Any, ...]]:
        """The rows of a query in which `{learner}` stands for the id of this visitor's learner;
        none for a stranger, without a query. `facts` are its other parameters, by name."""
        if self.is_stranger:
            return []
        is_user = self.user_id is not None
        column, value = ("user_id", self.user_id) if is_user else ("browser_id", self.browser_id)
        its_id = f"(SELECT id FROM {Learner._meta.db_table} WHERE {column} = %(learner)s)"  # noqa: S608 - our names
        with connection.cursor() as cursor:
            cursor.execute(sql.format(learner=its_id), {**facts, "learner": value})
            return cursor.fetchall()


def visitor_of(request: HttpRequest) -> Visitor:
    """The visitor. A session that does not exist costs one query and counts as none; so does a
    learner cookie with a wrong signature, without a query."""
    user = user_of(request)
    if user is not None:
        return Visitor(user_id=user.pk)
    return Visitor(browser_id=browser_id_of(request))


def user_of(request: HttpRequest) -> User | None:
    """The signed-in user, or None. Without a session cookie it asks nothing of the session, so
    the response does not depend on cookies."""
    if not request.session.session_key:
        return None
    user = request.user
    return user if isinstance(user, User) else None
