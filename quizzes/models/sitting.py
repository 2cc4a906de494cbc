"""One learner taking one quiz once, a quiz of the bank or a custom one."""

import uuid

from django.db import models
from django.urls import reverse

from .assignment import Assignment
from .custom_quiz import CustomQuiz
from .item import Item
from .learner import Learner
from .quiz import Quiz


class Sitting(models.Model):
    """`plan` lists the tasks, fixed at the start: `{"item": id, "version": n, "seed": n}`.

    With a clock it is over at `ends_at`, whether or not anybody is there to finish it. With an
    `assignment` it counts for a class.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="sittings")
    quiz = models.ForeignKey(
        Quiz, null=True, blank=True, on_delete=models.PROTECT, related_name="sittings"
    )
    custom = models.ForeignKey(
        CustomQuiz, null=True, blank=True, on_delete=models.PROTECT, related_name="sittings"
    )
    assignment = models.ForeignKey(
        Assignment, null=True, blank=True, on_delete=models.SET_NULL, related_name="sittings"
    )
    token = models.CharField(max_length=32)
    plan = models.JSONField()
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at"]
        indexes = [
            # Finds those whose time is out: few, among all that ever were.
            models.Index(
                fields=["ends_at"],
                condition=models.Q(finished_at=None, ends_at__isnull=False),
                name="sitting_running_by_clock",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "quiz", "token"], name="sitting_started_once_per_token"
            ),
            models.UniqueConstraint(
                fields=["learner", "custom", "token"], name="sitting_of_custom_started_once"
            ),
            models.CheckConstraint(
                condition=models.Q(quiz__isnull=False, custom=None)
                | models.Q(quiz=None, custom__isnull=False),
                name="sitting_of_one_quiz",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.started_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("sitting", args=[self.pk])

    @property
    def subject(self) -> Quiz | CustomQuiz:
        """The quiz that is taken."""
        found = self.quiz or self.custom
        assert found is not None  # noqa: S101 - a constraint of the table
        return found

    @property
    def title(self) -> str:
        return self.assignment.title if self.assignment else self.subject.title

    @property
    def about(self) -> str:
        """The address of what is taken: the assignment of a class, or the quiz."""
        return (self.assignment or self.subject).get_absolute_url()

    @property
    def pass_mark(self) -> int:
        """In percent; 0 if it cannot be failed, as a custom quiz."""
        return self.quiz.pass_mark if self.quiz else 0

    @property
    def is_in_time(self) -> bool:
        """Whether it was finished before its clock ran out."""
        return self.ends_at is None or self.finished_at is None or self.finished_at < self.ends_at


class SavedAnswer(models.Model):
    """What the learner has typed so far in a running sitting; it is judged only at the end. `raw`
    is empty for a task that is only `flagged`: to be looked at again."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="answers")
    item = models.ForeignKey(Item, on_delete=models.PROTECT)
    raw = models.TextField(blank=True)
    flagged = models.BooleanField(default=False, db_default=False)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "item"], name="one_saved_answer_per_sitting_and_item"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.item_id}"
