"""Passkeys and apps in the admin: one that is lost can be removed, and no key can be read."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LIST = "/admin/mfa/authenticator/"


@pytest.fixture
def app(db: None) -> Authenticator:
    return TOTP.activate(User.objects.create_user("ann"), SECRET).instance


def test_nobody_reads_what_makes_the_codes_of_another_person(admin_client, app) -> None:
    for end in ("", f"{app.pk}/change/", f"{app.pk}/delete/", f"{app.pk}/history/"):
        page = admin_client.get(f"{LIST}{end}")
        assert page.status_code == 200, end
        assert SECRET not in page.content.decode(), end


def test_nobody_adds_or_changes_one(admin_client, app) -> None:
    typed = {"user": app.user_id, "type": "totp", "data": '{"secret": "MINE"}'}
    for end in ("add/", f"{app.pk}/change/"):
        assert admin_client.post(f"{LIST}{end}", typed).status_code == 403, end
    assert Authenticator.objects.get().data["secret"] == SECRET


def test_a_lost_one_is_removed(admin_client, app) -> None:
    admin_client.post(f"{LIST}{app.pk}/delete/", {"post": "yes"})
    assert not Authenticator.objects.exists()
