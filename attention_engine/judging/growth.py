"""Judges an order of growth: equivalent forms are right, and errors are named."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ..inputs import InputError
from ..reading.orders.terms import Sum, Term, leading, written
from ..reading.orders.text import read_order
from ..reading.source import AnswerSyntaxError
from .growth_letters import in_words, question, readings_of, renamed
from .told import RIGHT, Told


@dataclass(frozen=True)
class GrowthCheck(Told):
    """How an order was judged; `canonical` is the submitted one as it was understood."""

    verdict: Literal["right", "wrong"]
    canonical: str

    @property
    def correct(self) -> bool:
        return self.verdict == "right"


def check_growth(
    expected: str, submitted: str, letters: Mapping[str, str] | None = None
) -> GrowthCheck:
    """Judge an order such as `O(n^2 d)` against the expected one, in any equivalent form.

    Constants and terms that others outgrow change nothing; the message says that they are left
    out. `letters` are the letters of the task with their meanings, such as `cost_letters` returns,
    with d for the width of one head and the projections not counted (None: n, d and those of
    `expected`, with any meaning). A common other name for one of them is accepted, and the message
    says so: see `growth_letters`.
    Raises AnswerSyntaxError if `submitted` is not an order, or uses letters that the task does not
    have: the error asks which of the task's letters is meant, and there is no verdict. Raises
    ValueError if `expected` is not an order.
    """
    for name, text in (("expected", expected), ("submitted", submitted)):
        if not isinstance(text, str):
            raise InputError(f"{name} must be a string, got {type(text).__name__}", name)
    try:
        wanted = read_order(expected)
    except AnswerSyntaxError as error:
        raise InputError(
            f"expected must be an order such as O(n^2 d): {error}", "expected"
        ) from error
    known = tuple(dict.fromkeys((*wanted.letters, *(letters or ("n", "d")))))
    read = read_order(submitted, known, ask=lambda word: question(word, letters or {}))
    readings = readings_of(read.letters, known, d_is_one_head=letters is not None)
    for letter in read.letters:
        if letter not in known and letter not in readings:
            raise read.fault(question(letter, letters or {}), letter)
    given = renamed(read.terms, readings)
    order = list(wanted.letters)
    right, found = _order_of(wanted.terms), _order_of(given)
    canonical = written(found, order)
    if found == right:
        return _right(given, canonical, readings)
    detail = _wrong_detail(right, found, canonical, order, readings)
    if letters and found >= right and all(map(_is_of_projections, found - right)):
        detail = f"{detail} The projections grow with n d^2; they are not counted here."
    return GrowthCheck("wrong", canonical, detail=detail)


def _order_of(terms: Sum) -> frozenset[Term]:
    return leading(term for term, constant in terms.items() if constant)


def _right(given: Sum, canonical: str, readings: Mapping[str, str]) -> GrowthCheck:
    order = _order_of(given)
    left_out = []
    if any(given[term] != 1 and (term.sizes or len(given) == 1) for term in order):
        left_out.append("constants")
    if any(constant and term not in order for term, constant in given.items()):
        left_out.append("terms that grow more slowly")
    parts = [f"Read {in_words(readings)}."] if readings else []
    if left_out:
        parts.insert(0, f"This is {canonical}; {' and '.join(left_out)} are left out.")
    return GrowthCheck("right", canonical, heading=RIGHT, detail=" ".join(parts))


def _wrong_detail(
    right: frozenset[Term],
    found: frozenset[Term],
    canonical: str,
    order: list[str],
    readings: Mapping[str, str],
) -> str:
    """Names what is missing or extra, but never the whole expected order."""
    read = f"Read as {canonical}{f', {in_words(readings)}' if readings else ''}."
    wanted_sizes, given_sizes = _sizes(right), _sizes(found)
    missing, strange = wanted_sizes - given_sizes, given_sizes - wanted_sizes
    if len(missing) == len(strange) == 1:
        letter = next(iter(strange))
        if set(renamed(dict.fromkeys(found, 1.0), {letter: next(iter(missing))})) == right:
            return f"{read} The form is right, but {letter} is the wrong letter."
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
        faults.append("there is one term too many")
    elif not faults:
        faults.append("the powers in the terms are not right yet")
    reasons = "; ".join(faults)
    return f"{read} {reasons[0].upper()}{reasons[1:]}."


def _is_of_projections(term: Term) -> bool:
    """n d^2 or n h^2 d^2: a matrix of the width's square is applied to each position."""
    return term.rate("n") == (1, 0) and term.rate("d") == (2, 0) and term.sizes <= {"n", "d", "h"}


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


def _listed(sizes: set[str], order: list[str]) -> str:
    known = [size for size in order if size in sizes]
    return " and ".join(known + sorted(sizes - set(known)))
