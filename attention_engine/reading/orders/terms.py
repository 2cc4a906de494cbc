"""Orders of growth as sums of terms such as n^2 d log n, compared as all sizes grow."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Term:
    """A product of powers of sizes and of their logarithms; the empty one is a constant."""

    powers: frozenset[tuple[str, Fraction]] = frozenset()
    logs: frozenset[tuple[str, Fraction]] = frozenset()

    @classmethod
    def of(cls, powers: dict[str, Fraction], logs: dict[str, Fraction]) -> "Term":
        return cls(_without_zeros(powers), _without_zeros(logs))

    @property
    def sizes(self) -> set[str]:
        return {size for size, _ in self.powers | self.logs}

    def __mul__(self, other: "Term") -> "Term":
        return Term.of(_added(self.powers, other.powers), _added(self.logs, other.logs))

    def __pow__(self, exponent: Fraction) -> "Term":
        return Term(
            _without_zeros({size: power * exponent for size, power in self.powers}),
            _without_zeros({size: power * exponent for size, power in self.logs}),
        )

    def rate(self, size: str) -> tuple[Fraction, Fraction]:
        """How fast the term grows in one size: its power, then the power of its logarithm."""
        return dict(self.powers).get(size, Fraction(0)), dict(self.logs).get(size, Fraction(0))

    def within(self, other: "Term") -> bool:
        """Whether this term never outgrows a multiple of `other`."""
        return all(self.rate(size) <= other.rate(size) for size in self.sizes | other.sizes)

    def within_sum(self, one: "Term", other: "Term") -> bool:
        """Whether this never outgrows `one` + `other`, as n d never outgrows n^2 + d^2.

        A weighted geometric mean of two terms is at most their sum: look for such a weight.
        """
        if self.logs or one.logs or other.logs:
            return False
        low, high = Fraction(0), Fraction(1)
        for size in self.sizes | one.sizes | other.sizes:
            this, first, second = (t.rate(size)[0] for t in (self, one, other))
            if first == second:
                if this > second:
                    return False
            elif first > second:
                low = max(low, (this - second) / (first - second))
            else:
                high = min(high, (this - second) / (first - second))
        return low <= high


# Each term with the constant in front of it.
Sum = dict[Term, float]


def leading(terms: Iterable[Term]) -> frozenset[Term]:
    """The terms that no other term outgrows: what an order of growth keeps."""
    kept = set(terms)
    for term in sorted(kept, key=_total):
        others = kept - {term}
        if any(term.within(other) for other in others) or any(
            term.within_sum(one, other) for one, other in combinations(others, 2)
        ):
            kept.remove(term)
    return frozenset(kept)


def written(terms: Collection[Term], order: list[str]) -> str:
    """`O(n^2 d)`: the sizes in the given order, the largest term first."""
    sizes = order + sorted({size for term in terms for size in term.sizes} - set(order))

    def growth(term: Term):
        return _total(term), [term.rate(size) for size in sizes]

    ordered = sorted(terms, key=growth, reverse=True)
    return f"O({' + '.join(_term_written(term, sizes) for term in ordered)})"


def _term_written(term: Term, order: list[str]) -> str:
    def place(factor: tuple[str, Fraction]) -> int:
        return order.index(factor[0])

    powers = sorted(term.powers, key=place)
    above = [_power_written(size, power) for size, power in powers if power > 0]
    below = [_power_written(size, -power) for size, power in powers if power < 0]
    for size, power in sorted(term.logs, key=place):
        above.append(f"log {size}" if power == 1 else f"(log {size})^{_number(power)}")
    text = " ".join(above) or "1"
    if below:
        text += f" / {below[0]}" if len(below) == 1 else f" / ({' '.join(below)})"
    return text


def _power_written(size: str, power: Fraction) -> str:
    if power == HALF:
        return f"sqrt({size})"
    return size if power == 1 else f"{size}^{_number(power)}"


def _number(number: Fraction) -> str:
    if 100 % number.denominator == 0:
        return f"{float(number):.10g}"
    return f"({number})"


def _total(term: Term) -> tuple[Fraction, Fraction]:
    zero = Fraction(0)
    return sum((p for _, p in term.powers), zero), sum((p for _, p in term.logs), zero)


def _added(one: Iterable[tuple[str, Fraction]], other: Iterable[tuple[str, Fraction]]):
    total = dict(one)
    for size, power in other:
        total[size] = total.get(size, Fraction(0)) + power
    return total


def _without_zeros(powers: dict[str, Fraction]) -> frozenset[tuple[str, Fraction]]:
    return frozenset((size, power) for size, power in powers.items() if power)
