"""The bank's questions, the links between them, and conflicts between file and browser."""

from django.db import models
from django.urls import reverse

from .document import Document
from .topic import Topic


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    REVIEW = "review", "In review"
    PUBLISHED = "published", "Published"


# Question numbers stay below this: the reading order sorts by topic, then by question number.
PLACES = 1_000_000


def reading_order(position: int, number: int) -> int:
    """The place of a question in the reading order of the whole bank."""
    return position * PLACES + number


class PublishedQuestions(models.Manager):
    def get_queryset(self) -> models.QuerySet:
        return (
            super()
            .get_queryset()
            .filter(status=Status.PUBLISHED, file_missing_since__isnull=True)
            .select_related("topic")
        )


class Question(Document):
    """One interview question: the source text and the page rendered from it.

    The fields after `context_source` are derived from the two texts whenever one of them changes;
    nothing else writes them. `blocks` is the page in reading order, a list of mappings with a
    `type`: `html` (with its `html`), `example` (with its inputs) or `item` (with its `key`).
    """

    number = models.PositiveIntegerField(unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    context_source = models.TextField(blank=True, default="")
    synced_context_source = models.TextField(blank=True, default="", editable=False)

    title = models.CharField(max_length=200)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="questions")
    difficulty = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    sources = models.JSONField(default=list, editable=False)
    summary = models.TextField(blank=True, default="", editable=False)
    search_text = models.TextField(blank=True, default="", editable=False)
    blocks = models.JSONField(default=list, editable=False)
    context_html = models.TextField(blank=True, default="", editable=False)
    # Derived from topic and number, so that one index lookup finds the next question.
    reading_order = models.PositiveBigIntegerField(default=0, editable=False)
    minutes = models.PositiveSmallIntegerField(default=1, editable=False)
    context_minutes = models.PositiveSmallIntegerField(default=0, editable=False)
    # For feeds and the sitemap: rendering the same text again is not news.
    first_public_at = models.DateTimeField(null=True, blank=True, editable=False)
    text_changed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = models.Manager()
    published = PublishedQuestions()

    class Meta(Document.Meta):
        ordering = ["number"]
        indexes = [
            # Lets the list count and page the public questions without reading long texts.
            models.Index(
                fields=["status", "file_missing_since", "number", "topic", "difficulty"],
                name="question_list",
            ),
            models.Index(
                fields=["status", "file_missing_since", "reading_order", "topic", "difficulty"],
                name="question_reading_order",
            ),
            # Lets the map sum a topic's questions and minutes from the index alone.
            models.Index(
                fields=[
                    *("topic", "status", "file_missing_since", "reading_order"),
                    *("minutes", "context_minutes"),
                ],
                name="question_of_topic",
            ),
            # The few that a search must leave out of thousands of hits.
            models.Index(
                fields=["id"],
                name="question_hidden",
                condition=~models.Q(status=Status.PUBLISHED)
                | models.Q(file_missing_since__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(difficulty__range=(1, 5)), name="question_difficulty_1_to_5"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values), name="question_status_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("question", args=[self.slug])

    @property
    def is_public(self) -> bool:
        return self.status == Status.PUBLISHED and self.file_missing_since is None


def public_topics() -> models.QuerySet[Topic]:
    """The topics that have a published question, in their order."""
    return Topic.objects.filter(
        models.Exists(Question.published.filter(topic=models.OuterRef("pk")))
    )


class PageLink(models.Model):
    """A link from a question's page or context to another question, which may not exist."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="page_links")
    target = models.SlugField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "target"], name="page_link_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question.slug} to {self.target}"


class ContentConflict(models.Model):
    """The file's text, kept until resolved, if file and browser both changed since the sync."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="conflict")
    file_source = models.TextField()
    file_context_source = models.TextField(blank=True, default="")
    found_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Conflict in question {self.question.number}"
