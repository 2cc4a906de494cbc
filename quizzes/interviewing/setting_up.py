"""The form in which an interview is set up."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet

from quizzes.models import Goal, Learner, Quiz, Role, Seniority, public_topics

from .choosing import Wanted
from .starting import MINUTES

SURPRISE = "Leave all of them empty, and we surprise you."


def _if_not_chosen(words: str) -> dict[str, str]:
    return {"invalid_choice": words, "required": words}


class SetUpForm(forms.Form):
    """Role, level, length and topics; with a question to begin with if a page asked for one."""

    use_required_attribute = False

    role = forms.ChoiceField(
        label="Role",
        choices=Role.choices,
        error_messages={
            "invalid_choice": "Choose a role from the list.",
            "required": "Choose a role from the list.",
        },
    )
    seniority = forms.ChoiceField(
        label="Seniority",
        choices=Seniority.choices,
        error_messages={
            "invalid_choice": "Choose a seniority from the list.",
            "required": "Choose a seniority from the list.",
        },
    )
    minutes = forms.TypedChoiceField(
        label="Length",
        coerce=int,
        choices=[(minutes, f"{minutes} minutes") for minutes in MINUTES],
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": "Choose 15, 30 or 45 minutes.",
            "required": "Choose 15, 30 or 45 minutes.",
        },
    )
    topics = forms.MultipleChoiceField(
        label="Topics",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=SURPRISE,
        error_messages={"invalid_choice": "One of the topics is not on the list. Choose again."},
    )
    question = forms.SlugField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["topics"].choices = [
            (topic.slug, topic.title) for topic in public_topics().order_by("position")
        ]

    @property
    def wanted(self) -> Wanted:
        said = self.cleaned_data
        topics = tuple(said["topics"])
        return Wanted(said["role"], said["seniority"], said["minutes"], topics, said["question"])


@dataclass(frozen=True)
class Complete:
    """A complete interview as the page offers it."""

    quiz: Quiz

    @property
    def role(self) -> str:
        return str(Role(self.quiz.interview["role"]).label)

    @property
    def seniority(self) -> str:
        return str(Seniority(self.quiz.interview["seniority"]).label)

    @property
    def minutes(self) -> int:
        return self.quiz.interview["minutes"]

    @property
    def count(self) -> int:
        return len(self.quiz.interview["scripts"])


class CompleteForm(forms.Form):
    """A complete interview, chosen by the slug of its quiz."""

    complete = forms.SlugField()

    @property
    def wanted(self) -> Wanted | None:
        """None if there is no such interview now."""
        quizzes = complete_interviews().filter(slug=self.cleaned_data["complete"])
        if (quiz := quizzes.first()) is None:
            return None
        facts = quiz.interview
        scripts = tuple(facts["scripts"])
        return Wanted(facts["role"], facts["seniority"], facts["minutes"], scripts=scripts)


def complete_interviews() -> QuerySet[Quiz]:
    """The public quizzes that are a mock interview, too."""
    return Quiz.published.filter(interview__isnull=False)


def initial_of(learner: Learner | None, question: str) -> dict[str, Any]:
    """What the form says at first: the learner's goal, if there is one."""
    goal = Goal.objects.filter(learner=learner).first() if learner and learner.pk else None
    return {
        "role": goal.role if goal and goal.role else Role.ENGINEER,
        "seniority": goal.seniority if goal and goal.seniority else Seniority.MID,
        "minutes": MINUTES[0],
        "question": question,
    }
