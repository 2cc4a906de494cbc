"""The text of a check has two parts: a heading, and a detail that can stand without it."""

import pytest

from attention_engine import check_answer, check_count, check_growth

RIGHT = "Right."
CHECKS = {
    "exact": (check_answer([1], [1], decimals=2), RIGHT, "Exact. (Tolerance: 0.005.)"),
    "near": (
        check_answer([0.5, 0.25], [0.5, 0.251], decimals=2),
        RIGHT,
        "Your largest error is 0.001. (Tolerance: 0.005.)",
    ),
    "too few digits": (
        check_answer([0.333], [0.33], decimals=3),
        "",
        "The right idea; give three decimals. Tolerance: 0.0005.",
    ),
    "wrong": (
        check_answer([0.333], [0.7], decimals=3),
        "",
        "Not within the tolerance of 0.0005.",
    ),
    "another shape": (
        check_answer([1, 2, 3], [1, 2]),
        "",
        "Your answer is a list of 2 numbers; the task asks for a list of 3 numbers.",
    ),
    "exact count": (check_count(2**20, "2^20 FLOPs"), RIGHT, ""),
    "rounded count": (
        check_count(2**20, "1.05 MFLOPs"),
        RIGHT,
        "It agrees with the exact count in the digits you typed.",
    ),
    "count in MACs": (
        check_count(2**20, "2^19 MACs"),
        RIGHT,
        "You gave multiply-adds: one MAC is two FLOPs.",
    ),
    "rounded count in bits": (
        check_count(10**6, "8.0 Mbit", "bytes"),
        RIGHT,
        "You gave bits: a byte has eight.",
    ),
    "wrong count": (check_count(2**20, "7 GFLOPs"), "This is not right yet.", ""),
    "one digit": (
        check_count(2**20, "1 MFLOPs"),
        "",
        "The right idea; give at least two digits.",
    ),
    "order": (check_growth("O(n^2 d)", "n^2 d"), RIGHT, ""),
    "order in other letters": (
        check_growth("O(n^2 d)", "L^2 d"),
        RIGHT,
        "Read L as n.",
    ),
    "order with a constant": (
        check_growth("O(n^2 d)", "2 L^2 d"),
        RIGHT,
        "This is O(n^2 d); constants are left out. Read L as n.",
    ),
    "wrong order": (
        check_growth("O(n^2 d)", "n d"),
        "",
        "Read as O(n d). The power of n is too low.",
    ),
}


@pytest.mark.parametrize("case", CHECKS)
def test_the_heading_and_the_detail_are_apart_and_make_the_message(case):
    check, heading, detail = CHECKS[case]
    assert (check.heading, check.detail) == (heading, detail)
    assert check.message == f"{heading} {detail}".strip()
