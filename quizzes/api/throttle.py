"""Limits the requests per minute from one address."""

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest

from quizzes.web import counting
from quizzes.web.address import client_address

WINDOW_SECONDS = 60


class Throttle:
    """Counts each address's requests per clock minute. Without a cache nothing is counted."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock

    def seconds_to_wait(self, request: HttpRequest) -> int:
        """0 if the request may proceed, else the seconds until the next one may."""
        if settings.API_RATE <= 0:
            return 0
        address, now = client_address(request.META), self.clock()
        return counting.seconds_to_wait(
            "api", address, now, most=settings.API_RATE, window=WINDOW_SECONDS
        )


throttle = Throttle()
