"""The engine's page in the documentation is complete, and its examples are true."""

import doctest
from pathlib import Path

import pytest

import attention_engine

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "engine.md"


@pytest.mark.parametrize(("name", "examples"), [("engine.md", 10), ("checking.md", 3)])
def test_the_examples_of_a_page_are_true(name, examples):
    found = doctest.testfile(str(DOCS / name), module_relative=False)
    assert found.failed == 0
    assert found.attempted > examples


def test_every_public_name_stands_on_the_page():
    text = PAGE.read_text()
    assert [name for name in attention_engine.__all__ if f"`{name}" not in text] == []
