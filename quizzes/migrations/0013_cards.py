"""Cards of what a learner reviews, with their log; and a column for the skill of an item."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0012_long_records"),
    ]

    operations = [
        migrations.AddField(
            model_name="item",
            name="skill",
            field=models.CharField(
                db_default="", db_index=True, default="", editable=False, max_length=140
            ),
        ),
        migrations.CreateModel(
            name="Card",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=[("skill", "Skill"), ("slip", "Slip")], max_length=5),
                ),
                ("name", models.CharField(max_length=140)),
                ("stability", models.FloatField()),
                ("difficulty", models.FloatField()),
                ("reviewed_on", models.DateField()),
                ("due_on", models.DateField()),
                ("reviews", models.PositiveIntegerField()),
                ("lapses", models.PositiveIntegerField()),
                ("streak", models.PositiveIntegerField()),
                ("streak_days", models.PositiveIntegerField()),
                ("streak_mixed", models.PositiveIntegerField()),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cards",
                        to="quizzes.learner",
                    ),
                ),
            ],
            options={
                "ordering": ["learner", "kind", "name"],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "rating",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Wrong, left blank, or the solution was shown"),
                            (2, "Right with hints, or with too few digits"),
                            (3, "Right at once"),
                        ]
                    ),
                ),
                ("day", models.DateField()),
                ("is_mixed", models.BooleanField()),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="quizzes.attempt",
                    ),
                ),
                (
                    "card",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="log",
                        to="quizzes.card",
                    ),
                ),
            ],
            options={
                "ordering": ["card", "pk"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="card",
            constraint=models.UniqueConstraint(
                fields=("learner", "kind", "name"), name="card_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="card",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["skill", "slip"])), name="card_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="card",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gt", models.F("reviewed_on"))),
                name="card_never_due_the_same_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(
                fields=("card", "attempt"), name="review_once_per_attempt"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("rating__in", [1, 2, 3])), name="review_rating_known"
            ),
        ),
    ]
