"""Another site that people sign in with: OpenID Connect as far as a sign-in needs it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.serving import HOST


class Elsewhere(BaseHTTPRequestHandler):
    person = {"sub": "17", "email": "ann@example.org", "email_verified": True}

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        here = f"http://{HOST}:{self.server.server_port}"
        if url.path == "/.well-known/openid-configuration":
            ends = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            self._json({f"{name}_endpoint": f"{here}/{path}" for name, path in ends.items()})
        elif url.path == "/authorize":
            asked = parse_qs(url.query)
            back = urlencode({"code": "c", "state": asked["state"][0]})
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri'][0]}?{back}")
            self.end_headers()
        else:
            self._json(self.person)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._json({"access_token": "t", "token_type": "Bearer"})

    def log_message(self, *args: object) -> None:
        """Nothing."""

    def _json(self, value: object) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(value).encode())


@contextmanager
def another_site() -> Iterator[str]:
    """Its address."""
    server = ThreadingHTTPServer((HOST, 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
