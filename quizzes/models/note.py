"""Private notes: what a learner writes down about a question, for nobody else."""

from django.db import models
from django.db.models import Q

from .learner import Learner
from .question import Question


class Note(models.Model):
    """One for a learner and question. `text` is Markdown. `version` grows with each change, so that
    a form that shows an older text is noticed; for the same reason a note that was emptied stays,
    without text."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="notes")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "question"], name="note_once_per_question"),
            models.CheckConstraint(condition=Q(version__gte=1), name="note_version_from_1"),
        ]

    def __str__(self) -> str:
        # Without its text: this shows up in logs and in the admin.
        return f"note {self.pk}"
