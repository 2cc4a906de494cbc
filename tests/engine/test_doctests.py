"""Every example in a docstring of the engine gives the result shown below it."""

import doctest
import importlib
import pkgutil

import pytest

import attention_engine

MODULES = [
    module.name
    for module in pkgutil.walk_packages(attention_engine.__path__, "attention_engine.")
    if not module.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_are_true(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_every_public_function_is_documented():
    for name in attention_engine.__all__:
        assert getattr(attention_engine, name).__doc__, name
