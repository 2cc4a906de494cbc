"""What is due today, and how well each skill is known."""

from dataclasses import dataclass
from datetime import date

from attention_engine import mistake_title
from quizzes.models import CardKind, Learner
from quizzes.planning.due import due_on
from quizzes.planning.skills import levels_of, skill_cards, skills_in_order
from quizzes.reviewing.levels import Level


@dataclass(frozen=True)
class Overview:
    """`slips` are the titles of the mistakes that are due; `skills` counts the skills that are.
    `levels` counts the skills at each level, by its words."""

    slips: list[str]
    skills: int
    levels: dict[str, int]

    @property
    def is_new(self) -> bool:
        """Whether nothing was answered yet."""
        return not any(n for words, n in self.levels.items() if words != Level.NOT_STARTED.words)

    @property
    def due(self) -> int:
        return len(self.slips) + self.skills


def overview_of(learner: Learner | None, day: date) -> Overview:
    """The overview on a learner's `day`; everything is new to a newcomer."""
    if learner is None:
        return Overview([], 0, {Level.NOT_STARTED.words: len(skills_in_order())})
    due = due_on(learner, day)
    slips = [card.name for card in due if card.kind == CardKind.SLIP]
    levels = list(levels_of(skill_cards(learner), day).values())
    return Overview(
        [mistake_title(slip) for slip in slips],
        len(due) - len(slips),
        {level.words: levels.count(level) for level in reversed(Level)},
    )
