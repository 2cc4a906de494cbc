"""Nobody gets an encoding that they refuse, on pages of every kind."""

import pytest
from django.test import Client

# A kept page, one that is rendered for each request and a refusal.
ADDRESSES = ["/questions/", "/workbench/", "/nothing/"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "header", ["gzip;q=0", "gzip; q=0.0, br;q=0", "GZIP;Q=0, *", "identity;q=1, gzip;q=0"]
)
def test_a_refused_encoding_is_not_sent(client: Client, address: str, header: str) -> None:
    assert "Content-Encoding" not in client.get(address, headers={"Accept-Encoding": header})


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_weak_wish_is_a_wish(client: Client, address: str) -> None:
    response = client.get(address, headers={"Accept-Encoding": "br;q=0, gzip;q=0.1"})
    assert response.headers["Content-Encoding"] == "gzip"
