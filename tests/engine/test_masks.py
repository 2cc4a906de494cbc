"""Masks by their definition, cell by cell."""

import pytest

from attention_engine import local_global_mask, strided_mask


@pytest.mark.parametrize("length", [1, 2, 7])
@pytest.mark.parametrize("window", [0, 1, 3, 9])
@pytest.mark.parametrize("tokens", [0, 1, 2, 9])
def test_local_and_global_cells_are_those_of_the_definition(length, window, tokens):
    mask = local_global_mask(length, window, tokens)
    for i in range(length):
        for j in range(length):
            assert mask[i, j] == (abs(i - j) <= window or min(i, j) < tokens)


@pytest.mark.parametrize("length", [1, 2, 9])
@pytest.mark.parametrize("stride", [1, 2, 3, 20])
def test_strided_cells_are_those_of_the_definition(length, stride):
    mask = strided_mask(length, stride)
    for i in range(length):
        for j in range(length):
            assert mask[i, j] == (abs(i - j) < stride or (i - j) % stride == 0)


def test_wrong_sizes_are_refused():
    with pytest.raises(ValueError, match="window must be from 0"):
        local_global_mask(4, -1, 0)
    with pytest.raises(ValueError, match="stride must be from 1"):
        strided_mask(4, 0)
