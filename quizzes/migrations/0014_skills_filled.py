"""The skill that each stored item trains. A sync writes it from now on."""

from django.db import migrations

BATCH = 500


def fill(apps, schema_editor):
    """As `quizzes.items.skills.skill_of` did when this was written."""
    Item = apps.get_model("quizzes", "Item")
    rows = Item.objects.filter(skill="").order_by("pk")
    rows = rows.values_list("pk", "spec__computation", "question__slug")
    items = [Item(pk=pk, skill=skill(computation, slug)) for pk, computation, slug in rows]
    Item.objects.bulk_update(items, ["skill"], batch_size=BATCH)


def skill(computation, slug):
    return f"computation:{computation}" if computation else f"concept:{slug}"


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0013_cards"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
