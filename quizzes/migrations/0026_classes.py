"""Classes, who is in them, their assignments, and sittings that count for one."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("quizzes", "0025_departed"),
    ]

    operations = [
        migrations.CreateModel(
            name="Classroom",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("code", models.CharField(max_length=9, unique=True)),
                ("is_joinable", models.BooleanField(default=True)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                ("token", models.CharField(max_length=32)),
                (
                    "teacher",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="classrooms",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("teacher", "token"), name="classroom_made_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("joined_at", models.DateTimeField()),
                (
                    "classroom",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="quizzes.classroom",
                    ),
                ),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="quizzes.learner",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("classroom", "learner"), name="in_a_class_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("plan", models.JSONField()),
                ("same_numbers", models.BooleanField()),
                ("tries", models.PositiveSmallIntegerField(default=1)),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("opens_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("created_at", models.DateTimeField()),
                ("token", models.CharField(max_length=32)),
                (
                    "classroom",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="quizzes.classroom",
                    ),
                ),
                (
                    "custom",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="quizzes.customquiz",
                    ),
                ),
                (
                    "quiz",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="quizzes.quiz",
                    ),
                ),
            ],
            options={
                "ordering": ["closes_at", "created_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("classroom", "token"), name="assignment_made_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("custom", None), ("quiz__isnull", False)),
                            models.Q(("custom__isnull", False), ("quiz", None)),
                            _connector="OR",
                        ),
                        name="assignment_of_one_quiz",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                        name="assignment_closes_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tries__range", (1, 5))),
                        name="assignment_tries_1_to_5",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("same_numbers", False), ("tries", 1), _connector="OR"),
                        name="assignment_same_numbers_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes", None), ("minutes__gte", 1), _connector="OR"),
                        name="assignment_clock_runs",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="sitting",
            name="assignment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="sittings",
                to="quizzes.assignment",
            ),
        ),
    ]
