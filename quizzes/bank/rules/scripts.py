"""A script asks what its question teaches, and every answer leads on, at every released seed."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from quizzes.items import ItemSpec, kind_of, make_variant, parse_spec

from ..proofs.proving import proven, spec_text
from ..text.document import ParsedQuestion
from ..text.scripts import FollowUp, ScriptBlock, ScriptSpec
from ..text.yaml_nodes import Where
from .base import Finding, Subject, rule

# A minute of speaking, at 140 words a minute or a little faster.
FEWEST_WORDS, MOST_WORDS = 80, 150
FEWEST_GOOD_POINTS = 3

# (place in the block, message)
Found = Iterator[tuple[Where, str]]


@rule("SCRIPT")
def script_keys_are_unique(subject: Subject) -> Iterator[Finding]:
    question = subject.question
    if question is None:
        return
    for index, key in _repeated(script.spec.key for script in question.scripts):
        script = question.scripts[index]
        yield question.name, script.document.line_of(("key",)), f"a second script has the key {key}"
    for script in question.scripts:
        yield from _findings(question, script, _repeated_keys(script.spec))


@rule("SCRIPT")
def the_question_itself_is_asked_once(subject: Subject) -> Iterator[Finding]:
    said = [script for _question, script in _scripts(subject) if script.spec.kind == "question"]
    for script in said[1:]:
        message = "a second script of kind question; write `kind: estimate`, or join the two"
        line = script.document.line_of(("key",))
        yield subject.parsed.name, line, f"script {script.spec.key}: {message}"


@rule("SCRIPT")
def a_script_asks_enough(subject: Subject) -> Iterator[Finding]:
    for question, script in _scripts(subject):
        yield from _findings(question, script, _too_little(script.spec))


@rule("SCRIPT")
def every_probe_is_reached(subject: Subject) -> Iterator[Finding]:
    for question, script in _scripts(subject):
        yield from _findings(question, script, _unreached(script.spec))


@rule("SCRIPT")
def a_script_asks_items_of_its_question(subject: Subject) -> Iterator[Finding]:
    for question, script in _scripts(subject):
        yield from _findings(question, script, _missing_items(question, script.spec))


@rule("SCRIPT")
def every_mistake_leads_to_a_number_that_shows_it(subject: Subject) -> Iterator[Finding]:
    for question, script in _scripts(subject):
        yield from _findings(question, script, _blind_branches(question, script.spec))


def _scripts(subject: Subject) -> Iterator[tuple[ParsedQuestion, ScriptBlock]]:
    if (question := subject.question) is not None:
        yield from ((question, script) for script in question.scripts)


def _findings(question: ParsedQuestion, script: ScriptBlock, found: Found) -> Iterator[Finding]:
    for where, message in found:
        line = script.document.line_of(where)
        yield question.name, line, f"script {script.spec.key}: {message}"


def _repeated(keys: Iterable[str]) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for index, key in enumerate(keys):
        if key in seen:
            yield index, key
        seen.add(key)


def _repeated_keys(script: ScriptSpec) -> Found:
    for name in ("rubric", "traps"):
        for index, key in _repeated(each.key for each in getattr(script, name)):
            yield (name, index, "key"), f"the key {key} is used twice"
    places = list(script.prompts())
    for index, key in _repeated(prompt.key for _where, prompt in places):
        yield (*places[index][0], "key"), f"the key {key} is used twice"


def _too_little(script: ScriptSpec) -> Found:
    words = len(script.good.split())
    if not FEWEST_WORDS <= words <= MOST_WORDS:
        yield (
            ("good",),
            f"the good minute has {words} words; {FEWEST_WORDS} to {MOST_WORDS} can be spoken "
            "in a minute",
        )
    levels = Counter(point.level for point in script.rubric)
    if levels["good"] < FEWEST_GOOD_POINTS:
        yield ("rubric",), f"a good answer needs at least {FEWEST_GOOD_POINTS} points"
    if not levels["great"]:
        yield ("rubric",), "no point is `level: great`, more than a good answer needs"


def _unreached(script: ScriptSpec) -> Found:
    probes = {probe.key for probe in script.probes}
    reached: set[str] = set()
    for index, follow_up in enumerate(script.follow_ups):
        leads_to = follow_up.then.probes() if follow_up.then else set()
        reached |= leads_to
        for key in sorted(leads_to - probes):
            yield ("follow_ups", index, "then"), f"there is no probe {key}"
    for index, probe in enumerate(script.probes):
        if probe.key not in reached:
            yield ("probes", index, "key"), f"no answer leads to the probe {probe.key}"


def _missing_items(question: ParsedQuestion, script: ScriptSpec) -> Found:
    specs = _specs(question)
    named = [(where, prompt.item) for where, prompt in script.prompts() if prompt.item]
    for where, key in named:
        if key not in specs:
            yield (*where, "item"), f"this question has no item {key}"
    for index, key in _repeated(key for _where, key in named):
        yield (*named[index][0], "item"), f"the item {key} is asked twice"
    follow_ups = [specs.get(follow_up.item) for follow_up in script.follow_ups if follow_up.item]
    if not any(spec and spec.is_computed for spec in follow_ups):
        yield ("follow_ups",), "no follow-up asks for a number that the engine computes"


def _blind_branches(question: ParsedQuestion, script: ScriptSpec) -> Found:
    specs = _specs(question)
    probes = {probe.key: probe for probe in script.probes}
    for index, follow_up in enumerate(script.follow_ups):
        if follow_up.then is None or follow_up.item not in specs:
            continue
        possible = _slips_of(question, specs[follow_up.item])
        for mistake, key in follow_up.then.mistakes.items():
            where = ("follow_ups", index, "then", "mistakes", mistake)
            if not any(mistake in slips for slips in possible):
                yield where, f"no answer to {follow_up.item} shows the mistake {mistake}"
            item = probes[key].item if key in probes else None
            if item is None and key in probes:
                yield where, f"the probe {key} asks for no number, so it cannot show {mistake}"
            elif item in specs:
                yield from _blind_seeds(question, specs[item], mistake, where)
        yield from _too_few_branches(follow_up, possible, ("follow_ups", index, "then"))


def _too_few_branches(follow_up: FollowUp, possible: list[frozenset[str]], where: Where) -> Found:
    """A task with known mistakes leads on by at least one of them."""
    if any(possible) and follow_up.then is not None and not follow_up.then.mistakes:
        often = Counter(slip for slips in possible for slip in slips).most_common(3)
        some = ", ".join(slip for slip, _count in often)
        yield where, f"{follow_up.item} has known mistakes ({some}); say where one leads"


def _blind_seeds(question: ParsedQuestion, spec: ItemSpec, mistake: str, where: Where) -> Found:
    blind = sum(mistake not in slips for slips in _slips_of(question, spec))
    if blind:
        seeds = "seed" if blind == 1 else "seeds"
        yield (
            where,
            f"at {blind} released {seeds} of {spec.key} the mistake {mistake} gives the right "
            "answer, or none, so the probe does not show it",
        )


def _specs(question: ParsedQuestion) -> dict[str, ItemSpec]:
    return {item.spec.key: item.spec for item in question.items}


def _slips_of(question: ParsedQuestion, spec: ItemSpec) -> list[frozenset[str]]:
    """The known mistakes that an answer can show, at each released seed."""
    return _slips(f"{question.slug}/{spec.key}", spec_text(spec))


@lru_cache(maxsize=512)
def _slips(identity: str, text: str) -> list[frozenset[str]]:
    spec = parse_spec(json.loads(text))
    seeds = proven(identity, 1, text).seeds
    return [kind_of(spec, make_variant(identity, 1, spec, seed)).slips() for seed in seeds]
