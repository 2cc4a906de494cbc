"""Reminders by email: what a learner has chosen, and each mail."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0022_keeping"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("daily", "Daily reminder"), ("weekly", "Weekly summary")],
                        max_length=6,
                    ),
                ),
                ("day", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sending", "Being sent"),
                            ("sent", "Sent"),
                            ("skipped", "Not needed"),
                            ("refused", "Refused by the mail server"),
                            ("unknown", "Perhaps sent: the sender ended before it knew"),
                        ],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("due_at", models.DateTimeField()),
                ("try_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="quizzes.learner",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "sending"])),
                        fields=["try_at"],
                        name="reminder_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("learner", "kind", "day"), name="reminder_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["daily", "weekly"])),
                        name="reminder_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["waiting", "sending", "sent", "skipped", "refused", "unknown"],
                            )
                        ),
                        name="reminder_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReminderSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("time_zone", models.CharField(max_length=64)),
                ("hour", models.PositiveSmallIntegerField()),
                ("weekday", models.PositiveSmallIntegerField()),
                ("next_daily_at", models.DateTimeField(blank=True, db_index=True, null=True)),
                ("next_weekly_at", models.DateTimeField(blank=True, db_index=True, null=True)),
                (
                    "learner",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminder_settings",
                        to="quizzes.learner",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "reminder settings",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("hour__lte", 23)), name="reminder_hour_of_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weekday__lte", 6)), name="reminder_weekday_of_a_week"
                    ),
                ],
            },
        ),
    ]
