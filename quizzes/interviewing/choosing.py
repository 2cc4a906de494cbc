"""Which scripts an interview asks: fitting the role, not asked lately, from different topics."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

import numpy as np

from quizzes.models import Role, ScriptKind, Seniority

# An estimate takes a third of a short interview, so those have none.
SHORTEST_WITH_ESTIMATE = 30
ROLES_WITH_ESTIMATE = (Role.ENGINEER, Role.SYSTEMS)
# How far over the time the plan may go: not every prompt takes as long as planned.
SLACK = 2
# How many times its length an interview has in reserve.
RESERVE = 2
_ORDER = [Seniority.JUNIOR, Seniority.MID, Seniority.SENIOR]


@dataclass(frozen=True)
class Candidate:
    """A script that could be asked. `identity` is its row, `name` its `question-slug/script-key`;
    `last_asked` when this learner was asked it, None if never."""

    identity: int
    name: str
    question: str
    topic: str
    kind: str
    roles: tuple[str, ...]
    seniority: str
    minutes: int
    last_asked: datetime | None = None


@dataclass(frozen=True)
class Wanted:
    """What the learner chose. Without `topics` any will do. `first` is the slug of a question to
    begin with, or empty. A complete interview has its `scripts` by name, in order."""

    role: str
    seniority: str
    minutes: int
    topics: tuple[str, ...] = ()
    first: str = ""
    scripts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """The scripts in the order in which they are asked: the `planned` ones, at least one if there
    are any, and a `reserve` for whoever is done before the time is."""

    planned: list[Candidate]
    reserve: list[Candidate]


def choose(
    candidates: Collection[Candidate], wanted: Wanted, chance: np.random.Generator
) -> Choice:
    if wanted.scripts:
        return Choice(_in_order(candidates, wanted.scripts), [])
    pool = [each for each in candidates if not wanted.topics or each.topic in wanted.topics]
    pool = _ranked(pool or list(candidates), wanted, chance)
    chosen = [each for each in _ranked(list(candidates), wanted, chance) if _is_first(each, wanted)]
    del chosen[1:]
    last = _estimate(pool, chosen, wanted)
    left = wanted.minutes - sum(each.minutes for each in [*chosen, *last])
    topics = Counter(each.topic for each in [*chosen, *last])
    known = {each.question for each in [*chosen, *last]}
    questions = [each for each in pool if _is_new_question(each, known)]
    in_reserve: list[Candidate] = []
    while questions:
        # The best of the topics that were asked least.
        best = min(questions, key=lambda each: topics[each.topic])
        questions.remove(best)
        if best.minutes > left + SLACK:
            in_reserve.append(best)
            continue
        chosen.append(best)
        topics[best.topic] += 1
        left -= best.minutes
    planned = [*chosen, *last] or pool[:1]
    in_reserve = [each for each in in_reserve if each not in planned]
    return Choice(planned, _worth(in_reserve, RESERVE * wanted.minutes))


def _in_order(candidates: Collection[Candidate], names: Sequence[str]) -> list[Candidate]:
    """Those that there are: what was withdrawn is passed over."""
    known = {each.name: each for each in candidates}
    return [known[name] for name in names if name in known]


def _is_new_question(candidate: Candidate, known: Collection[str]) -> bool:
    return candidate.kind == ScriptKind.QUESTION and candidate.question not in known


def _worth(scripts: Sequence[Candidate], minutes: int) -> list[Candidate]:
    """The first of the scripts that together take these minutes."""
    before = accumulate((each.minutes for each in scripts), initial=0)
    return [each for each, start in zip(scripts, before, strict=False) if start < minutes]


def _is_first(candidate: Candidate, wanted: Wanted) -> bool:
    return candidate.question == wanted.first and candidate.kind == ScriptKind.QUESTION


def _estimate(
    pool: Sequence[Candidate], chosen: Sequence[Candidate], wanted: Wanted
) -> list[Candidate]:
    """The estimate that ends a longer interview for those who build and serve models."""
    if wanted.minutes < SHORTEST_WITH_ESTIMATE or wanted.role not in ROLES_WITH_ESTIMATE:
        return []
    left = wanted.minutes - sum(each.minutes for each in chosen)
    fitting = (each for each in pool if each.kind == ScriptKind.ESTIMATE and each.minutes <= left)
    return list(fitting)[:1]


def _ranked(pool: list[Candidate], wanted: Wanted, chance: np.random.Generator) -> list[Candidate]:
    """Those for the role first, of these the least recently asked, then by seniority and chance."""
    shuffled = sorted(pool, key=lambda each: each.identity)
    chance.shuffle(shuffled)

    def rank(each: Candidate) -> tuple:
        asked = each.last_asked
        return (
            wanted.role not in each.roles,
            asked is not None,
            asked.timestamp() if asked else 0.0,
            _distance(each.seniority, wanted.seniority),
        )

    return sorted(shuffled, key=rank)


def _distance(one: str, other: str) -> int:
    return abs(_ORDER.index(Seniority(one)) - _ORDER.index(Seniority(other)))
