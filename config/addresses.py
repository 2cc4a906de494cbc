"""The site's own address as a setting."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def checked_site_address(text: str) -> str:
    """The address without a slash at its end; empty if there is none.

    Raises ImproperlyConfigured unless it is `http` or `https` with a host and no path.
    """
    address = text.strip().rstrip("/")
    parts = urlsplit(address)
    if address and (parts.scheme not in ("http", "https") or address != _origin(parts)):
        raise ImproperlyConfigured(
            f"SITE_ADDRESS is {text!r}, but it must be a scheme and a host, such as "
            "https://example.org"
        )
    return address


LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}


def address_on_this_machine(allowed_hosts: list[str], port: int) -> str:
    """The address of a site that answers nobody but this machine; empty if others may reach it."""
    return f"http://localhost:{port}" if {"localhost"} <= {*allowed_hosts} <= LOOPBACK else ""


def _origin(parts) -> str:
    return f"{parts.scheme}://{parts.netloc}" if parts.hostname else ""


def origin_of(url: str) -> str:
    """The scheme and the host of a URL."""
    return _origin(urlsplit(url))


def address_behind_tls(allowed_hosts: list[str]) -> str:
    """The address of a site with one name; empty if it has several, or any."""
    names = [host for host in allowed_hosts if not host.startswith(("*", "."))]
    return f"https://{names[0]}" if len(names) == len(allowed_hosts) == 1 else ""
