"""The list of forms is true: forms listed as read are read, forms listed as refused are refused."""

import doctest
from pathlib import Path

import numpy as np
import pytest

from attention_engine import AnswerSyntaxError, parse_array
from attention_engine.reading.arrays.asked import read_asked
from attention_engine.reading.arrays.forms import REFUSED_FORMS, TYPED_FORMS

PAGE = Path(__file__).parents[2] / "docs" / "typing.md"
TYPED = [form for forms in TYPED_FORMS.values() for form in forms]


@pytest.mark.parametrize("form", TYPED, ids=lambda form: form.name)
def test_a_form_is_read_as_the_list_says(form):
    array = parse_array(form.example)
    if form.asked is not None:
        assert array.shape != form.asked
        array = read_asked(form.example, form.asked).values
    assert array.shape == np.shape(form.value)
    np.testing.assert_allclose(array, form.value, rtol=1e-15)


@pytest.mark.parametrize("form", REFUSED_FORMS, ids=lambda form: form.name)
def test_a_form_is_refused_with_the_sentence_of_the_list(form):
    with pytest.raises(AnswerSyntaxError) as refused:
        parse_array(form.example)
    assert refused.value.message.startswith(form.sentence)
    assert refused.value.excerpt


@pytest.mark.parametrize("form", [*TYPED, *REFUSED_FORMS], ids=lambda form: form.name)
def test_the_documentation_shows_each_form(form):
    text = PAGE.read_text()
    assert form.name in text
    assert all(line in text for line in form.example.split("\n"))


def test_the_examples_of_the_documentation_are_true():
    found = doctest.testfile(str(PAGE), module_relative=False)
    assert (found.failed, found.attempted) == (0, 2)
