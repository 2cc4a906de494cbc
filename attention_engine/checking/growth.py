"""Judging an order of growth: equivalent forms are right, and what is wrong is named."""

from dataclasses import dataclass
from typing import Literal

from .reading.order_text import read_order
from .reading.orders import Sum, Term, leading, written
from .reading.source import AnswerSyntaxError


@dataclass(frozen=True)
class GrowthCheck:
    """How an order was judged; `canonical` is the submitted one as it was understood."""

    verdict: Literal["right", "wrong"]
    message: str
    canonical: str

    @property
    def correct(self) -> bool:
        return self.verdict == "right"


def check_growth(expected: str, submitted: str) -> GrowthCheck:
    """Judge an order such as `O(n^2 d)` against the expected one, in any equivalent form.

    Constants and terms that others outgrow change nothing; a message says that they are left out.
    Raises AnswerSyntaxError where `submitted` is no order, ValueError where `expected` is none.
    """
    for name, text in (("expected", expected), ("submitted", submitted)):
        if not isinstance(text, str):
            raise ValueError(f"{name} must be a string, got {type(text).__name__}")
    try:
        wanted, order = read_order(expected)
    except AnswerSyntaxError as error:
        raise ValueError(f"expected must be an order such as O(n^2 d): {error}") from error
    given, _ = read_order(submitted, tuple(order))
    right, found = _order_of(wanted), _order_of(given)
    canonical = written(found, order)
    if found == right:
        return GrowthCheck("right", _right_message(given, canonical), canonical)
    return GrowthCheck("wrong", _wrong_message(right, found, canonical, order), canonical)


def _order_of(terms: Sum) -> frozenset[Term]:
    return leading(term for term, constant in terms.items() if constant)


def _right_message(given: Sum, canonical: str) -> str:
    order = _order_of(given)
    left_out = []
    if any(given[term] != 1 and (term.sizes or len(given) == 1) for term in order):
        left_out.append("constants")
    if any(constant and term not in order for term, constant in given.items()):
        left_out.append("terms that grow more slowly")
    if not left_out:
        return "Right."
    return f"Right: this is {canonical}; {' and '.join(left_out)} are left out."


def _wrong_message(
    right: frozenset[Term], found: frozenset[Term], canonical: str, order: list[str]
) -> str:
    """Names what is missing or too much, and never the whole order that was expected."""
    read = f"Read as {canonical}."
    wanted_sizes, given_sizes = _sizes(right), _sizes(found)
    missing, strange = wanted_sizes - given_sizes, given_sizes - wanted_sizes
    if len(missing) == len(strange) == 1 and _renamed(found, *strange, *missing) == right:
        letter = next(iter(strange))
        return f"{read} What is {letter}? The answer uses another letter of the task."
    faults = []
    if missing:
        faults.append(f"you left out {_listed(missing, order)}")
    if strange:
        belong = "factor{} does" if len(strange) == 1 else "factors{} do"
        faults.append(f"the {belong.format(f' {_listed(strange, order)}')} not belong here")
    if len(right) == len(found) == 1:
        faults += _rate_faults(next(iter(right)), next(iter(found)), wanted_sizes & given_sizes)
    elif len(found) < len(right):
        faults.append("a term is missing")
    elif len(found) > len(right):
        faults.append("there is a term too many")
    elif not faults:
        faults.append("the powers in the terms are not right yet")
    reasons = "; ".join(faults)
    return f"{read} {reasons[0].upper()}{reasons[1:]}."


def _rate_faults(right: Term, found: Term, sizes: set[str]) -> list[str]:
    faults = []
    for size in sorted(sizes):
        (power, log), (given_power, given_log) = right.rate(size), found.rate(size)
        if power != given_power:
            faults.append(f"the power of {size} is too {'low' if given_power < power else 'high'}")
        if log != given_log:
            much = "is missing" if given_log < log else "is too much"
            faults.append(f"a factor log {size} {much}")
    return faults


def _sizes(terms: frozenset[Term]) -> set[str]:
    return {size for term in terms for size in term.sizes}


def _renamed(terms: frozenset[Term], old: str, new: str) -> frozenset[Term]:
    def swap(powers):
        return frozenset((new if size == old else size, power) for size, power in powers)

    return frozenset(Term(swap(term.powers), swap(term.logs)) for term in terms)


def _listed(sizes: set[str], order: list[str]) -> str:
    known = [size for size in order if size in sizes]
    return " and ".join(known + sorted(sizes - set(known)))
