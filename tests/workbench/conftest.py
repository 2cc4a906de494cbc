"""Shared by the workbench tests: its page for a query."""

import pytest

from tests.workbench.posting import ADDRESS


@pytest.fixture
def ask(client):
    """The page for a query: the response, and its text on one line."""

    def get(query, **headers):
        response = client.get(ADDRESS, query, headers=headers)
        return response, " ".join(response.content.decode().split())

    return get
