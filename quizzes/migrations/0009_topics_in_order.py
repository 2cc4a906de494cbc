"""Topics of one position and title have an order too. Changes no table."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0008_record_alone"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="topic",
            options={"ordering": ["position", "title", "slug"]},
        ),
    ]
