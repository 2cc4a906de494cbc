"""A stored page is out of date when the code that renders it changed, wherever that code stands."""

import hashlib

import pytest

from quizzes.bank.page.fingerprint import add_sources


def test_a_room_that_was_moved_away_is_an_error():
    with pytest.raises(FileNotFoundError, match=r"^quizzes/nowhere/ has no \.py file"):
        add_sources(hashlib.sha256(), ["attention_engine", "quizzes/nowhere"], (".py",))
