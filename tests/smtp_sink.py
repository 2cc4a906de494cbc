"""A mail server for tests: takes mail on a free port of this machine and keeps what it accepted."""

import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message

from tests.serving import HOST

# Called with the mail before it is accepted; what it returns is the server's answer.
Answer = Callable[[Message], str]
ACCEPTED = "250 accepted"


class Sink(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__((HOST, port), _Conversation)
        self.accepted: list[Message] = []
        self.seconds = 0.0
        self.to_recipient = "250 ok"
        self.to_mail: Answer = lambda _mail: ACCEPTED
        # After it was accepted, before its sender is told.
        self.then: Callable[[Message], object] = lambda _mail: None

    @property
    def port(self) -> int:
        return self.server_address[1]

    @property
    def url(self) -> str:
        return f"smtp://{HOST}:{self.port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed is expected here."""


class _Conversation(socketserver.StreamRequestHandler):
    server: Sink

    def handle(self) -> None:
        self._say("220 sink")
        while line := self.rfile.readline():
            verb = line.strip().upper()[:4].decode()
            if verb == "DATA":
                self._take()
            elif verb == "RCPT":
                self._say(self.server.to_recipient)
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 sink")

    def _take(self) -> None:
        self._say("354 go on")
        text = b""
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return
            text += line
        mail = message_from_bytes(text)
        time.sleep(self.server.seconds)
        answer = self.server.to_mail(mail)
        if answer.startswith("250"):
            self.server.accepted.append(mail)
            self.server.then(mail)
        self._say(answer)

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def running_sink(port: int = 0) -> Iterator[Sink]:
    with Sink(port) as sink:
        threading.Thread(target=sink.serve_forever, args=(0.05,), daemon=True).start()
        yield sink
        sink.shutdown()
