"""The schema of items: every fault is named with its field."""

import pytest

from quizzes.items import SpecError, parse_spec

from .making import CHOICE, CHOICES, EVERY_KIND, ORDER, SOFTMAX, WEIGHTS, spec_of


@pytest.mark.parametrize("name", EVERY_KIND)
def test_every_kind_survives_being_stored_as_json(name):
    spec = spec_of(**EVERY_KIND[name])
    assert parse_spec(spec.model_dump(mode="json")) == spec


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "essay"}, "'essay' is unknown; kinds are choice"),
        (CHOICE | {"decimals": 3}, "decimals: this kind of item has no such field"),
        (WEIGHTS | {"decimals": 9}, "decimals: "),
        (WEIGHTS | {"decimals": True}, "decimals: "),
        (WEIGHTS | {"computation": "magic"}, "computation 'magic' is unknown"),
        (WEIGHTS | {"givens": {"query": "halves(2, 4)"}}, "also needs the given key"),
        (
            WEIGHTS | {"givens": WEIGHTS["givens"] | {"attn_mask": [[1, 0, 1], [1, 1, 0]]}},
            "given attn_mask: a mask of 0 and 1 is added to the scores; write true",
        ),
        (SOFTMAX | {"givens": {"x": [1], "y": 2}}, "takes no given named y"),
        (SOFTMAX | {"givens": {"x": "halves(0)"}}, "given x: halves takes positive integer sizes"),
        (ORDER | {"lines": ["One", "Two"]}, "lines: "),
        (ORDER | {"seeds": 0}, "seeds: "),
        (ORDER | {"key": "Not A Key"}, "key: "),
        (ORDER | {"ask": "  "}, "ask: "),
    ],
)
def test_a_fault_is_named_with_its_field(fields, words):
    with pytest.raises(SpecError) as caught:
        spec_of(**fields)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "mask", [[[True, False, True], [True, True, True]], [[0, -1, -2], [0, 0, 0]], [[0.5, 0, 1]] * 2]
)
def test_masks_that_hide_and_biases_that_are_added_may_be_given(mask):
    spec = spec_of(**WEIGHTS | {"givens": WEIGHTS["givens"] | {"attn_mask": mask}})
    assert spec.givens["attn_mask"] == mask


@pytest.mark.parametrize("rights", [[], [0, 1]])
def test_a_choice_has_exactly_one_right_option(rights):
    options = [{"text": str(i), "why": "So.", "right": i in rights} for i in range(3)]
    with pytest.raises(SpecError, match="exactly one option"):
        spec_of(**CHOICE | {"options": options})


def test_choices_have_at_least_one_right_option():
    options = [{"text": "One", "why": "So."}, {"text": "Two", "why": "So."}]
    with pytest.raises(SpecError, match="at least one option"):
        spec_of(**CHOICES | {"options": options})


def test_a_missing_field_is_named():
    with pytest.raises(SpecError, match="explain: this field is missing"):
        parse_spec({"key": "item", "ask": "Ask?"} | ORDER)


@pytest.mark.parametrize("data", [None, [], "text", 3])
def test_what_is_no_block_is_refused(data):
    with pytest.raises(SpecError, match="a list of `name: value` lines"):
        parse_spec(data)


def test_an_item_without_hints_is_stored_as_it_was_before_there_were_any():
    assert "hints" not in spec_of(**CHOICE).model_dump()
    assert spec_of(**CHOICE | {"hints": ["Look"]}).model_dump()["hints"] == ["Look"]


@pytest.mark.parametrize("hints", [["a", "b", "c", "d"], [""], "one", [1]])
def test_hints_are_one_to_three_texts(hints):
    with pytest.raises(SpecError, match="hints"):
        spec_of(**CHOICE | {"hints": hints})
