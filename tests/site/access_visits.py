"""One role at one address: what comes back, what is shown, and what is changed by it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.cookies import SimpleCookie
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver

from .access_roles import SIGN_IN, Row
from .access_world import ADDRESS, APP_SECRET, SECRETS, World

DOORS = ("/account/login/", "/admin/login/")
# Tries many buttons at once, and belongs to no page. It says the learner's own address.
WRONG_FORM = {
    **{"token": "wrong", "answer": "1", "action": "finish_anyway", "number": "1", "end": "1"},
    **{"email": ADDRESS, "action_remove": "1", "post": "yes", "keep": "file", "theme": "neon"},
}
HTMX = {"HX-Request": "true"}
REFUSALS = (403, 404)
# Nobody reads the form: another one need not be tried.
UNREAD = (SIGN_IN, 405)
NO_WRITE = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA")


def all_routes() -> list[str]:
    """The routes of all addresses, as `resolve` names them."""
    found: list[str] = []
    todo: list[tuple[str, Any]] = [("", get_resolver("config.urls"))]
    while todo:
        before, resolver = todo.pop(0)
        for pattern in resolver.url_patterns:
            route = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                todo.append((route, pattern))
            else:
                found.append(route_as_written(route))
    return list(dict.fromkeys(found))


def route_as_written(route: str) -> str:
    """Without the names of all apps, which the admin puts into one of its routes."""
    return re.sub(r"\^?\(\?P<app_label>[^)]*\)/\$", "<app_label>/", route)


def address_of(world: World, row: Row) -> str:
    return "/" + (row.at or row.route).format(**world.parts)


def faults_of(world: World, row: Row, role: str) -> list[str]:
    """What differs from the row, in words. Everything is undone at the end."""
    visitor, address = world.visitors[role], address_of(world, row)
    faults: list[str] = []

    def visit(what: str, send: Callable[[], Any], *expected: int | str, typed: str = "") -> None:
        response = send()
        came = result_of(response)
        if came in range(500, 600) or (expected and came not in expected):
            faults.append(f"{what} {address} by {role}: {came}, expected {expected}")
        shown = [secret for secret in secrets_in(response) if secret not in typed]
        if shown and role not in row.words_for:
            faults.append(f"{what} {address} shows {role} the learner's {shown}")
        if any(key in text_of(response) for key in (APP_SECRET, world.session_key)):
            faults.append(f"{what} {address} shows {role} a key of the learner's account")

    with undone(visitor), noticed_writes() as writes:
        visit("GET", lambda: visitor.get(address), row.get[role])
        visit("POST", lambda: visitor.post(address), row.post[role])
        if row.post[role] not in UNREAD:
            # Who is refused is refused whatever the form says.
            refusal = [row.post[role]] if row.post[role] in REFUSALS else []
            wrong = partial(visitor.post, address, WRONG_FORM, headers=HTMX)
            visit("wrong POST", wrong, *refusal, typed=ADDRESS)
        if writes and role not in row.changed_by:
            changed = world.changes()
            if changed:
                faults.append(f"{address} lets {role} change the learner's {changed}")
    return faults


def result_of(response: HttpResponse) -> int | str:
    if response.status_code == 302 and response.headers["Location"].startswith(DOORS):
        return SIGN_IN
    return response.status_code


def secrets_in(response: HttpResponse) -> list[str]:
    text = text_of(response)
    return [secret for secret in SECRETS if secret in text]


def text_of(response: HttpResponse) -> str:
    """Everything that is sent but cookies."""
    body = response.getvalue()
    return body.decode(errors="replace") + str(response.headers)


@contextmanager
def undone(visitor: Client) -> Iterator[None]:
    """Takes back what was stored, and the cookies that came."""
    cookies = SimpleCookie(visitor.cookies)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    visitor.cookies = cookies


@contextmanager
def noticed_writes() -> Iterator[list[str]]:
    """The statements that may have changed a row: reading all that could have been is dear."""
    writes: list[str] = []

    def notice(execute: Callable, sql: str, *call: Any) -> Any:
        if not sql.lstrip().startswith(NO_WRITE):
            writes.append(sql)
        return execute(sql, *call)

    with connection.execute_wrapper(notice):
        yield writes
