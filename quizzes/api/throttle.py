"""Limits the requests per minute from one address."""

import time
from collections.abc import Callable

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

from quizzes.web.address import address_of

WINDOW_SECONDS = 60


class Throttle:
    """Counts each address's requests per clock minute. Without a cache nothing is counted."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock

    def seconds_to_wait(self, request: HttpRequest) -> int:
        """0 if the request may proceed, else the seconds until the next one may."""
        if settings.API_RATE <= 0:
            return 0
        window, passed = divmod(int(self.clock()), WINDOW_SECONDS)
        cache, key = caches["throttle"], f"api:{address_of(request.META)}:{window}"
        cache.add(key, 0, WINDOW_SECONDS)
        try:
            count = cache.incr(key)
        except ValueError:
            return 0
        return WINDOW_SECONDS - passed if count > settings.API_RATE else 0


throttle = Throttle()
