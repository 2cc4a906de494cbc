"""The search index, and when a question became public and when its text last changed."""

from django.db import migrations, models
from django.db.models import F

from quizzes.search import index


def fill(apps, schema_editor):
    """Indexes the bank at once. It uses today's code, because the index is derived data."""
    connection = schema_editor.connection
    questions = apps.get_model("quizzes", "Question").objects.using(connection.alias)
    index.rebuild(questions.all(), connection)
    questions.update(text_changed_at=F("updated_at"))
    public = questions.filter(status="published", file_missing_since=None)
    public.update(first_public_at=F("created_at"))


def drop(apps, schema_editor):
    index.drop(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0004_topics"),
    ]

    operations = [
        migrations.AddField(
            model_name="question",
            name="first_public_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="question",
            name="text_changed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.RunPython(fill, drop),
    ]
