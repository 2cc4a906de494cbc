"""Texts that can appear in a URL: numbers, almost-numbers and worse."""

from hypothesis import strategies as st

_numbers = st.one_of(
    st.integers(-99, 99).map(str),
    st.floats(allow_nan=True, allow_infinity=True).map(repr),
    st.sampled_from(["1/3", "1e308", "-1e308", "5e-324", "e^-1", "25%", "−2", "-inf", "sqrt(2)"]),
)
_rows = st.lists(_numbers, min_size=1, max_size=4).map(" ".join)
query_texts = st.one_of(
    _numbers,
    st.lists(_rows, min_size=1, max_size=4).map("\n".join),
    st.text(max_size=60),
    st.text(alphabet="0123456789.,;[]() \n\t-+*/^e&\\{}|", max_size=60),
    st.sampled_from(["", "\0", "\ufffd", "[[[[[", "1" * 500, "[[1,2],[3", "true false", "9" * 20]),
)
