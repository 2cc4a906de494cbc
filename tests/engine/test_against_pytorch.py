"""PyTorch's own numbers, if it is installed: it is a peer, never a dependency."""

import numpy as np
import pytest

from attention_engine import (
    attention_gradients,
    memory_efficient_attention,
    scaled_dot_product_attention,
)

torch = pytest.importorskip("torch", reason="PyTorch is not installed")


@pytest.fixture
def arrays():
    rng = np.random.default_rng(12)
    shapes = ((2, 3, 5, 4), (2, 3, 7, 4), (2, 3, 7, 6))
    return [rng.normal(size=shape) for shape in shapes]


@pytest.mark.parametrize("is_causal", [False, True])
@pytest.mark.parametrize("scale", [None, 0.3])
def test_outputs_and_gradients_are_pytorchs(arrays, is_causal, scale):
    tensors = [torch.tensor(array, requires_grad=True) for array in arrays]
    options = {"is_causal": is_causal, "scale": scale}
    output = torch.nn.functional.scaled_dot_product_attention(*tensors, **options)
    change = np.random.default_rng(13).normal(size=tuple(output.shape))
    output.backward(torch.tensor(change))
    expected = output.detach().numpy()
    for attend in (scaled_dot_product_attention, memory_efficient_attention):
        np.testing.assert_allclose(attend(*arrays, **options).output, expected, rtol=1e-9)
    found = attention_gradients(*arrays, change, **options)
    for name, tensor in zip(("query", "key", "value"), tensors, strict=True):
        np.testing.assert_allclose(getattr(found, name), tensor.grad.numpy(), atol=1e-12)


def test_a_boolean_mask_means_the_same(arrays):
    mask = np.random.default_rng(14).random((5, 7)) < 0.6
    tensors = [torch.tensor(array) for array in arrays]
    expected = torch.nn.functional.scaled_dot_product_attention(*tensors, torch.tensor(mask))
    found = scaled_dot_product_attention(*arrays, attn_mask=mask).output
    np.testing.assert_allclose(found, expected.numpy(), rtol=1e-9, atol=1e-12)
