"""Passwords cannot be tried without end, neither from one address nor for one account."""

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache

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
