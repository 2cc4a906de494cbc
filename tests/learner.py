"""A learner without JavaScript: opens tasks and posts their forms over a real connection."""

import http.client
import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

from tests.serving import HOST

FORM = re.compile(r'<form[^>]*\bmethod="post"[^>]*\baction="([^"]*)".*?</form>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
TOKEN = 'name="csrfmiddlewaretoken"'
ANSWER_SECONDS = 10


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    location: str = ""


@dataclass(frozen=True)
class Form:
    """Where a form is posted to, and its hidden fields."""

    action: str
    fields: dict[str, str]


@dataclass
class Learner:
    """Keeps cookies like a browser. Raises OSError or HTTPException if the server is down."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        """The page at a URL, following one redirect."""
        answer = self._ask("GET", path)
        return self._ask("GET", answer.location) if answer.location else answer

    def form(self, path: str) -> Form:
        """The first form of a page that uses POST and has a token: that of the theme and that of a
        bookmark have none."""
        page = self.get(path)
        assert page.status == 200, f"{path}: {page.status}"
        forms = [form for form in FORM.finditer(page.text) if TOKEN in form[0]]
        assert forms, f"no form at {path}"
        fields = {name: unescape(value) for name, value in HIDDEN.findall(forms[0][0])}
        return Form(unescape(forms[0][1]), fields)

    def post(self, form: Form, **typed: str) -> Answer:
        return self._ask("POST", form.action, urlencode(form.fields | typed))

    @property
    def cookie_header(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        if self.cookies:
            headers["Cookie"] = self.cookie_header
        connection = http.client.HTTPConnection(HOST, self.port, timeout=ANSWER_SECONDS)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        for header in response.headers.get_all("Set-Cookie", []):
            name, _, value = header.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(response.status, text, response.headers.get("Location", ""))
