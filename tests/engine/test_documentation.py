"""The engine's page in the documentation: complete, and its examples true."""

import doctest
from pathlib import Path

import attention_engine

PAGE = Path(__file__).parents[2] / "docs" / "engine.md"


def test_the_examples_of_the_page_are_true():
    found = doctest.testfile(str(PAGE), module_relative=False)
    assert found.failed == 0
    assert found.attempted > 10


def test_every_public_name_stands_on_the_page():
    text = PAGE.read_text()
    assert [name for name in attention_engine.__all__ if f"`{name}" not in text] == []
