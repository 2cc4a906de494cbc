"""Passwords cannot be tried without end, neither from one address nor for one account."""

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

NAME, PASSWORD = "editor", "a long enough password"


@pytest.fixture
def editor(db):
    cache.clear()
    yield get_user_model().objects.create_superuser(NAME, "editor@example.org", PASSWORD)
    cache.clear()


@pytest.fixture
def log_in(client, editor):
    def post(password, name=NAME, address="192.0.2.1"):
        fields = {"login": name, "password": password, "next": "/admin/"}
        return client.post("/account/login/", fields, REMOTE_ADDR=address)

    return post


def test_after_ten_failures_even_the_right_password_waits(log_in):
    for number in range(10):
        refused = log_in(f"wrong {number}", address=f"192.0.2.{number}")
        assert "The name and the password do not match." in refused.content.decode()
    refused = log_in(PASSWORD, address="192.0.2.99")
    assert refused.status_code == 200
    assert "Too many wrong passwords. Wait five minutes" in refused.content.decode()


def test_one_address_cannot_try_many_accounts(log_in):
    for number in range(20):
        log_in("wrong", name=f"somebody-{number}")
    assert "Too many wrong passwords" in log_in(PASSWORD).content.decode()
    assert log_in(PASSWORD, address="198.51.100.7").status_code == 302


def test_a_right_password_is_not_counted(log_in, client):
    for _ in range(25):
        assert log_in(PASSWORD).status_code == 302
        client.logout()


def test_who_may_not_enter_the_admin_is_told_so(log_in, client, editor):
    get_user_model().objects.filter(pk=editor.pk).update(is_staff=False)
    editor.emailaddress_set.create(email=editor.email, verified=True, primary=True)
    log_in(PASSWORD)
    page = client.get("/admin/", follow=True)
    assert page.status_code == 403
    assert b"This account may not enter the admin." in page.content


def test_others_cannot_keep_the_owner_out_of_a_browser_that_was_logged_in_before(client, log_in):
    assert log_in(PASSWORD).status_code == 302
    client.post("/account/logout/")
    stranger = Client()
    for number in range(12):
        fields = {"login": NAME, "password": "wrong"}
        stranger.post("/account/login/", fields, REMOTE_ADDR=f"192.0.2.{number}")
    assert log_in(PASSWORD).status_code == 302
    fields = {"login": NAME, "password": PASSWORD}
    refused = stranger.post("/account/login/", fields, REMOTE_ADDR="192.0.2.99")
    assert "Too many wrong passwords" in refused.content.decode()


def test_a_known_browser_cannot_try_without_end_either_nor_for_other_accounts(client, log_in):
    get_user_model().objects.create_superuser("other", "o@example.org", PASSWORD)
    assert log_in(PASSWORD).status_code == 302
    client.post("/account/logout/")
    for number in range(10):
        log_in("wrong", address=f"192.0.2.{number}")
        log_in("wrong", name="other", address=f"192.0.2.{100 + number}")
    assert "Too many wrong passwords" in log_in(PASSWORD, address="192.0.2.50").content.decode()
    stranger = Client().post("/account/login/", {"login": "other", "password": PASSWORD})
    assert "Too many wrong passwords" in stranger.content.decode()


def test_a_cookie_that_is_not_ours_makes_no_browser_known(client, log_in):
    client.cookies["known-browser"] = f"{NAME}:0123456789abcdef"
    for number in range(10):
        log_in("wrong", address=f"192.0.2.{number}")
    client.cookies["known-browser"] = f"{NAME}:fedcba9876543210"
    assert "Too many wrong passwords" in log_in(PASSWORD, address="192.0.2.50").content.decode()


@pytest.mark.parametrize("following", ["https://evil.example/", "//evil.example", "/admin/"])
def test_the_admin_sends_to_the_door_of_the_site_and_back_to_itself(client, editor, following):
    there = client.get("/admin/login/", {"next": following}).headers["Location"]
    assert there == "/account/login/?next=/admin/"
    client.force_login(editor)
    assert client.get("/admin/login/", {"next": following}).headers["Location"] == "/admin/"
