"""People at the door: what they type, and the codes that they get by email."""

import re

from django.core import mail
from django.http import HttpResponse
from django.test import Client

CODE = re.compile(r"^([A-Z]{4}-[A-Z]{4})$", re.MULTILINE)


def code_sent(address: str) -> str:
    """The code in the newest mail to this address."""
    texts = [str(sent.body) for sent in mail.outbox if sent.to == [address]]
    assert texts, f"no mail to {address}"
    found = CODE.search(texts[-1])
    assert found, texts[-1]
    return found[1]


def sign_up(client: Client, address: str, **typed: str) -> HttpResponse:
    """Creates an account with this address and types the code."""
    client.post("/account/signup/", {"email": address} | typed)
    return client.post("/account/confirm-email/", {"code": code_sent(address)})


def sign_in(client: Client, address: str, **typed: str) -> HttpResponse:
    """Signs in with a code."""
    client.post("/account/login/", {"login": address} | typed)
    return client.post("/account/login/code/confirm/", {"code": code_sent(address)})
