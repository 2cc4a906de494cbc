"""The address of a client, behind as many proxies as the settings say."""

from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from django.conf import settings

# Providers give one household or machine a whole network of this size.
IPV6_PREFIX = 64
MAX_ADDRESS = 64


def client_address(environ: Mapping[str, Any]) -> str:
    """The client's address, from a WSGI environment such as `request.META`.

    X-Forwarded-For is trusted only for the configured proxies.
    """
    address = environ.get("REMOTE_ADDR", "")
    told = environ.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if 0 < settings.PROXY_COUNT <= len(told):
        address = told[-settings.PROXY_COUNT].strip() or address
    try:
        parsed = ip_address(_without_port(address[:MAX_ADDRESS]))
    except ValueError:
        # All requests without a valid address share one: a proxy's mistake must not lift the limit.
        return "unknown"
    if isinstance(parsed, IPv6Address):
        # A dual-stack socket reports IPv4 addresses in this form.
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ip_network((int(parsed), IPV6_PREFIX), strict=False).network_address)
    return str(parsed)


def _without_port(address: str) -> str:
    """Some proxies write `192.0.2.1:4711` and `[2001:db8::1]:4711`."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address
