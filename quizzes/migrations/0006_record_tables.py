"""The record, part one: empty tables for learners, versions, marks and revisions.

The columns that they replace become optional here; migrating back fills them again.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ID = models.BigAutoField(
    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
)
VERDICTS = [
    ("right", "Right"),
    ("imprecise", "Right idea, too few digits"),
    ("wrong", "Wrong"),
    ("given_up", "Given up"),
]
ORIGINS = [
    ("file", "A file of content/"),
    ("browser", "The admin"),
    ("import", "An import"),
    ("restore", "An older revision"),
]


def reference(to: str, related: str | None = None, **options: object) -> models.ForeignKey:
    options.setdefault("on_delete", django.db.models.deletion.CASCADE)
    if related:
        options["related_name"] = related
    return models.ForeignKey(to=to, **options)


def may_be_empty(model: str, name: str, field: type[models.Field], **options: object):
    return migrations.AlterField(model, name, field(null=True, **options))


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0005_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Learner",
            fields=[
                ("id", ID),
                ("browser_id", models.CharField(blank=True, max_length=32, null=True, unique=True)),
                ("time_zone", models.CharField(default="UTC", max_length=64)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="learner",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ItemVersion",
            fields=[
                ("id", ID),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField()),
                ("identity", models.CharField(max_length=201)),
                ("spec", models.JSONField(null=True)),
                ("ask_html", models.TextField(blank=True, default="")),
                ("seeds", models.JSONField(default=list)),
                ("engine_version", models.CharField(blank=True, default="", max_length=40)),
                ("item", reference("quizzes.item", "versions")),
            ],
            options={"ordering": ["item", "version"]},
        ),
        migrations.AddConstraint(
            model_name="itemversion",
            constraint=models.UniqueConstraint(
                fields=("item", "version"), name="item_version_once"
            ),
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", ID),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("number", models.PositiveSmallIntegerField(default=1)),
                ("newest", models.BooleanField(default=True)),
                ("verdict", models.CharField(choices=VERDICTS, max_length=10)),
                ("score", models.FloatField()),
                ("submitted", models.JSONField(null=True)),
                ("mistakes", models.JSONField(default=list)),
                ("engine_version", models.CharField(blank=True, default="", max_length=40)),
                ("reason", models.CharField(blank=True, default="", max_length=200)),
                ("attempt", reference("quizzes.attempt", "marks")),
            ],
            options={"ordering": ["attempt", "number"]},
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", ID),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=200)),
                ("source", models.TextField()),
                ("context_source", models.TextField(blank=True, default="")),
                ("digest", models.CharField(max_length=64)),
                ("note", models.CharField(blank=True, default="", max_length=200)),
                ("origin", models.CharField(choices=ORIGINS, max_length=10)),
                (
                    "author",
                    reference(
                        settings.AUTH_USER_MODEL,
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                    ),
                ),
                (
                    "question",
                    reference(
                        "quizzes.question",
                        "revisions",
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                    ),
                ),
                (
                    "quiz",
                    reference(
                        "quizzes.quiz",
                        "revisions",
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                    ),
                ),
            ],
            options={"ordering": ["-created_at", "-pk"]},
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(("question", None), ("quiz", None), _connector="OR"),
                name="revision_of_question_or_quiz",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", [value for value, _words in ORIGINS])),
                name="revision_origin_known",
            ),
        ),
        may_be_empty("attempt", "learner", models.CharField, max_length=32),
        may_be_empty("attempt", "item_version", models.PositiveIntegerField),
        may_be_empty("attempt", "verdict", models.CharField, choices=VERDICTS, max_length=10),
        may_be_empty("attempt", "score", models.FloatField),
        may_be_empty("attempt", "mistakes", models.JSONField, default=list),
        may_be_empty("sitting", "learner", models.CharField, db_index=True, max_length=32),
        may_be_empty("hintsshown", "learner", models.CharField, max_length=32),
        migrations.AddField("attempt", "who", reference("quizzes.learner", "+", null=True)),
        migrations.AddField("attempt", "form", reference("quizzes.itemversion", "+", null=True)),
        migrations.AddField("sitting", "who", reference("quizzes.learner", "+", null=True)),
        migrations.AddField("hintsshown", "who", reference("quizzes.learner", "+", null=True)),
    ]
