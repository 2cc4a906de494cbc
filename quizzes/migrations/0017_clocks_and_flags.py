"""A quiz with a clock, and tasks of a quiz that are flagged to be looked at again."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0016_goals"),
    ]

    operations = [
        migrations.AddField(
            model_name="sitting",
            name="ends_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="savedanswer",
            name="flagged",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddIndex(
            model_name="sitting",
            index=models.Index(
                fields=["ends_at"],
                condition=models.Q(("ends_at__isnull", False), ("finished_at", None)),
                name="sitting_running_by_clock",
            ),
        ),
        # Nothing of these two is known to the database, which would copy the whole record.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="savedanswer",
                    name="raw",
                    field=models.TextField(blank=True),
                ),
                migrations.AlterField(
                    model_name="attempt",
                    name="created_at",
                    field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
            ],
        ),
    ]
