"""The footer leads everywhere, and stands on every page."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from quizzes.site import errors
from quizzes.site.at_the_door import refused_at_the_door

GROUPS = ("Learn", "Practice", "You", "Help and about")
# For programs, for posts, and where a form leads.
NOT_FOR_READERS = {
    *("healthz", "robots", "sitemap", "theme", "reading", "own-data-deleted"),
    # Offered to whoever has something stored: see tests/own_data.
    *("own-data-json", "own-data-csv"),
}
LINK = re.compile(r'href="(/[^"#?]*)')


def footer_of(page: str) -> str:
    assert page.count('<footer class="site-footer">') == 1
    return page.split('<footer class="site-footer">')[1].split("</footer>")[0]


def links_of(client: Client, address: str) -> set[str]:
    response = client.get(address, follow=True)
    assert response.status_code == 200, address
    return set(LINK.findall(b"".join(response).decode()))


def named_without_parts(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    """The name and address of every page whose address has no part to be filled in."""
    for pattern in resolver.url_patterns:
        route = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from named_without_parts(pattern, route)
        elif isinstance(pattern, URLPattern) and not re.search(r"[<(]", route) and pattern.name:
            yield pattern.name, f"/{route}"


# Steps of signing in and of an account lead to each other, from the page of the account.
STEPS = (
    *("/account/login/", "/account/logout/", "/account/signup/", "/account/password/"),
    *("/account/two-step/", "/account/inactive/"),
    # Shown to who has mistakes.
    *("/mistakes/deck/", "/mistakes/worksheet/"),
)


def public_pages(client: Client) -> dict[str, str]:
    """Those that anybody may open."""
    found = dict(named_without_parts(get_resolver()))
    return {
        name: address
        for name, address in found.items()
        if not address.startswith(("/admin/", "/api/v1", *STEPS))
        and name not in NOT_FOR_READERS
        and client.get(address).status_code == 200
    }


def test_every_link_of_the_footer_works(client, bank):
    footer = footer_of(client.get("/").content.decode())
    links = LINK.findall(footer)
    assert len(links) > 20
    assert [link for link in links if client.get(link).status_code != 200] == []


def test_it_has_its_groups(client, bank):
    footer = footer_of(client.get("/").content.decode())
    assert re.findall(r"<h2[^>]*>([^<]+)</h2>", footer) == list(GROUPS)


def test_every_public_page_is_in_the_footer_or_one_click_behind_it(client, bank):
    footer = set(LINK.findall(footer_of(client.get("/").content.decode())))
    behind = {link for address in footer for link in links_of(client, address)}
    pages = public_pages(client)
    assert len(pages) > 20
    missing = [name for name, page in pages.items() if page not in {"/", *footer, *behind}]
    assert missing == []


@pytest.mark.parametrize(
    "address", ["/", "/questions/softmax/", "/about/", "/privacy/", "/account/data/", "/nothing/"]
)
def test_it_stands_on_every_page(client, bank, address):
    assert reverse("privacy") in footer_of(client.get(address).content.decode())


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500, 503])
def test_it_stands_on_every_error(db, status):
    request = RequestFactory().get("/somewhere/")
    request.htmx, request.session, request.resolver_match = False, Client().session, None
    shown = {
        400: lambda: errors.bad_request(request),
        403: lambda: errors.csrf_failure(request),
        404: lambda: errors.not_found(request),
        429: lambda: refused_at_the_door(request, "spent", 3),
        500: lambda: errors.server_error(request),
        503: lambda: errors.unavailable(request, OperationalError("gone")),
    }
    response = shown[status]()
    assert response.status_code == status
    assert reverse("about") in footer_of(response.content.decode())


def test_the_footer_is_the_same_for_everybody(client, learner_client, attempt, bank):
    attempt("ann", "softmax/which-grows", "wrong")
    stranger = footer_of(client.get("/questions/").content.decode())
    assert footer_of(learner_client("ann").get("/questions/").content.decode()) == stranger
    assert footer_of(learner_client("ann").get("/account/data/").content.decode()) == stranger


def test_about_and_privacy_name_whom_to_write_to(client, bank, settings):
    for address in ("/about/", "/privacy/"):
        assert "mailto:" not in client.get(address).content.decode()
    settings.CONTACT_EMAIL = "help@example.org"
    for address in ("/about/", "/privacy/"):
        assert 'href="mailto:help@example.org"' in client.get(address).content.decode()


def test_privacy_names_every_cookie_that_is_set(client, bank):
    """What each is, is said there; here a visitor does everything that sets one."""
    page = client.get("/privacy/").content.decode()
    named = set(re.findall(r'<th scope="row"><code>([^<]+)</code>', page))
    item = client.get("/questions/softmax/items/which-grows/", follow=True)
    answer = {"token": item.context["token"], "answer": "A"}
    client.post(item.request["PATH_INFO"] + "?seed=1", answer)
    client.post("/theme/", {"theme": "dark"})
    client.get("/plan/")
    set_here = set(client.cookies)
    assert {"learner", "theme", "csrftoken"} <= set_here
    assert set_here <= named
    assert settings.SESSION_COOKIE_NAME in named
    assert "time_zone" in named


def test_a_visitor_who_only_reads_gets_no_cookie(client, bank):
    for address in ("/", "/questions/softmax/", "/about/", "/privacy/", "/account/data/"):
        client.get(address)
    assert not client.cookies
