"""Quizzes: a fixed, ordered set of items."""

from django.db import models
from django.urls import reverse

from .document import Document
from .item import Item
from .question import Status

# The quiz whose items the diagnostic asks first. It is not taken as it stands.
DIAGNOSTIC = "diagnostic"


class PublishedQuizzes(models.Manager):
    def get_queryset(self) -> models.QuerySet:
        public = super().get_queryset().exclude(slug=DIAGNOSTIC)
        return public.filter(status=Status.PUBLISHED, file_missing_since__isnull=True)


class Quiz(Document):
    """`interview` is the complete mock interview on the same ground, if there is one: its `role`,
    `seniority`, `minutes` and `scripts` (`question-slug/script-key`, in order)."""

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    pass_mark = models.PositiveSmallIntegerField(default=70, help_text="percent")
    interview = models.JSONField(null=True, blank=True, editable=False)
    intro_html = models.TextField(blank=True, default="", editable=False)
    items = models.ManyToManyField(Item, through="QuizItem", related_name="quizzes")

    objects = models.Manager()
    published = PublishedQuizzes()

    class Meta(Document.Meta):
        ordering = ["title"]
        verbose_name_plural = "quizzes"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pass_mark__range=(0, 100)), name="quiz_pass_mark_percent"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("quiz", args=[self.slug])


class QuizItem(models.Model):
    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="entries")
    item = models.ForeignKey(Item, on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "item"], name="quiz_holds_an_item_once"),
        ]

    def __str__(self) -> str:
        return f"{self.quiz} {self.position}"
