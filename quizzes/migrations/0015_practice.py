"""Practice: sessions of one task after the other."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0014_skills_filled"),
    ]

    operations = [
        migrations.CreateModel(
            name="PracticeSession",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("token", models.CharField(max_length=32)),
                ("length", models.PositiveSmallIntegerField()),
                (
                    "unit",
                    models.CharField(
                        choices=[("tasks", "tasks"), ("minutes", "minutes")], max_length=7
                    ),
                ),
                ("slip", models.CharField(blank=True, default="", max_length=140)),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="practice",
                        to="quizzes.learner",
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at"],
            },
        ),
        migrations.CreateModel(
            name="PracticeTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("item_version", models.PositiveIntegerField()),
                ("seed", models.PositiveIntegerField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("slip", "A mistake you made before"),
                            ("due", "Due for review"),
                            ("weak", "Not proficient yet"),
                            ("new", "New to you"),
                            ("more", "You know this well; a quick review keeps it fresh"),
                        ],
                        max_length=4,
                    ),
                ),
                ("slip", models.CharField(blank=True, default="", max_length=140)),
                (
                    "attempt",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="practice_task",
                        to="quizzes.attempt",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="quizzes.item"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="quizzes.practicesession",
                    ),
                ),
            ],
            options={
                "ordering": ["session", "number"],
            },
        ),
        migrations.AddConstraint(
            model_name="practicesession",
            constraint=models.UniqueConstraint(
                fields=("learner", "token"), name="practice_started_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="practicesession",
            constraint=models.CheckConstraint(
                condition=models.Q(("unit__in", ["tasks", "minutes"])), name="practice_unit_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="practicesession",
            constraint=models.UniqueConstraint(
                condition=models.Q(("finished_at", None)),
                fields=("learner",),
                name="practice_one_is_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="practicesession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("finished_at", None),
                    ("finished_at__gte", models.F("started_at")),
                    _connector="OR",
                ),
                name="practice_ends_after_its_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="practicetask",
            constraint=models.UniqueConstraint(
                fields=("session", "number"), name="practice_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="practicetask",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__in", ["slip", "due", "weak", "new", "more"])),
                name="practice_reason_known",
            ),
        ),
    ]
