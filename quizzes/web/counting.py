"""Counts requests of one address in a window of the clock."""

from django.core.cache import caches


def seconds_to_wait(what: str, address: str, now: float, *, most: int, window: int) -> int:
    """Counts one request for `what` from this address. 0 if it may proceed, else the seconds until
    the next window of so many seconds. Without a cache nothing is counted."""
    number, passed = divmod(int(now), window)
    cache, key = caches["throttle"], f"{what}:{address}:{number}"
    cache.add(key, 0, window)
    try:
        count = cache.incr(key)
    except ValueError:
        return 0
    return window - passed if count > most else 0
