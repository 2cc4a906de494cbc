"""Whether a learner reads light or dark."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0017_clocks_and_flags"),
    ]

    operations = [
        migrations.AddField(
            model_name="learner",
            name="theme",
            field=models.CharField(
                blank=True,
                choices=[("light", "Light"), ("dark", "Dark")],
                db_default="",
                default="",
                max_length=5,
            ),
        ),
    ]
