"""Every response has the strict headers: pages, static files, redirects, errors, the admin."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

CSP = {
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "media-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
}
OTHERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
SAMPLE = {
    "int": "1",
    "uuid": "00000000-0000-0000-0000-000000000001",
    "path": "1",
    "slug": "a-slug",
    "str": "x",
}


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """One concrete URL for each pattern of the site."""
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, route)
        elif isinstance(entry, URLPattern):
            yield "/" + concrete(route)


def concrete(route: str) -> str:
    route = re.sub(r"<(\w+):\w+>", lambda found: SAMPLE[found[1]], route)
    route = re.sub(r"\(\?P<\w+>[^()]*\)|\(\?P<\w+>\([^()]*\)\)", "x", route)
    return route.replace("^", "").replace("$", "").replace("\\Z", "")


ADDRESSES = sorted(set(addresses(get_resolver())))


def assert_strict(response) -> None:
    policy = response.headers["Content-Security-Policy"]
    assert {part.strip() for part in policy.split(";")} == CSP
    assert {name: response.headers[name] for name in OTHERS} == OTHERS
    assert "camera=()" in response.headers["Permissions-Policy"]


@pytest.fixture
def lenient() -> Client:
    """A client that gets the error page when a view fails, like a browser."""
    return Client(raise_request_exception=False)


def test_the_walk_finds_the_pages_and_the_admin() -> None:
    assert {"/", "/questions/", "/healthz", "/admin/"} <= set(ADDRESSES)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_answers_anybody_with_the_strict_headers(lenient: Client, address: str) -> None:
    response = lenient.get(address)
    assert response.status_code < 500
    assert_strict(response)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_answers_an_admin_with_the_strict_headers(lenient: Client, address: str) -> None:
    lenient.force_login(get_user_model().objects.create_superuser("admin"))
    response = lenient.get(address)
    assert response.status_code < 500
    assert_strict(response)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/nothing-here/", "/admin/nothing/", "/static/nothing.css"])
def test_an_unknown_address_has_them_too(lenient: Client, address: str) -> None:
    response = lenient.get(address, follow=True)
    assert_strict(response)


@pytest.mark.django_db
def test_a_wrong_host_and_a_foreign_form_have_them_too() -> None:
    assert_strict(Client(headers={"host": "evil.example"}).get("/"))
    assert_strict(Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"}))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["quizzes/web/tokens.css", "quizzes/web/htmx.min.js"])
def test_static_files_have_them_too(path: str) -> None:
    assert finders.find(path)
    response = Client().get(f"/static/{path}")
    assert response.status_code == 200
    assert_strict(response)
    response.close()


@pytest.mark.django_db
def test_no_visitor_is_given_a_cookie_for_reading(client: Client) -> None:
    for address in (
        "/",
        "/questions/",
        "/topics/",
        "/glossary/",
        "/quizzes/",
        "/workbench/",
        "/typing/",
    ):
        assert client.get(address).cookies == {}, address
