"""Shared by the API tests: a program that speaks JSON, and a rate limit it cannot reach."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client


@pytest.fixture(autouse=True)
def no_limit(settings) -> None:
    settings.API_RATE = 0
    caches["throttle"].clear()
    caches["default"].clear()


JSON = "application/json"


@dataclass
class Program:
    """Calls the API and checks on every response what must hold for all of them."""

    client: Client = field(default_factory=Client)
    token: str = ""

    def get(self, path: str, **query: Any) -> HttpResponse:
        return self._checked(self.client.get(f"/api/v1/{path}", query, headers=self._headers()))

    def post(self, path: str, body: Any = None, content_type: str = JSON) -> HttpResponse:
        """Sends `body` as JSON; bytes and strings are sent as they are."""
        data = body if isinstance(body, bytes | str) else json.dumps(body)
        return self._checked(
            self.client.generic(
                "POST", f"/api/v1/{path}", data, content_type, headers=self._headers()
            )
        )

    def become_learner(self) -> "Program":
        self.token = self.post("learners").json()["token"]
        return self

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def _checked(self, response: HttpResponse) -> HttpResponse:
        assert response.headers["Cache-Control"] == "no-store"
        assert "Content-Security-Policy" in response.headers
        assert not response.cookies
        if response.status_code >= 400:
            assert response.headers["Content-Type"] == "application/problem+json"
            problem = response.json()
            assert problem["status"] == response.status_code
            assert problem["detail"].endswith(".")
        return response


@pytest.fixture
def program() -> Program:
    return Program()
