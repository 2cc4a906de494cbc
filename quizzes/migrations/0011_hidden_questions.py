"""Indexes that keep a search fast where it finds thousands of questions."""

from django.db import migrations, models


def index_heads(apps, schema_editor):
    # A new database has it already: the table was made with today's code.
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE INDEX IF NOT EXISTS quizzes_search_head ON quizzes_search USING gin (head)"
        )


def forget_heads(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS quizzes_search_head")


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0010_search_by_answers"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="question",
            index=models.Index(
                condition=models.Q(
                    models.Q(("status", "published"), _negated=True),
                    ("file_missing_since__isnull", False),
                    _connector="OR",
                ),
                fields=["id"],
                name="question_hidden",
            ),
        ),
        migrations.RunPython(index_heads, forget_heads),
    ]
