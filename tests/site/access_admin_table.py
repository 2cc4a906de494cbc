"""The part of the table that is about the admin. `access_roles.py` explains a row."""

from collections.abc import Iterator

from .access_roles import OWNER, STAFF, SUPERUSER, Row, Statuses, accounts, admins, everyone

# Whether the superuser may add, change and delete rows there, and what an empty form gets.
# Of the texts, the question has been answered, so it stays.
TABLES = {
    "quizzes/attempt": (403, 403, 403),
    "quizzes/item": (403, 403, 403),
    "quizzes/term": (403, 403, 403),
    "quizzes/topic": (403, 200, 200),
    "quizzes/report": (403, 200, 403),
    "quizzes/question": (200, 200, 302),
    "quizzes/quiz": (200, 200, 200),
    "auth/group": (200, 200, 200),
    "auth/user": (200, 200, 200),
    "account/emailaddress": (200, 200, 200),
    "mfa/authenticator": (403, 403, 200),
    "usersessions/usersession": (200, 200, 200),
}

_ENTERED = admins(200, staff=200)
_OUT = everyone(302)
_LED_ON = admins(302, staff=302)
_DOOR = accounts(403) | {STAFF: 302, SUPERUSER: 302}
_TAKES_NO_FORM = admins(405, staff=405)


def admin(route: str, get: Statuses, post: Statuses, at: str = "") -> Row:
    """The superuser may read and change everything there."""
    both = (OWNER, SUPERUSER)
    return Row(f"admin/{route}", get, post, f"admin/{at or route}", both, both)


def table(name: str, add: int, change: int, delete: int) -> Iterator[Row]:
    yield admin(f"{name}/", admins(200), admins(200))
    yield admin(f"{name}/add/", admins(add), admins(add))
    row, at = f"{name}/<path:object_id>/", f"{name}/{{{name}}}/"
    yield admin(row, _LED_ON, _LED_ON, at)
    yield admin(f"{row}history/", admins(200), admins(200), f"{at}history/")
    yield admin(f"{row}change/", admins(200), admins(change), f"{at}change/")
    yield admin(
        f"{row}delete/", admins(403 if delete == 403 else 200), admins(delete), f"{at}delete/"
    )


_QUESTION = "quizzes/question/<int:pk>/"
_AT = "quizzes/question/{quizzes/question}/"
_PREVIEW = (admins(405, staff=405), admins(404))

ADMIN = [
    admin("", _ENTERED, _ENTERED),
    # The door is that of the site. Who is in and may not enter is told so.
    admin("login/", _DOOR, _DOOR),
    admin("logout/", _OUT | {STAFF: 405, SUPERUSER: 405}, _OUT | {STAFF: 200, SUPERUSER: 200}),
    admin("password_change/", _ENTERED, _ENTERED),
    admin("password_change/done/", _ENTERED, _TAKES_NO_FORM),
    admin("jsi18n/", _ENTERED, _TAKES_NO_FORM),
    admin("autocomplete/", admins(403), _TAKES_NO_FORM),
    admin(
        "r/<path:content_type_id>/<path:object_id>/",
        _LED_ON,
        _LED_ON,
        "r/{question type}/{draft id}/",
    ),
    admin("<app_label>/", admins(200, staff=404), admins(200, staff=404), "quizzes/"),
    admin("(?P<url>.*)$", admins(404, staff=404), admins(404, staff=404), "nowhere"),
    *(row for name, statuses in TABLES.items() for row in table(name, *statuses)),
    admin("quizzes/question/add/preview/", *_PREVIEW),
    admin(f"{_QUESTION}preview/", *_PREVIEW, f"{_AT}preview/"),
    admin(f"{_QUESTION}conflict/", admins(200), admins(200), f"{_AT}conflict/"),
    admin(f"{_QUESTION}conflict/<str:side>.md", admins(200), admins(200), f"{_AT}conflict/file.md"),
    admin("auth/user/<id>/password/", admins(200), admins(200), "auth/user/{auth/user}/password/"),
]
