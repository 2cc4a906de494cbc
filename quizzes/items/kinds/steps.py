"""A whole derivation, judged step by step with carried errors."""

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Literal

import numpy as np

from attention_engine import (
    AnswerSyntaxError,
    check_answer,
    format_array,
    tolerance_in_words,
)
from attention_engine.computations.worked import WorkedStep
from attention_engine.judging.rounding.honest import honest_steps
from attention_engine.judging.steps import check_derivation, found_in_step
from attention_engine.judging.tolerance import tolerance_of
from attention_engine.listing import listed
from attention_engine.mistakes import mistaken_steps
from attention_engine.reading.arrays.parse import TypedArray

from ..degenerate import degenerate
from ..judgement import NOTHING_FOUND, Judgement, Probe, StepJudgement, as_json
from ..number_box import NumberBox, WrongShape, form_of_step, read_box
from ..posted import Posted, clean
from ..spec import ComputedSpec, Decimals
from .base import too_long
from .computed import Computed
from .exported import MOST_WRONG, ExportOption, shuffled
from .numeric import differ
from .shown import TypedStep
from .wrong_values import plausible_first

CREDIT = {"right": 1.0, "carried": 1.0, "imprecise": 0.5, "wrong": 0.0, "blank": 0.0}


class StepsSpec(ComputedSpec):
    kind: Literal["steps"]
    decimals: Decimals


class Steps(Computed):
    """The answer is a JSON object that maps step names to what was typed in each box."""

    name = "steps"
    spec_class = StepsSpec
    words = "Step by step"
    minutes = 8
    template = "steps"
    typing_hint = (
        "Fill in what you can. A step that is consistent with your earlier ones counts as right."
    )
    may_count_flops = True
    # Of one step. Together they take no more than all steps may: a newline in a box is two
    # characters of the JSON, and a program can send names that the task does not have.
    longest = 4_000

    def refuse_too_long(self, raw: str) -> None:
        titles = self.step_titles()
        if len(raw) > self.longest * len(titles):
            raise too_long(self.longest * len(titles))
        texts = _texts(raw)
        for name, title in titles.items():
            if len(str(texts.get(name, ""))) > self.longest:
                raise too_long(self.longest).within(title)

    def step_titles(self) -> dict[str, str]:
        return {name: step.title for name, step in self.derivation.applied.items()}

    def number_boxes(self) -> tuple[NumberBox, ...]:
        return tuple(map(self._box, self.step_titles()))

    def _box(self, step: str) -> NumberBox:
        return NumberBox(form_of_step(step), self.derivation.steps[step].shape)

    def raw_from(self, posted: Posted, name: str) -> str:
        boxes = {step: clean(posted.get(f"{name}-{step}", "")) for step in self.step_titles()}
        filled = {step: text for step, text in boxes.items() if text.strip()}
        return json.dumps(filled, ensure_ascii=False) if filled else ""

    def typed_steps(self, raw: str) -> list[TypedStep]:
        typed = _texts(raw)
        return [
            TypedStep(name, title, self._box(name), typed.get(name, ""))
            for name, title in self.step_titles().items()
        ]

    def expected(self) -> dict[str, np.ndarray]:
        return dict(self.derivation.steps)

    def slips(self) -> frozenset[str]:
        return frozenset(self._mistaken)

    def tells_apart(self, slip: str, other: str) -> bool:
        if not super().tells_apart(slip, other):
            return False
        (at, one), (other_at, two) = self._mistaken[slip], self._mistaken[other]
        # In different steps they differ, because what comes before a mistake is right.
        tolerance = tolerance_of(decimals=self.spec.decimals)
        return at != other_at or differ(one[at], two[at], tolerance)

    @cached_property
    def _mistaken(self) -> dict[str, tuple[str, dict[str, np.ndarray]]]:
        return mistaken_steps(self.derivation, self.spec.decimals)

    def judge(self, raw: str) -> Judgement:
        titles = self.step_titles()
        typed = {
            name: self._read(name, text) for name, text in read_boxes(raw, list(titles)).items()
        }
        submitted = {name: array.values for name, array in typed.items()}
        digits = {name: array.decimals for name, array in typed.items()}
        checked = check_derivation(self.derivation, submitted, self.spec.decimals, digits)
        steps = tuple(
            StepJudgement(
                step.name,
                step.verdict,
                submitted.get(step.name),
                step.cell_verdicts,
                step.diagnosis,
            )
            for step in checked.steps
        )
        first_wrong = next((step for step in steps if step.name == checked.first_wrong), None)
        verdicts = [step.verdict for step in steps]
        return Judgement(
            verdict=_overall(verdicts),
            score=sum(CREDIT[verdict] for verdict in verdicts) / len(verdicts),
            detail=_detail(titles, steps, first_wrong),
            submitted={name: as_json(value) for name, value in submitted.items()},
            diagnosis=first_wrong.diagnosis if first_wrong else NOTHING_FOUND,
            steps=steps,
        )

    def _read(self, name: str, text: str) -> TypedArray:
        try:
            return read_box(text, self._box(name))
        except WrongShape as error:
            found = found_in_step(self.derivation, name, error.typed.values, self.spec.decimals)
            explained = error.explained(found.findings)
            raise explained.within(name.replace("_", " ").capitalize()) from None
        except AnswerSyntaxError as error:
            raise error.within(name.replace("_", " ").capitalize()) from error

    def right_answer(self) -> str:
        return json.dumps(
            {
                name: format_array(value, decimals=self.spec.decimals)
                for name, value in self.expected().items()
            }
        )

    def export_options(self) -> list[ExportOption]:
        """The value of the last step, where the right steps lead and where known mistakes do."""
        last = list(self.step_titles())[-1]
        options = [self._export_option(self.expected(), last, right=True)]
        values = [self.expected()[last]]
        ends = {mistake: steps[last] for mistake, (_at, steps) in self._mistaken.items()}
        for mistake, value in plausible_first(ends, values[0], self.variant.seed):
            if len(options) > MOST_WRONG:
                break
            if self._stands_out(value, values):
                _at, steps = self._mistaken[mistake]
                options.append(self._export_option(steps, last, mistake=mistake))
                values.append(value)
        return shuffled(self, options)

    def export_words(self) -> str:
        return f"Work it out step by step. What is the last value, “{self._last_title}”?"

    @property
    def _last_title(self) -> str:
        return list(self.step_titles().values())[-1]

    def _export_option(
        self, steps: Mapping[str, np.ndarray], last: str, *, right: bool = False, mistake: str = ""
    ) -> ExportOption:
        decimals = self.spec.decimals
        typed = {name: format_array(value, decimals=decimals) for name, value in steps.items()}
        return ExportOption(
            right,
            json.dumps(typed),
            value=steps[last],
            decimals=decimals,
            mistake=mistake,
            why=self.explained(mistake) if mistake else "",
        )

    def _stands_out(self, value: np.ndarray, others: list[np.ndarray]) -> bool:
        if value.shape != others[0].shape or not np.isfinite(value).all():
            return False
        shown, decimals = np.round(value, self.spec.decimals), self.spec.decimals
        return all(check_answer(o, shown, decimals=decimals).verdict == "wrong" for o in others)

    def steps_to_the_answer(self) -> tuple[WorkedStep, ...]:
        return self._worked

    def gives_away(self, step: WorkedStep) -> bool:
        """True: the task asks for every step."""
        return True

    def faults(self) -> list[str]:
        return degenerate(self.spec.computation, list(self.expected().values())[-1])

    def tolerance_words(self) -> str:
        words = tolerance_in_words(decimals=self.spec.decimals)
        return f"{words} You can use your rounded values in later steps."

    def probes(self) -> Iterator[Probe]:
        right = json.loads(self.right_answer())
        yield Probe(json.dumps(right), "right", what="every step right")
        first = next(iter(right))
        flipped = right | {first: format_array(-self.expected()[first] - 1)}
        yield Probe(json.dumps(flipped), "wrong", what=f"the step {first} wrong")
        yield Probe(json.dumps({first: right[first]}), "wrong", what="only the first step")
        yield from self._honest_answers()
        yield from self._mistakes_carried_on()
        yield from (
            Probe(text, None, what="nonsense")
            for text in ("", "{}", "[1]", "{", json.dumps({first: "hello"}))
        )

    def _honest_answers(self) -> Iterator[Probe]:
        """Whoever goes on with rounded numbers, as written or with one digit more, is right."""
        decimals = self.spec.decimals
        for how, steps in honest_steps(self.derivation, (decimals, decimals + 1), decimals):
            typed = {name: format_array(v, decimals=decimals) for name, v in steps.items()}
            yield Probe(json.dumps(typed), "right", what=f"honest steps, {how},", is_honest=True)

    def _mistakes_carried_on(self) -> Iterator[Probe]:
        """Each known mistake in its own step, with all later steps computed correctly from it."""
        right, decimals = self.expected(), self.spec.decimals
        for mistake, (at, steps) in self._mistaken.items():
            if check_answer(right[at], steps[at], decimals=decimals).verdict == "wrong":
                typed = {name: format_array(v, decimals=decimals) for name, v in steps.items()}
                what = f"the mistake {mistake}, carried on"
                if any(steps[name].shape != right[name].shape for name in steps):
                    yield Probe(json.dumps(typed), None, what=f"{what}, of another shape")
                else:
                    yield Probe(json.dumps(typed), "wrong", mistake, what=what, wrong_step=at)


def _texts(raw: str) -> dict[str, Any]:
    """What was typed, by step, even if it cannot be judged."""
    try:
        texts = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return texts if isinstance(texts, dict) else {}


def read_boxes(raw: str, names: list[str]) -> dict[str, str]:
    """The filled boxes of a derivation. Raises AnswerSyntaxError if none is filled."""
    try:
        boxes = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise AnswerSyntaxError("Fill in at least one step, then check.") from error
    if not isinstance(boxes, dict):
        raise AnswerSyntaxError("Fill in at least one step, then check.")
    filled = {
        name: boxes[name]
        for name in names
        if isinstance(boxes.get(name), str) and boxes[name].strip()
    }
    if not filled:
        raise AnswerSyntaxError("Fill in at least one step, then check.")
    return filled


def _overall(verdicts: list[str]) -> str:
    """The verdict on the whole derivation.

    Without a wrong step a carried step counts as right: only rounding was carried.
    """
    if "wrong" in verdicts or "blank" in verdicts:
        return "wrong"
    return "imprecise" if "imprecise" in verdicts else "right"


def _detail(
    titles: dict[str, str], steps: tuple[StepJudgement, ...], first_wrong: StepJudgement | None
) -> str:
    parts = []
    if first_wrong:
        parts.append(f"The first wrong step is “{titles[first_wrong.name]}”.")
    carried = _named(titles, steps, "carried")
    if carried:
        what = "is" if len(carried) == 1 else "are"
        own = "earlier step" if first_wrong else "rounded values"
        parts.append(f"{listed(carried)} {what} consistent with your {own}: full credit.")
    if imprecise := _named(titles, steps, "imprecise"):
        what = "is" if len(imprecise) == 1 else "are"
        parts.append(f"{listed(imprecise)} {what} the right idea with too few right digits.")
    filled = [index for index, step in enumerate(steps) if step.verdict != "blank"]
    skipped = _named(titles, steps[: filled[-1]], "blank")
    if skipped:
        ones = "one" if len(skipped) == 1 else "ones"
        parts.append(
            f"You left {listed(skipped)} blank, so what follows was judged with the right {ones}."
        )
    if blank := _named(titles, steps, "blank"):
        parts.append(f"Give {listed(blank)} too for full credit.")
    return " ".join(parts)


def _named(titles: dict[str, str], steps: tuple[StepJudgement, ...], verdict: str) -> list[str]:
    return [f"“{titles[step.name]}”" for step in steps if step.verdict == verdict]
