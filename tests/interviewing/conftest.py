"""A small bank in which one question has a script, and a learner in front of it."""

import pytest
from django.test import Client

from tests.fixtures import Bank
from tests.interviewing.interviewee import Interviewee
from tests.interviewing.scripted import asked_text
from tests.practice.conftest import clock  # noqa: F401 - a fixture


@pytest.fixture
def asked(bank: Bank) -> Bank:
    bank.write("12-asked.md", asked_text())
    bank.sync()
    return bank


@pytest.fixture
def interviewee(asked: Bank) -> Interviewee:
    """Somebody who has just begun an interview of 15 minutes."""
    person = Interviewee(Client(headers={"Sec-Fetch-Site": "same-origin"}))
    person.start()
    return person
