"""A null character that somebody puts into an address or a cookie is no error of ours."""

import pytest
from django.db import DataError, connection
from django.test import Client

from tests.learner import Learner
from tests.prepared import NOTHING


def test_a_null_character_is_refused_wherever_a_request_can_hold_it(prepared_site) -> None:
    site = prepared_site(NOTHING)
    site.start(prepared=True)
    browser = Learner(site.port)
    for path in (
        "/questions/a%00b/",
        "/questions/?topic=%00",
        "/search/?q=%00",
        "/api/v1/questions/a%00b",
        "/api/v1/questions/a/items/%00",
        "/api/v1/items?question=%00",
        "/api/v1/questions?topic=%00",
    ):
        assert browser.get(path).status in (200, 400, 404, 422), path
    # A quoted cookie may hold any character as an octal number.
    browser.cookies["sessionid"] = r'"\000aaaaaaaaaaaaaaa"'
    for path in ("/", "/questions/", "/admin/", "/sittings/00000000-0000-0000-0000-000000000000/"):
        # The admin leads to the door of the site, by two redirects.
        assert browser.get(path).status in (200, 302, 400, 404), path


@pytest.mark.django_db
def test_another_value_that_does_not_fit_stays_an_error_of_ours() -> None:
    def too_long(execute, sql, params, many, context):
        raise DataError("value too long for type character varying(32)")

    client = Client(raise_request_exception=False)
    with connection.execute_wrapper(too_long):
        assert client.get("/questions/").status_code == 500
