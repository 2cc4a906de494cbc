"""The network address of a visitor, for limits that no cookie can escape."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

# Providers give one household or machine a whole network of this size.
IPV6_PREFIX = 64
MAX_ADDRESS = 64


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
