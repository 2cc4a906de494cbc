"""Names to search a term by, and the search index in its new form."""

from django.db import migrations, models

from quizzes.search import index


def rebuild(apps, schema_editor):
    """Makes the index anew from the stored pages, with today's code, because it is derived data."""
    connection = schema_editor.connection
    questions = apps.get_model("quizzes", "Question").objects.using(connection.alias)
    index.rebuild(questions.all(), connection)


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0009_topics_in_order"),
    ]

    operations = [
        migrations.AddField(
            model_name="term",
            name="typed",
            field=models.JSONField(blank=True, default=list),
        ),
        # Going back, an older release makes its own index with `manage.py rebuild_search`.
        migrations.RunPython(rebuild, migrations.RunPython.noop),
    ]
