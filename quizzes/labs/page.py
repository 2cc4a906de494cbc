"""The contents of a lab's page, made from its URL alone."""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from quizzes.models import Question
from quizzes.pictures import Picture, named

from . import Lab, LabForm, Outcome, lab_of

GUESS = "guess"
# Sent instead of an option, to see the result without a prediction.
SKIPPED = "without-a-guess"
# Number of runs, with their pictures, that are cached by their settings.
KEPT_RUNS = 64


@dataclass(frozen=True)
class LabPage:
    """`outcome` is None before a prediction and if the settings cannot be run. In that case `form`
    has the faults, or `fault` says how much they would cost."""

    lab: Lab
    form: LabForm
    guess: str
    outcome: Outcome | None = None
    fault: str = ""
    questions: list[Question] = field(default_factory=list)

    @property
    def is_readable(self) -> bool:
        return not (self.form.errors or self.fault)

    @property
    def was_right(self) -> bool:
        return self.outcome is not None and self.guess == self.outcome.right

    @property
    def right_words(self) -> str:
        """The words of the option that the run confirms."""
        return dict(self.lab.expectation.options)[self.outcome.right] if self.outcome else ""

    @property
    def address(self) -> str:
        return f"{reverse('lab', args=[self.lab.slug])}?{self.query}"

    @property
    def query(self) -> str:
        return urlencode(self.settings)

    @property
    def settings(self) -> list[tuple[str, str]]:
        """All parameters of the page's URL."""
        settings = [(name, str(self.form[name].value())) for name in self.form.fields]
        return [*settings, (GUESS, self.guess)]


def lab_page(lab: Lab, query: QueryDict) -> LabPage:
    form = lab.form.of(query.dict())
    options = {key for key, _words in lab.expectation.options}
    guess = query.get(GUESS, "")
    guess = guess if guess in options | {SKIPPED} else ""
    questions = list(
        Question.published.select_related(None).filter(slug__in=lab.questions).only("slug", "title")
    )
    page = LabPage(lab, form, guess, questions=questions)
    if not form.is_valid():
        return page
    try:
        lab.refuse_costly(form.cleaned_data)
        return replace(page, outcome=outcome_of(lab, form.cleaned_data)) if guess else page
    except ValueError as error:
        return replace(page, fault=str(error))


def picture_of(lab: Lab, query: QueryDict, name: str) -> Picture | None:
    """One picture of a run, for download; None if the settings or the name are not valid."""
    form = lab.form.of(query.dict())
    if not form.is_valid():
        return None
    try:
        lab.refuse_costly(form.cleaned_data)
        return named(outcome_of(lab, form.cleaned_data).pictures, name)
    except ValueError:
        return None


def outcome_of(lab: Lab, settings: dict[str, Any]) -> Outcome:
    return _kept(lab.slug, tuple(sorted(settings.items())))


@lru_cache(maxsize=KEPT_RUNS)
def _kept(slug: str, settings: tuple[tuple[str, Any], ...]) -> Outcome:
    lab = lab_of(slug)
    assert lab is not None  # noqa: S101 - only called for labs in LABS
    return lab.run(**dict(settings))
