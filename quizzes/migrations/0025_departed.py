"""Counts of answers whose learners are gone; an account is no longer deleted beside its answers."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

VERDICTS = ["right", "imprecise", "wrong", "given_up"]


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("quizzes", "0024_reminders"),
    ]

    operations = [
        migrations.CreateModel(
            name="DepartedAnswers",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("right", "Right"),
                            ("imprecise", "Right idea, too few digits"),
                            ("wrong", "Wrong"),
                            ("given_up", "Given up"),
                        ],
                        max_length=10,
                    ),
                ),
                ("mistake", models.CharField(blank=True, default="", max_length=140)),
                ("answers", models.PositiveIntegerField()),
                (
                    "item_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="departed_answers",
                        to="quizzes.itemversion",
                    ),
                ),
            ],
            options={"verbose_name_plural": "departed answers"},
        ),
        migrations.AddConstraint(
            model_name="departedanswers",
            constraint=models.UniqueConstraint(
                fields=("item_version", "verdict", "mistake"), name="departed_counted_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="departedanswers",
            constraint=models.CheckConstraint(
                condition=Q(("verdict__in", VERDICTS)), name="departed_verdict_known"
            ),
        ),
        migrations.AlterField(
            model_name="learner",
            name="user",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="learner",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
