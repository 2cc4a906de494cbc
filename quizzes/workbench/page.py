"""The workbench: any computation with your own givens, every step, and your results judged."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from attention_engine import computation_names, tolerance_in_words, worked_answer
from attention_engine.computations import computation_of
from attention_engine.computations.worked import WorkedAnswer
from quizzes.numbers.comparison import compared
from quizzes.numbers.given import Given, given_of
from quizzes.numbers.givens_form import Givens, read_givens
from quizzes.numbers.limits import ADDRESS_FAULT, MAX_ADDRESS
from quizzes.numbers.step_pictures import step_pictures
from quizzes.numbers.worked_steps import fault_words, work_out
from quizzes.pictures import Picture

from .exports import Export, export_of, exports_of
from .own_answers import OwnAnswer, OwnStep, judge_own_answer, judge_own_steps
from .own_steps_words import summary_of
from .presets import DEFAULT_COMPUTATION, PRESETS
from .too_large import Advice, advice_on
from .tools import STEP_PREFIX, Tool, seed_of, tools_for

MAX_DECIMALS = 6


@dataclass(frozen=True)
class Choice:
    """An option of a select, or a link with its URL."""

    value: str
    words: str
    chosen: bool = False


@dataclass(frozen=True, eq=False)
class Workbench:
    """Everything the page shows. `worked`, the `pictures` of its steps and the pictures `compared`
    of a wrong and the right result are set only if the steps were requested, so that a person can
    check a result before seeing the right one."""

    computation: str
    title: str
    computations: list[Choice]
    decimals: list[Choice]
    presets: list[Choice]
    givens: Givens
    answer: OwnAnswer
    steps: list[OwnStep] = field(default_factory=list)
    worked: WorkedAnswer | None = None
    pictures: list[Picture] = field(default_factory=list)
    compared: list[Picture] = field(default_factory=list)
    read: list[Given] = field(default_factory=list)
    exports: list[Export] = field(default_factory=list)
    tools: list[Tool] = field(default_factory=list)
    advice: Advice | None = None
    seed: int = 0
    address: str = ""
    usual_tolerance: str = tolerance_in_words()

    @property
    def has_own_steps(self) -> bool:
        return any(step.answer.raw.strip() for step in self.steps)

    @property
    def is_empty(self) -> bool:
        """Nothing was typed yet, or everything was cleared."""
        return self.givens.is_empty and not self.givens.fault

    @property
    def query(self) -> str:
        """The query string, which is the same for the page and its pictures."""
        return self.address.partition("?")[2]

    @property
    def fits_address(self) -> bool:
        return len(self.address) <= MAX_ADDRESS

    @property
    def is_readable(self) -> bool:
        """Whether everything typed on the page can be parsed."""
        if self.is_empty:
            return True
        own = [self.answer, *(step.answer for step in self.steps)]
        return self.givens.is_valid and not any(answer.error for answer in own)

    @property
    def summary(self) -> list[str]:
        """The sentences above the own steps."""
        return summary_of(self.steps)

    @property
    def announcement(self) -> str:
        """What a screen reader announces when the result is on the page."""
        if self.is_empty:
            return "The fields are empty."
        if not self.givens.is_valid:
            return fault_words(self.givens)
        unread = [self.answer, *(step.answer for step in self.steps)]
        parts = [f"Could not be read: {answer.error}" for answer in unread if answer.error]
        parts.append(f"{self.answer.words}." if self.answer.verdict else "")
        judged = [step for step in self.steps if step.answer.verdict]
        parts += self.summary
        parts += [f"{step.title}: {step.answer.words.lower()}." for step in judged]
        parts.append(f"{len(self.worked.steps)} steps shown." if self.worked else "")
        return " ".join(filter(None, parts)) or "The numbers were read. Nothing was asked yet."


def workbench(typed: Mapping[str, str], fault: str = "") -> Workbench:
    """The workbench with the numbers from a URL. With a `fault` nothing is computed."""
    start = reverse("workbench")
    computation = typed.get("computation") or DEFAULT_COMPUTATION
    if computation not in PRESETS:
        fault = fault or f"There is no computation named “{computation[:40]}”. Choose one above."
        computation, typed = DEFAULT_COMPUTATION, {}
    presets = PRESETS[computation]
    givens = _givens(computation, typed)
    decimals = _decimals(typed.get("decimals", ""))
    own, address = _own_texts(typed), _address(givens, typed)
    seed, shows = seed_of(typed), typed.get("show") == "steps"
    if givens.is_empty:
        givens = givens.without_errors()
    advice = advice_on(givens)
    if len(address) > MAX_ADDRESS and not advice:
        fault = fault or ADDRESS_FAULT
    if fault:
        givens = givens.with_fault(fault)
    if fault or givens.is_empty:
        worked = None
    else:
        givens, worked = work_out(givens)
    raw = typed.get("answer", "")
    answer = OwnAnswer(raw)
    if worked is not None and raw.strip():
        answer = judge_own_answer(worked, raw, decimals)
    shown = worked if shows else None
    return Workbench(
        computation=computation,
        title=computation_of(computation).title,
        computations=[
            Choice(name, computation_of(name).title, name == computation)
            for name in computation_names()
            if name in PRESETS
        ],
        decimals=_decimal_choices(decimals),
        presets=[
            Choice(
                read_givens(computation, {}, inputs).address(start, ("computation", computation)),
                title,
            )
            for title, inputs in presets
        ],
        givens=givens,
        answer=answer,
        steps=_own_steps(givens, worked, own, decimals),
        worked=shown,
        pictures=step_pictures(givens, shown, "bench"),
        compared=_compared(computation, shown, answer),
        read=_read_back(givens),
        exports=exports_of(givens, shown) if shown else [],
        tools=tools_for(computation),
        advice=advice,
        seed=seed,
        address=address,
    )


def short_address(typed: Mapping[str, str]) -> str:
    """The address of the page for these texts, without computing it; empty if it is too long, or
    the computation is unknown, so that the page itself has to say so."""
    computation = typed.get("computation") or DEFAULT_COMPUTATION
    if computation not in PRESETS or sum(map(len, typed.values())) > MAX_ADDRESS:
        return ""
    address = _address(_givens(computation, typed), typed)
    return address if len(address) <= MAX_ADDRESS else ""


def export_text(typed: Mapping[str, str], form: str) -> str | None:
    """The steps in one export format; None if the numbers cannot be worked out."""
    computation = typed.get("computation") or DEFAULT_COMPUTATION
    if computation not in PRESETS:
        return None
    givens, worked = work_out(_givens(computation, typed))
    return None if worked is None else export_of(givens, form)


def _givens(computation: str, typed: Mapping[str, str]) -> Givens:
    return read_givens(computation, typed, PRESETS[computation][0][1])


def _own_texts(typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed for each step."""
    return {
        name.removeprefix(STEP_PREFIX): raw
        for name, raw in typed.items()
        if name.startswith(STEP_PREFIX)
    }


def _address(givens: Givens, typed: Mapping[str, str]) -> str:
    seed = seed_of(typed)
    more = [(name, typed[name]) for name in ("answer", "decimals", "show") if typed.get(name)]
    more += [("seed", str(seed))] if seed else []
    more += [(STEP_PREFIX + name, raw) for name, raw in _own_texts(typed).items() if raw]
    return givens.address(reverse("workbench"), ("computation", givens.computation), *more)


def _read_back(givens: Givens) -> list[Given]:
    """What was read, for checking: every array, and every number in words."""
    return [
        given_of(given.name, given.label, givens.inputs[given.name])
        for given in givens.fields
        if given.name in givens.inputs and not given.error and given.kind != "flag"
    ]


def _compared(computation: str, shown: WorkedAnswer | None, answer: OwnAnswer) -> list[Picture]:
    if shown is None or answer.verdict != "wrong":
        return []
    return compared(computation, shown.result, answer.submitted, answer.cells, "bench")


def _own_steps(
    givens: Givens, worked: WorkedAnswer | None, own: Mapping[str, str], decimals: int | None
) -> list[OwnStep]:
    """The boxes for own steps. If the givens have a fault, a preset's steps hold the texts."""
    if worked is not None:
        return judge_own_steps(worked, own, decimals)
    _title, inputs = PRESETS[givens.computation][0]
    stand_in = worked_answer(givens.computation, **inputs)
    return [
        OwnStep(step.name, step.title, OwnAnswer(own.get(step.name, ""))) for step in stand_in.steps
    ]


def _decimals(text: str) -> int | None:
    """The requested number of decimals; None, the engine's own tolerance, for anything else."""
    return int(text) if text in {str(d) for d in range(MAX_DECIMALS + 1)} else None


def _decimal_choices(chosen: int | None) -> list[Choice]:
    usual = Choice("", "Default", chosen is None)
    return [usual, *(Choice(str(d), _digits(d), d == chosen) for d in range(MAX_DECIMALS + 1))]


def _digits(decimals: int) -> str:
    if decimals == 0:
        return "Whole numbers"
    return f"{decimals} decimal{'s' * (decimals != 1)}"
