"""What the tasks of a practice session are for."""

from dataclasses import dataclass

from quizzes.models import PracticeAim, PracticeSession


@dataclass(frozen=True)
class Focus:
    """`slip` is the id of a known mistake, `topic` the slug of a topic, to practice alone."""

    aim: str = PracticeAim.PRACTICE
    slip: str = ""
    topic: str = ""

    @property
    def is_diagnostic(self) -> bool:
        return self.aim == PracticeAim.DIAGNOSTIC


MIXED = Focus()
DIAGNOSTIC = Focus(PracticeAim.DIAGNOSTIC)


def focus_of(session: PracticeSession) -> Focus:
    return Focus(session.aim, session.slip, session.topic)
