"""What keeps pages fast for a learner with very many attempts: where the latest one is, and a number
that tells whether what was made of them is still true.

`record_version` has its default in the database, so that a server of the release before, which does
not know it, can go on storing learners.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0011_hidden_questions"),
    ]

    operations = [
        migrations.AddField(
            model_name="learner",
            name="record_version",
            field=models.PositiveBigIntegerField(db_default=0, editable=False),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(fields=["learner", "id"], name="attempt_latest_of_learner"),
        ),
    ]
