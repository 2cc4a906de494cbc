"""The rate limit: requests per minute from one address, and when the next may come."""

import pytest
from django.test import RequestFactory

from quizzes.api import throttle as counting
from quizzes.web.address import client_address
from tests.serving import HOST, free_port

MINUTE = 60


@pytest.fixture
def clock(monkeypatch, settings):
    """A clock that stands still until it is moved; it starts 20 seconds into a minute."""
    now = [1_000 * MINUTE + 20.0]
    monkeypatch.setattr(counting.throttle, "clock", lambda: now[0])
    settings.API_RATE = 2
    return now


def test_one_too_many_answers_429_with_the_seconds_to_wait(program, clock):
    for _time in range(2):
        assert program.get("computations").status_code == 200
    refused = program.get("computations")
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "40"
    assert "40 seconds" in refused.json()["detail"]


def test_after_that_time_requests_are_answered_again(program, clock):
    for _time in range(3):
        program.get("computations")
    clock[0] += 40
    assert program.get("computations").status_code == 200


def test_another_address_and_the_pages_are_not_touched(program, clock, db):
    for _time in range(3):
        program.get("computations")
    other = program.client.get("/api/v1/computations", REMOTE_ADDR="192.0.2.9")
    assert other.status_code == 200
    assert program.client.get("/api/docs").status_code == 200
    assert program.client.get("/").status_code == 200


def test_a_forged_header_makes_no_other_address(program, clock):
    statuses = [
        program.client.get("/api/v1/computations", headers={"X-Forwarded-For": f"192.0.2.{n}"})
        for n in range(3)
    ]
    assert [response.status_code for response in statuses] == [200, 200, 429]


@pytest.mark.parametrize(
    ("proxies", "told", "address"),
    [
        (0, "192.0.2.1", "198.51.100.7"),
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "203.0.113.5, 192.0.2.1", "192.0.2.1"),
        (2, "203.0.113.5, 192.0.2.1", "203.0.113.5"),
        (2, "192.0.2.1", "198.51.100.7"),
        (1, "2001:db8:1:2:3::4", "2001:db8:1:2::"),
        (1, "::ffff:192.0.2.1", "192.0.2.1"),
        (1, "nonsense", "unknown"),
    ],
)
def test_as_many_proxies_are_believed_as_are_configured(settings, proxies, told, address):
    settings.PROXY_COUNT = proxies
    request = RequestFactory().get(
        "/", REMOTE_ADDR="198.51.100.7", headers={"X-Forwarded-For": told}
    )
    assert client_address(request.META) == address


@pytest.mark.parametrize(
    "cache",
    [
        {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
        {
            "BACKEND": "config.optional_redis.OptionalRedisCache",
            "LOCATION": f"redis://{HOST}:{free_port()}/0",
        },
    ],
    ids=["none", "a Redis that is gone"],
)
def test_a_cache_that_counts_nothing_lets_everybody_in(program, clock, settings, cache):
    settings.CACHES = {"default": cache, "throttle": cache}
    assert {program.get("computations").status_code for _time in range(4)} == {200}


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("203.0.113.5:4711", "203.0.113.5"),
        ("[2001:db8:1:2::9]:443", "2001:db8:1:2::"),
        ("2001:db8:1:2::9", "2001:db8:1:2::"),
        ("[::ffff:203.0.113.5]:80", "203.0.113.5"),
        ("203.0.113.5:4711:9", "unknown"),
        ("somebody:80", "unknown"),
    ],
)
def test_an_address_may_come_with_its_port(rf, settings, told, address):
    settings.PROXY_COUNT = 1
    assert client_address(rf.get("/", headers={"X-Forwarded-For": told}).META) == address
