"""Where the site is public, staff prove twice who they are before they enter the admin."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.models import User
from django.test import Client

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"


@pytest.fixture
def editor(settings) -> User:
    settings.ADMIN_MFA = True
    return User.objects.create_superuser("editor", "editor@example.org", PASSWORD)


def sign_in(client: Client) -> str:
    typed = {"login": "editor", "password": PASSWORD, "next": "/admin/"}
    return client.post("/account/login/", typed).headers["Location"]


def test_staff_without_a_second_factor_are_sent_to_set_one_up(client, editor) -> None:
    assert sign_in(client) == "/admin/"
    for path in ("/admin/", "/admin/quizzes/question/", "/admin/auth/user/"):
        assert client.get(path).headers["Location"] == "/account/two-step/", path
    assert client.get("/account/two-step/").status_code == 200


def test_a_password_alone_does_not_sign_in_who_has_a_second_factor(client, editor) -> None:
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(editor, secret)
    assert "/account/two-step/authenticate/" in sign_in(client)
    assert client.get("/admin/").status_code == 302
    counter = time.time() // 30
    code = format_hotp_value(hotp_value(secret, int(counter)))
    client.post("/account/two-step/authenticate/", {"code": code})
    assert client.get("/admin/").status_code == 200


def test_on_a_machine_of_ones_own_the_admin_asks_for_no_second_factor(client, editor, settings):
    settings.ADMIN_MFA = False
    sign_in(client)
    assert client.get("/admin/").status_code == 200
    assert not Authenticator.objects.exists()
