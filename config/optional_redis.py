"""A Redis cache that may fail: any Redis error counts as a cache miss, never an error page."""

# Django's cache calls its client with positional arguments only, so ours pass through unnamed.
# pyright: reportIncompatibleMethodOverride=false

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

PAUSE_SECONDS = 5.0
TIMEOUT_SECONDS = 0.5

logger = logging.getLogger(__name__)


class ForgivingClient(RedisCacheClient):
    """Django's client, except that after a failure it behaves like an empty cache.

    Redis is then skipped for a few seconds, so that a Redis that hangs costs one short wait in
    that time instead of one per request.
    """

    def __init__(self, servers: list[str], **options: Any) -> None:
        options.setdefault("socket_connect_timeout", TIMEOUT_SECONDS)
        options.setdefault("socket_timeout", TIMEOUT_SECONDS)
        super().__init__(servers, **options)
        self.paused_until = 0.0

    def attempt(self, nothing: Any, method: Callable[..., Any], *args: Any) -> Any:
        """What `method` returns, or `nothing` if Redis is unavailable."""
        if time.monotonic() < self.paused_until:
            return nothing
        try:
            return method(*args)
        except RedisError as error:
            self.paused_until = time.monotonic() + PAUSE_SECONDS
            logger.warning("Redis is unavailable, continuing without it: %s", error)
            return nothing

    def get(self, key: str, default: Any) -> Any:
        return self.attempt(default, super().get, key, default)

    def get_many(self, *args: Any) -> dict:
        return self.attempt({}, super().get_many, *args)

    def has_key(self, *args: Any) -> bool:
        return self.attempt(False, super().has_key, *args)

    def add(self, *args: Any) -> bool:
        # Nothing is kept there, so nothing is in the way.
        return self.attempt(True, super().add, *args)

    def set(self, *args: Any) -> None:
        return self.attempt(None, super().set, *args)

    def set_many(self, *args: Any) -> None:
        return self.attempt(None, super().set_many, *args)

    def touch(self, *args: Any) -> bool:
        return self.attempt(False, super().touch, *args)

    def delete(self, *args: Any) -> bool:
        return self.attempt(False, super().delete, *args)

    def delete_many(self, *args: Any) -> None:
        return self.attempt(None, super().delete_many, *args)

    def clear(self) -> bool:
        return self.attempt(False, super().clear)

    def incr(self, key: str, delta: int) -> int:
        """Raises ValueError for a missing key, like every Django cache."""
        value = self.attempt(None, super().incr, key, delta)
        if value is None:
            raise ValueError(f"Key '{key}' not found.")
        return value


class OptionalRedisCache(RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = ForgivingClient
