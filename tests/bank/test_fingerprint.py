"""A stored page is out of date when the code that renders it changed, wherever that code is."""

import hashlib

import grimp
import pytest

from quizzes.bank.page.fingerprint import ROOMS
from quizzes.items.code_version import add_sources

RENDERING = ("quizzes.bank.page.render", "quizzes.bank.checking.check", "quizzes.search.entry")
# Tables, whose code renders nothing.
NOT_RENDERING = ("quizzes.models",)


def test_a_room_that_was_moved_away_is_an_error():
    with pytest.raises(FileNotFoundError, match=r"^quizzes/nowhere/ has no \.py file"):
        add_sources(hashlib.sha256(), ["attention_engine", "quizzes/nowhere"], (".py",))


def test_every_module_that_renders_or_proves_is_hashed():
    graph = grimp.build_graph("quizzes", "attention_engine", cache_dir=None)
    used = set().union(*map(graph.find_upstream_modules, RENDERING))
    rooms = tuple(f"{room.replace('/', '.')}." for room in ROOMS)
    left_out = [
        module
        for module in sorted(used)
        if not f"{module}.".startswith((*rooms, *NOT_RENDERING)) and "." in module
    ]
    assert left_out == []
