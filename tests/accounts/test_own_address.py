"""The address of an account: the codes for signing in go there."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from tests.accounts.signing_in import sign_in, sign_up

pytestmark = pytest.mark.django_db

ANN = "ann@example.org"


def test_the_last_address_of_an_account_stays(client: Client) -> None:
    sign_up(client, ANN)
    client.post("/account/email/", {"email": ANN, "action_remove": ""})
    assert EmailAddress.objects.get().email == ANN
    client.post("/account/logout/")
    sign_in(client, ANN)
    assert ANN in client.get("/account/").content.decode()
