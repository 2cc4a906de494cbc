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
        fields = {"username": name, "password": password}
        return client.post("/admin/login/?next=/admin/", fields, REMOTE_ADDR=address)

    return post


def test_after_ten_failures_even_the_right_password_waits(log_in):
    for number in range(10):
        refused = log_in(f"wrong {number}", address=f"192.0.2.{number}")
        assert "Please enter the correct username and password" in refused.content.decode()
    refused = log_in(PASSWORD, address="192.0.2.99")
    assert refused.status_code == 200
    assert "Too many failed login attempts. Try again later." in refused.content.decode()


def test_one_address_cannot_try_many_accounts(log_in):
    for number in range(20):
        log_in("wrong", name=f"somebody-{number}")
    assert "Too many failed login attempts" in log_in(PASSWORD).content.decode()
    assert log_in(PASSWORD, address="198.51.100.7").status_code == 302


def test_a_right_password_is_not_counted(log_in, client):
    for _ in range(25):
        assert log_in(PASSWORD).status_code == 302
        client.logout()


def test_who_may_not_enter_the_admin_is_told_so(log_in, editor):
    get_user_model().objects.filter(pk=editor.pk).update(is_staff=False)
    assert "staff account" in log_in(PASSWORD).content.decode()


def test_others_cannot_keep_the_owner_out_of_a_browser_that_was_logged_in_before(client, log_in):
    assert log_in(PASSWORD).status_code == 302
    client.post("/admin/logout/")
    stranger = Client()
    for number in range(12):
        fields = {"username": NAME, "password": "wrong"}
        stranger.post("/admin/login/", fields, REMOTE_ADDR=f"192.0.2.{number}")
    assert log_in(PASSWORD).status_code == 302
    fields = {"username": NAME, "password": PASSWORD}
    refused = stranger.post("/admin/login/", fields, REMOTE_ADDR="192.0.2.99")
    assert "Too many failed login attempts" in refused.content.decode()


def test_a_known_browser_cannot_try_without_end_either_nor_for_other_accounts(client, log_in):
    get_user_model().objects.create_superuser("other", "o@example.org", PASSWORD)
    assert log_in(PASSWORD).status_code == 302
    client.post("/admin/logout/")
    for number in range(10):
        log_in("wrong", address=f"192.0.2.{number}")
        log_in("wrong", name="other", address=f"192.0.2.{100 + number}")
    assert "Too many failed" in log_in(PASSWORD, address="192.0.2.50").content.decode()
    stranger = Client().post("/admin/login/", {"username": "other", "password": PASSWORD})
    assert "Too many failed" in stranger.content.decode()


def test_a_cookie_that_is_not_ours_makes_no_browser_known(client, log_in):
    client.cookies["known-browser"] = f"{NAME}:0123456789abcdef"
    for number in range(10):
        log_in("wrong", address=f"192.0.2.{number}")
    client.cookies["known-browser"] = f"{NAME}:fedcba9876543210"
    assert "Too many failed" in log_in(PASSWORD, address="192.0.2.50").content.decode()


def test_a_login_for_no_page_of_ours_leads_to_the_admin(client, editor):
    fields = {"username": NAME, "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post("/admin/login/", fields).headers["Location"] == "/admin/"
