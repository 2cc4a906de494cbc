"""One call of the WSGI application for a request that came by ASGI."""

import io
from collections.abc import Iterator, MutableMapping
from typing import Any
from urllib.parse import quote_from_bytes, unquote_to_bytes

from asgiref.wsgi import WsgiToAsgiInstance
from django.db import close_old_connections

from ..wsgi import application as wsgi
from .body import Body, Message

Scope = MutableMapping[str, Any]
Answer = tuple[Message, bytes]
ASCII = "".join(map(chr, range(128)))


class WsgiCall(WsgiToAsgiInstance):
    """Of the base class it uses the two translations: from an ASGI scope to a WSGI environment, and
    from WSGI headers to an ASGI message. Its methods run in threads, one after the other."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(wsgi)
        self.scope = scope
        self.response: Any = None
        self.pieces: Iterator[bytes] | None = None

    def environ(self) -> dict[str, Any]:
        """Raises ValueError if one header came more than a hundred times."""
        # A person may type letters of any script into an address.
        query = quote_from_bytes(self.scope["query_string"], safe=ASCII).encode()
        # X_Forwarded_For would pass for X-Forwarded-For, which only a proxy may set.
        headers = [each for each in self.scope["headers"] if b"_" not in each[0]]
        self.scope.update(query_string=query, headers=headers)
        environ = self.build_environ(self.scope, None)
        environ["PATH_INFO"] = unquote_to_bytes(self.scope["raw_path"]).decode("latin-1")
        return environ

    def run(self, environ: dict[str, Any], body: Body) -> Answer:
        """The head and the content of the answer. Of an answer whose length is not known only the
        head: then there are `pieces`, to be asked for one by one."""
        environ["CONTENT_LENGTH"] = str(body.size)
        environ["wsgi.input"] = io.BytesIO(body.kept)
        self.response = self.wsgi_application(environ, self.start_response)
        # Files tell their length. To a HEAD nothing is sent.
        is_long = getattr(self.response, "streaming", False) and not any(
            name == b"content-length" for name, _value in self.response_start["headers"]
        )
        if is_long and environ["REQUEST_METHOD"] != "HEAD":
            self.pieces = iter(self.response)
            return self.response_start, b""
        try:
            content = b"" if is_long else b"".join(self.response)
        finally:
            self.close()
        return self.response_start, content

    def next_piece(self) -> bytes:
        """The next piece of a long answer; empty at its end. Any thread may make it, and gives back
        the connection to the database for which it asked."""
        assert self.pieces is not None  # noqa: S101 - only asked for then
        try:
            return next((piece for piece in self.pieces if piece), b"")
        finally:
            close_old_connections()

    def close(self) -> None:
        self.response.close()
