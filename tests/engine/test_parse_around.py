"""What programs and chats write around an array is left out and named; two arrays are refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from attention_engine import AnswerSyntaxError, format_array, parse_array
from attention_engine.reading.arrays.asked import COMMAS_ARE_DECIMAL, read_asked
from attention_engine.reading.arrays.parse import read_array

M = [[1, 2.5], [-3, 4]]
PRINT = "[[ 1.   2.5]\n [-3.   4. ]]"
JAX = "Array([[ 1. ,  2.5],\n       [-3. ,  4. ]], dtype=float32)"
NUMPY = "array([[ 1. ,  2.5],\n       [-3. ,  4. ]], dtype=float32)"
R = "     [,1] [,2]\n[1,]    1  2.5\n[2,]   -3  4.0"
READ = {
    # Programs.
    JAX: M, f"Device{JAX}": M,
    "tf.Tensor(\n[[ 1.   2.5]\n [-3.   4. ]], shape=(2, 2), dtype=float32)": M,
    f"<tf.Tensor: shape=(2, 2), dtype=float32, numpy=\n{NUMPY}>": M,
    f"<tf.Variable 'w:0' shape=(2, 2) dtype=float32, numpy=\n{NUMPY}>": M,
    "<tf.Tensor: shape=(), dtype=float32, numpy=0.665>": 0.665,
    "Parameter containing:\ntensor([[ 1.0, 2.5],\n [-3.0, 4.0]], requires_grad=True)": M,
    "nn.Parameter(torch.tensor([[1, 2.5], [-3, 4]]))": M,
    "tensor([[1, 2.5], [-3, 4]]).detach().cpu().numpy()": M, "np.array([1, 2.5]).tolist()": M[0],
    "print(np.array([[1, 2.5], [-3, 4]]))": M, "mx.array([1, 2.5])": M[0],
    "import numpy as np\nA = np.array([[1, 2.5], [-3, 4]])\nprint(A)": M,
    # Consoles.
    f">>> print(A)\n{PRINT}": M, f">>> softmax([1, 2])\n{NUMPY}": M,
    f">>> A = np.array([[9, 9],\n...               [9, 9]])\n>>> A @ W\n{NUMPY}": M,
    ">>> A = np.array([[1, 2.5],\n              [-3, 4]])": M,
    f">>> np.array([[9, 8],\n          [7, 6],\n          [5, 4]]) @ W\n{PRINT}": M,
    f"In [1]: A\nOut[1]: \n{NUMPY}": M, f"In [12]: softmax(x)\nOut[12]: {NUMPY}": M,
    "julia> A\n2×2 Matrix{Float64}:\n  1.0  2.5\n -3.0  4.0": M, f"> A\n{R}": M,
    f"$ python attention.py\n{PRINT}": M, f"me@box:~/x$ python a.py\n{PRINT}\n": M,
    ">> A\nA =\n\n    1.0000    2.5000\n   -3.0000    4.0000": M,
    "> 1 2.5\n> -3 4": M,
    # Chats.
    "`[[1, 2.5], [-3, 4]]`": M, "`1 2.5; -3 4`": M, "**[[1, 2.5], [-3, 4]]**": M,
    "**0.665**": 0.665, "`0.665`": 0.665, "*0.665*": 0.665, "**A** = [1, 2.5]": M[0],
    "| **1** | 2.5 |\n| `-3` | 4 |": M, "**1** 2.5": M[0], "2**3 2**2": [8, 4],
    "The answer is [[1, 2.5], [-3, 4]].": M, "Answer: **0.665**.": 0.665, "x is 0.665": 0.665,
    "Here is the 2×2 matrix:\n\n```python\n[[1, 2.5], [-3, 4]]\n```\n\nHope this helps!": M,
    "Sure!\n\n$$\n\\begin{bmatrix} 1 & 2.5 \\\\ -3 & 4 \\end{bmatrix}\n$$\n": M,
    "~0.665": 0.665, "≈ 0.665": 0.665, "about 0.665": 0.665, r"\approx 0.665": 0.665,
    "x ≈ 0.665": 0.665, "= 0.665": 0.665, "→ [1, 2.5]": M[0], "≈1 ≈2.5": M[0],
    "0.665.": 0.665, "0.665,": 0.665, "1, 2.5,": M[0], "[1, 2.5].": M[0], "25%.": 0.25,
    "1,\n2.5": M[0], "1,\n2.5,": M[0], "1;\n2.5;": [[1], [2.5]],
    "Row 1: 1 2.5\nRow 2: -3 4": M, "q1: 1 2.5\nq2: -3 4": M,
}  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_the_one_array_is_found(text):
    array = parse_array(text)
    assert array.shape == np.shape(READ[text])
    np.testing.assert_allclose(array, READ[text], rtol=1e-15)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("The answer is [[1, 2]].", "Left out: “The answer is”."),
        (f">>> print(A)\n{PRINT}", "Left out: “>>> print(A)”."),
        ("Sure!\n1 2\n3 4\nHope this helps", "Left out: “Sure!”, “Hope this helps”."),
        ("≈ 0.5", "Left out: “≈”."),
        ("\tk1\tk2\nq1\t1\t2", "Left out: “k1 k2”, “q1”."),
        ("| a | b |\n|--|--|\n| x | 1 |", "Left out: “a b”, “x”."),
        (r"\begin{array}{l|r} & k1 \\ \hline q1 & 1 \\ \end{array}", "Left out: “k1”, “q1”."),
        ("**0.5**", ""), ("[1, 2]", ""), ("`0.5`.", ""),
    ],
)  # fmt: skip
def test_what_was_left_out_is_named(text, note):
    assert read_array(text).note == note


def test_what_was_left_out_is_named_beside_another_reading():
    typed = read_asked("Answer: 0,287; 0,401", (2,))
    assert typed.note == f"{COMMAS_ARE_DECIMAL} Left out: “Answer:”."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("```\n1 2\n```\n```\n3 4\n```", "inside and outside of a code fence"),
        ("1 2\n```\n3 4\n```", "inside and outside of a code fence"),
        (">>> A\n[1 2]\n>>> B\n[3 4]", "printed more than once"),
        ("1 2\nand then\n3 4", "one array above “and then” and another below"),
        ("[[1, 2]]\nor maybe\n[[3, 4]]", "one array above “or maybe”"),
        ("A: [1, 2]\nB: [3, 4]", "text outside the brackets"),
        ("in percent:\n28 72", "“percent” may change the numbers"),
        ("minus\n0.5", "“minus” may change the numbers"),
        ("softmax([1, 2])", "needs a [)] here"),
        ("I got 0.5 and [1, 2]", "."),
        ("1 2.5,\n3 4", "."),
        ("1, 2.5,\n-3, 4", "is each line a row, or are all one list"),
        ("> 0.5", "."),
        ("nan\n1", "e couldn't read “nan” as a number"),
        ("1\nx", "e couldn't read “x”"),
        ("[[1, 2], [3, 4]]\nA.T", "."),
        ("hello", "We couldn't read “hello”"),
        ("a: 1 2\nb: 3 4", "."),
    ],
)
def test_what_may_be_two_arrays_or_other_numbers_is_refused_at_its_place(text, words):
    with pytest.raises(AnswerSyntaxError, match=words) as refused:
        parse_array(text)
    assert refused.value.excerpt.endswith("^")


finite = st.floats(-1e6, 1e6, allow_subnormal=False)
any_array = arrays(np.float64, array_shapes(max_dims=2, min_side=2, max_side=4), elements=finite)
WRAPPERS = [
    "{}", "`{}`", "**{}**", "```\n{}\n```", "```python\n{}\n```", "print({})", "np.array({})",
    "Array({}, dtype=float32)", "Parameter containing:\ntensor({}, requires_grad=True)",
    "tf.Tensor({}, shape=(2, 2), dtype=float32)", ">>> {}", ">>> f(x)\n{}", "Out[3]: {}",
    "In [3]: A @ B\nOut[3]: {}", "$ python a.py\n{}", "julia> A\n{}", "The answer is {}.",
    "Answer: {}", "Here it is:\n\n{}\n\nHope this helps!", "≈ {}", "about {}", "A = {};", "{},",
    "A ≈ {}", "$$ {} $$", r"\boxed{{{}}}", "import numpy as np\nA = {}\nprint(A)",
]  # fmt: skip


CALLS = ["{}", "np.array({})", "tensor({}, device='cuda:0')", "print(jnp.array({}))"]


@given(any_array, st.sampled_from(WRAPPERS), st.sampled_from(CALLS))
def test_a_wrapper_around_any_array_reads_as_the_array(array, outer, inner):
    text = outer.format(inner.format(format_array(array)))
    np.testing.assert_array_equal(parse_array(text), array, strict=True)


PIECES = [
    *WRAPPERS, ">>> ", "In [1]: ", "Out[1]: ", "k1", "\t", ",", ";", "\n", "1", "0.5", "[", "]",
    "| ", "---", "===", "dtype: float64", "shape: (2, 2)", "`", "**", "≈", ".", "is ", ":",
    "Row 1:",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_pieces_are_read_or_refused_with_a_sentence(text):
    refused = ""
    try:
        assert parse_array(text).size
    except AnswerSyntaxError as error:
        refused = str(error)
    assert refused.isprintable()
