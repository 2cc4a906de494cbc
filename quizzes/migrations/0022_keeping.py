"""Bookmarks, private notes, and reports of problems with a task."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0020_custom_quizzes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bookmark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="quizzes.item",
                    ),
                ),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bookmarks",
                        to="quizzes.learner",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="quizzes.question",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("learner", "question"), name="bookmark_question_once"
                    ),
                    models.UniqueConstraint(fields=("learner", "item"), name="bookmark_item_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("item__isnull", False), ("question", None)),
                            models.Q(("item", None), ("question__isnull", False)),
                            _connector="OR",
                        ),
                        name="bookmark_of_one_thing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="quizzes.learner",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="quizzes.question",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("learner", "question"), name="note_once_per_question"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="note_version_from_1"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seed", models.PositiveIntegerField()),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("right", "Right"),
                            ("imprecise", "Right idea, too few digits"),
                            ("wrong", "Wrong"),
                            ("given_up", "Given up"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("answer", "The answer looks wrong"),
                            ("text", "The text is unclear"),
                            ("broken", "Something is broken"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                        verbose_name="problem",
                    ),
                ),
                ("text", models.TextField()),
                ("token", models.CharField(max_length=32)),
                ("created_at", models.DateTimeField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("looked_into", "Looked into"),
                            ("mended", "Mended"),
                            ("no_fault", "Not a fault"),
                        ],
                        db_index=True,
                        default="open",
                        max_length=12,
                    ),
                ),
                (
                    "reply",
                    models.TextField(
                        blank=True, default="", help_text="The learner reads this.", max_length=2000
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "attempt",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reports",
                        to="quizzes.attempt",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="quizzes.item",
                    ),
                ),
                (
                    "item_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="quizzes.itemversion",
                    ),
                ),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="quizzes.learner",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("learner", "token"), name="report_once_per_form"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["answer", "text", "broken", "other"])),
                        name="report_problem_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["open", "looked_into", "mended", "no_fault"])
                        ),
                        name="report_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict__in", ["", "right", "imprecise", "wrong", "given_up"])
                        ),
                        name="report_verdict_known",
                    ),
                ],
            },
        ),
    ]
