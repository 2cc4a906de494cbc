"""The record, part three: removes the old columns, so that only the new tables remain."""

import django.db.models.deletion
from django.db import migrations, models

VERDICTS = ["right", "imprecise", "wrong", "given_up"]


def owner(related: str) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name=related, to="quizzes.learner"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0007_record_filled"),
    ]

    operations = [
        migrations.RemoveConstraint("attempt", "attempt_once_per_form"),
        migrations.RemoveConstraint("attempt", "attempt_verdict_known"),
        migrations.RemoveConstraint("attempt", "attempt_score_0_to_1"),
        migrations.RemoveIndex("attempt", "attempt_by_learner_item"),
        migrations.RemoveConstraint("sitting", "sitting_started_once_per_token"),
        migrations.RemoveConstraint("hintsshown", "hints_counted_once_per_variant"),
        migrations.RemoveField("attempt", "learner"),
        migrations.RemoveField("attempt", "item_version"),
        migrations.RemoveField("attempt", "verdict"),
        migrations.RemoveField("attempt", "score"),
        migrations.RemoveField("attempt", "submitted"),
        migrations.RemoveField("attempt", "mistakes"),
        migrations.RemoveField("sitting", "learner"),
        migrations.RemoveField("hintsshown", "learner"),
        migrations.RenameField("attempt", "who", "learner"),
        migrations.RenameField("attempt", "form", "item_version"),
        migrations.RenameField("sitting", "who", "learner"),
        migrations.RenameField("hintsshown", "who", "learner"),
        migrations.AlterField("attempt", "learner", owner("attempts")),
        migrations.AlterField(
            "attempt",
            "item_version",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attempts",
                to="quizzes.itemversion",
            ),
        ),
        migrations.AlterField("sitting", "learner", owner("sittings")),
        migrations.AlterField("hintsshown", "learner", owner("hints")),
        migrations.AddIndex(
            "attempt",
            models.Index(fields=["learner", "item", "seed"], name="attempt_by_learner_item"),
        ),
        migrations.AddConstraint(
            "attempt",
            models.UniqueConstraint(
                fields=("learner", "item", "token"), name="attempt_once_per_form"
            ),
        ),
        migrations.AddConstraint(
            "sitting",
            models.UniqueConstraint(
                fields=("learner", "quiz", "token"), name="sitting_started_once_per_token"
            ),
        ),
        migrations.AddConstraint(
            "hintsshown",
            models.UniqueConstraint(
                fields=("learner", "item", "item_version", "seed"),
                name="hints_counted_once_per_variant",
            ),
        ),
        migrations.AddConstraint(
            "mark",
            models.UniqueConstraint(fields=("attempt", "number"), name="mark_number_once"),
        ),
        migrations.AddConstraint(
            "mark",
            models.UniqueConstraint(
                condition=models.Q(("newest", True)), fields=("attempt",), name="mark_one_is_newest"
            ),
        ),
        migrations.AddConstraint(
            "mark",
            models.CheckConstraint(
                condition=models.Q(("verdict__in", VERDICTS)), name="mark_verdict_known"
            ),
        ),
        migrations.AddConstraint(
            "mark",
            models.CheckConstraint(
                condition=models.Q(("score__gte", 0), ("score__lte", 1)), name="mark_score_0_to_1"
            ),
        ),
    ]
