"""Counts requests of one address in a window of the clock."""

from math import ceil

from django.core.cache import caches

HOUR = 60 * 60


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


def seconds_if_full(what: str, address: str, now: float, *, most: int, window: int) -> int:
    """The same without counting this request: 0 unless there were `most` in this window."""
    number, passed = divmod(int(now), window)
    count = caches["throttle"].get(f"{what}:{address}:{number}", 0)
    return window - passed if count >= most else 0


def in_minutes(seconds: int) -> str:
    """A time to wait, for a sentence: `1 minute`, `12 minutes`."""
    minutes = ceil(seconds / 60)
    return f"{minutes} minute{'' if minutes == 1 else 's'}"
