"""What a task's page says to somebody who practices: how far they are, and why this task."""

from dataclasses import dataclass

from attention_engine import mistake_ids, mistake_title
from quizzes.models import PracticeAim, PracticeReason, PracticeTask, PracticeUnit

from .standing import Practiced


@dataclass(frozen=True)
class PracticeBar:
    """`task` is the one to answer now, one `of` so many; None in a session that ends with its time.
    `mistake` is the title of the known mistake that it was chosen for."""

    task: PracticeTask
    of: int | None
    mistake: str

    @property
    def _about_the_mistake(self) -> str:
        """Named only after the answer: before it, the name would tell what to do."""
        if not self.mistake:
            return ""
        if self.is_answered:
            return f"A mistake you made before: {self.mistake}"
        return "Watch out: you could repeat an earlier mistake here"

    @property
    def title(self) -> str:
        return "Diagnostic" if self.is_diagnostic else "Practice"

    @property
    def skip_words(self) -> str:
        return "I don’t know" if self.is_diagnostic else "Skip"

    @property
    def end_words(self) -> str:
        return "End and see my results" if self.is_diagnostic else "End practice"

    @property
    def is_diagnostic(self) -> bool:
        return self.task.session.aim == PracticeAim.DIAGNOSTIC

    @property
    def is_answered(self) -> bool:
        return self.task.attempt_id is not None

    @property
    def why(self) -> str:
        if self.task.reason == PracticeReason.SLIP:
            return self._about_the_mistake
        return str(PracticeReason(self.task.reason).label)


def practice_bar(practiced: Practiced | None) -> PracticeBar | None:
    """None for whoever does not practice this task now, without a query."""
    if practiced is None:
        return None
    task = PracticeTask.objects.select_related("session").filter(pk=practiced.task).first()
    if task is None:
        return None
    session = task.session
    of = session.length if session.unit == PracticeUnit.TASKS else None
    # A mistake that the catalog no longer has is not named.
    known = task.slip in mistake_ids()
    return PracticeBar(task, of, mistake_title(task.slip) if known else "")
