"""The bytes that a browser downloads for the first view of a page."""

import http.client
import re
from posixpath import dirname, join, normpath

import brotli

from tests.serving import HOST

LINKED = re.compile(r'(?:<link[^>]*\bhref|<script[^>]*\bsrc|<img[^>]*\bsrc)="(/static/[^"]+)"')
INSIDE = re.compile(r"""(?:url\(|\bfrom\s*|\bimport\s*)["']?([^"')\s]+\.(?:css|js|svg|woff2))""")
MATH_FONT = re.compile(r"/fonts/.*math", re.IGNORECASE)


def first_view_bytes(port: int, path: str) -> int:
    """The compressed size of page, styles, scripts and pictures, without the math font."""
    seen: dict[str, int] = {}
    waiting = [path]
    while waiting:
        address = waiting.pop()
        if address in seen or MATH_FONT.search(address):
            continue
        sent, text = fetch(port, address)
        seen[address] = sent
        waiting += LINKED.findall(text)
        if address.startswith("/static/"):
            inside = (join(dirname(address), name) for name in INSIDE.findall(text))
            waiting += map(normpath, inside)
    return sum(seen.values())


def fetch(port: int, address: str) -> tuple[int, str]:
    """The number of bytes sent, and the body if it is text."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", address, headers={"Accept-Encoding": "br"})
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    assert response.status == 200, f"{address}: {response.status}"
    plain = brotli.decompress(body) if response.headers["Content-Encoding"] == "br" else body
    return len(body), "" if address.endswith(".woff2") else plain.decode()
