"""A measurement that a lab makes on request. Its result is not stored."""

from dataclasses import dataclass

from django.http import QueryDict

from quizzes.pictures import Picture

from .. import LabForm, LiveRun

MEASURE = "measure"


@dataclass(frozen=True)
class LivePart:
    """`pictures` are empty before the request and if the settings cannot be run. In that case
    `form` has the faults, or `fault` says how much they would cost."""

    form: LabForm
    is_asked_for: bool = False
    says: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    fault: str = ""

    @property
    def is_readable(self) -> bool:
        return not (self.form.errors or self.fault)


def live_part(live: LiveRun, query: QueryDict) -> LivePart:
    form = live.form.of(query.dict())
    is_asked_for = MEASURE in query
    if not (is_asked_for and form.is_valid()):
        return LivePart(form, is_asked_for)
    try:
        live.refuse_costly(form.cleaned_data)
    except ValueError as error:
        return LivePart(form, is_asked_for, fault=str(error))
    says, pictures = live.run(**form.cleaned_data)
    return LivePart(form, is_asked_for, says, pictures)
