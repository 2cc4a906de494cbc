"""Limits the requests per minute from one address."""

import time
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

WINDOW_SECONDS = 60
# Providers give one household or machine a whole network of this size.
IPV6_PREFIX = 64
MAX_ADDRESS = 64


class Throttle:
    """Counts each address's requests per clock minute. Without a cache nothing is counted."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock

    def seconds_to_wait(self, request: HttpRequest) -> int:
        """0 if the request may proceed, else the seconds until the next one may."""
        if settings.API_RATE <= 0:
            return 0
        window, passed = divmod(int(self.clock()), WINDOW_SECONDS)
        cache, key = caches["throttle"], f"api:{address_of(request)}:{window}"
        cache.add(key, 0, WINDOW_SECONDS)
        try:
            count = cache.incr(key)
        except ValueError:
            return 0
        return WINDOW_SECONDS - passed if count > settings.API_RATE else 0


def address_of(request: HttpRequest) -> str:
    """The client's address. X-Forwarded-For is trusted only for the configured proxies."""
    address = request.META.get("REMOTE_ADDR", "")
    told = request.headers.get("X-Forwarded-For", "").split(",")
    if 0 < settings.PROXY_COUNT <= len(told):
        address = told[-settings.PROXY_COUNT].strip() or address
    try:
        parsed = ip_address(address[:MAX_ADDRESS])
    except ValueError:
        # All requests without a valid address share one: a proxy's mistake must not lift the limit.
        return "unknown"
    if isinstance(parsed, IPv6Address):
        # A dual-stack socket reports IPv4 addresses in this form.
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ip_network((int(parsed), IPV6_PREFIX), strict=False).network_address)
    return str(parsed)


throttle = Throttle()
