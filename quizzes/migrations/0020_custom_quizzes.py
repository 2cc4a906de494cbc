"""Quizzes that learners put together, and sittings of them."""

import functools

import django.db.models.deletion
import django.utils.crypto
from django.db import migrations, models


def keep_answers_alone(apps, schema_editor):
    """A release before this one has no custom quizzes: what was answered in them stays as answers
    outside of any quiz."""
    alias = schema_editor.connection.alias
    attempts, sittings = (
        apps.get_model("quizzes", name).objects.using(alias) for name in ("Attempt", "Sitting")
    )
    attempts.filter(sitting__quiz=None, sitting__isnull=False).update(sitting=None)
    sittings.filter(quiz=None).delete()
    # PostgreSQL alters no table while checks of its rows are waiting for the end.
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0019_diagnostics"),
    ]

    operations = [
        migrations.CreateModel(
            name="CustomQuiz",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=functools.partial(django.utils.crypto.get_random_string, 16),
                        editable=False,
                        max_length=16,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("token", models.CharField(max_length=32)),
                ("title", models.CharField(max_length=200)),
                ("choice", models.JSONField()),
                ("plan", models.JSONField()),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "learner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="custom_quizzes",
                        to="quizzes.learner",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "custom quizzes",
                "ordering": ["-created_at"],
            },
        ),
        migrations.AddConstraint(
            model_name="customquiz",
            constraint=models.UniqueConstraint(
                fields=("learner", "token"), name="custom_quiz_made_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="customquiz",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes", None), ("minutes__gte", 1), _connector="OR"),
                name="custom_quiz_clock_runs",
            ),
        ),
        migrations.AlterField(
            model_name="sitting",
            name="quiz",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sittings",
                to="quizzes.quiz",
            ),
        ),
        migrations.AddField(
            model_name="sitting",
            name="custom",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sittings",
                to="quizzes.customquiz",
            ),
        ),
        migrations.AddConstraint(
            model_name="sitting",
            constraint=models.UniqueConstraint(
                fields=("learner", "custom", "token"), name="sitting_of_custom_started_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sitting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("custom", None), ("quiz__isnull", False)),
                    models.Q(("custom__isnull", False), ("quiz", None)),
                    _connector="OR",
                ),
                name="sitting_of_one_quiz",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, keep_answers_alone),
    ]
