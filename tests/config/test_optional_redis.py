"""Redis makes things faster if it is available; if not, nothing breaks."""

import socket

import pytest
from django.test import Client

from config.optional_redis import OptionalRedisCache
from tests.serving import HOST, free_port


@pytest.fixture
def without_redis() -> OptionalRedisCache:
    """A cache without a server: nothing listens on the port."""
    return OptionalRedisCache(f"redis://{HOST}:{free_port()}/0", {})


def test_a_redis_that_is_gone_is_an_empty_cache(without_redis: OptionalRedisCache) -> None:
    cache = without_redis
    assert cache.set("a", 1) is None
    assert cache.get("a") is None
    assert cache.get("a", "nothing") == "nothing"
    assert cache.get_many(["a", "b"]) == {}
    assert cache.set_many({"a": 1}) == []
    assert cache.add("a", 1) is True
    assert cache.touch("a") is False
    assert cache.has_key("a") is False
    assert cache.delete("a") is False
    assert cache.delete_many(["a"]) is None
    assert cache.get_or_set("a", lambda: 5) == 5
    assert cache.clear() is False
    with pytest.raises(ValueError, match="not found"):
        cache.incr("a")


def test_a_redis_that_hangs_is_waited_for_once_and_then_left_alone() -> None:
    with socket.socket() as silent:
        silent.bind((HOST, 0))
        silent.listen()
        cache = OptionalRedisCache(f"redis://{HOST}:{silent.getsockname()[1]}/0", {})
        assert cache.get("a") is None
        client = cache._cache
        assert client.paused_until > 0
        silent.close()
        paused_until = client.paused_until
        assert cache.get("a") is None
        assert client.paused_until == paused_until


@pytest.mark.django_db
def test_pages_are_served_without_the_redis_that_settings_name(client: Client, settings) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "config.optional_redis.OptionalRedisCache",
            "LOCATION": f"redis://{HOST}:{free_port()}/0",
        }
    }
    for address in ("/", "/questions/", "/quizzes/", "/workbench/"):
        assert client.get(address).status_code == 200
