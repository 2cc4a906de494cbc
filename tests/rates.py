"""`python -m tests.rates [ANSWERS]`: how often the judge names a mistake that was not made, and
how often it misses one that was. Produces the figures in docs/checking.md."""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing import Pool

import numpy as np

from attention_engine import compute, find_mistakes
from attention_engine.computations import Derivation
from attention_engine.mistakes import pairs_of, singles_of
from attention_engine.mistakes.slips import slips_of
from tests.engine.drawing import COMPUTATIONS, ONE_NUMBER, WRONG, draw_inputs

DECIMALS = 3
Tally = Counter[tuple[str, str]]


def false_names(work: tuple[str, int]) -> Tally:
    """Counts random wrong answers, and those for which a mistake is named or remarked on."""
    computation, answers = work
    rng = np.random.default_rng([7, COMPUTATIONS.index(computation)])
    tally: Tally = Counter()
    for _ in range(answers):
        inputs = draw_inputs(computation, rng)
        right = compute(computation, inputs)
        for kind, submitted in wrong_answers(computation, right, rng):
            found = find_mistakes(computation, inputs, submitted, DECIMALS)
            tally[kind, "answers"] += 1
            tally[kind, "named"] += bool(found.findings)
            tally[kind, "remarked"] += bool(found.remark)
    return tally


def wrong_answers(
    computation: str, right: np.ndarray, rng: np.random.Generator
) -> Iterator[tuple[str, np.ndarray]]:
    """One of each: wrong in four ways, wrong in fewer digits, of another shape."""
    for make in WRONG:
        if right.ndim == 0 and make.__name__.startswith("wrong_in"):
            continue
        kind = "one number alone" if computation in ONE_NUMBER else make.__name__
        yield kind, make(right, rng).round(DECIMALS)
    if right.ndim:
        for fewer in (1, 2):
            yield (
                f"wrong in {DECIMALS - fewer} decimals",
                WRONG[0](right, rng).round(DECIMALS - fewer),
            )
        place, axis = int(rng.integers(right.shape[-1])), -1
        wider = np.insert(right, place, WRONG[0](right, rng)[..., place], axis)
        yield "one column more", WRONG[0](wider, rng).round(DECIMALS)


def missed_names(work: tuple[str, int]) -> Tally:
    """Counts answers with a real mistake, and those for which it is not named."""
    computation, answers = work
    rng = np.random.default_rng([8, COMPUTATIONS.index(computation)])
    tally: Tally = Counter()
    for _ in range(answers):
        inputs = draw_inputs(computation, rng)
        derivation = Derivation(computation, inputs)
        for kind, ids, value in mistaken(derivation, rng):
            submitted = value.round(DECIMALS)
            right = derivation.result
            far = submitted.shape != right.shape or np.abs(submitted - right).max() > 0.0051
            if not np.isfinite(submitted).all() or not far:
                continue
            found = find_mistakes(computation, inputs, submitted, DECIMALS)
            tally[kind, "answers"] += 1
            causes = {finding.mistakes for finding in found.findings}
            tally[kind, "named"] += ids in causes
            tally[kind, "another with the same numbers"] += bool(causes) and ids not in causes
            tally[kind, "remarked"] += bool(found.remark)
            tally[kind, "missed"] += not (causes or found.remark)
    return tally


def mistaken(
    derivation: Derivation, rng: np.random.Generator
) -> Iterator[tuple[str, tuple[str, ...], np.ndarray]]:
    """One of each: one mistake, two at once, one in a single row, one slip in a product, and the
    numbers of an earlier step in as many or fewer digits."""
    right = derivation.result
    *others, _asked = derivation.steps.values()
    for other in others:
        if other.size > 1 and np.isfinite(other).all():
            yield "another step", ("another_step",), other
            yield "another step, in two decimals", ("another_step",), other.round(2)
    singles = list(singles_of(derivation))
    for kind, candidates in (("one mistake", singles), ("two at once", list(pairs_of(derivation)))):
        if candidates:
            each = candidates[int(rng.integers(len(candidates)))]
            yield kind, tuple(mistake.id for mistake in each.mistakes), each.value
    row = int(rng.integers(len(right))) if right.ndim == 2 else 0
    alike = [c for c in singles if c.mistakes[0].change and c.value.shape == right.shape]
    if alike and right.ndim == 2:
        each, value = alike[int(rng.integers(len(alike)))], right.copy()
        value[row] = each.value[row]
        yield "one row only", (each.mistakes[0].id,), value
        for slips in slips_of(derivation, row):
            value = slips.values[int(rng.integers(len(slips.values)))]
            yield "one product", (slips.mistake.id,), value


def table(title: str, tally: Tally, counts: tuple[str, ...]) -> None:
    print(f"\n| {title} | answers | {' | '.join(counts)} |\n|---|---|{'---|' * len(counts)}")
    for kind in dict.fromkeys(kind for kind, _ in tally):
        answers = tally[kind, "answers"]
        shown = (f"{tally[kind, name]} ({tally[kind, name] / answers:.2g})" for name in counts)
        print(f"| {kind.replace('_', ' ')} | {answers:,} | {' | '.join(shown)} |")


def main(answers: int) -> None:
    started = time.monotonic()
    work = [(computation, answers) for computation in COMPUTATIONS]
    with Pool(2) as pool:
        false = sum(pool.map(false_names, work, chunksize=1), Counter())
        missed = sum(pool.map(missed_names, work, chunksize=1), Counter())
    table("random wrong answers", false, ("named", "remarked"))
    table(
        "mistakes really made",
        missed,
        ("named", "another with the same numbers", "remarked", "missed"),
    )
    print(f"\n{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2500)
