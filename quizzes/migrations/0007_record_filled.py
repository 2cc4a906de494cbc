"""The record, part two: moves the contents of the old columns into the new tables, or back.

The database moves whole tables at a time, so memory use does not grow with the attempts.
"""

import hashlib

from django.conf import settings
from django.db import migrations
from django.db.models import F
from django.utils import timezone

BATCH = 500
BEGINNING = "As it stood when the record began"
OWNED = ("quizzes_attempt", "quizzes_sitting", "quizzes_hintsshown")

# Every code that identified a learner, and since when. User 7 was identified as user-7.
LEARNERS = """
    INSERT INTO quizzes_learner (user_id, browser_id, time_zone, created_at)
    SELECT person.id, CASE WHEN person.id IS NULL THEN known.code END, 'UTC', known.since
    FROM (
        SELECT code, MIN(since) AS since FROM (
            SELECT learner AS code, created_at AS since FROM quizzes_attempt
            UNION ALL SELECT learner, started_at FROM quizzes_sitting
            UNION ALL SELECT learner, %s FROM quizzes_hintsshown
        ) found GROUP BY code
    ) known LEFT JOIN {users} person ON known.code = 'user-' || CAST(person.id AS TEXT)
"""
CODES = """
    CREATE TEMPORARY TABLE quizzes_codes AS
    SELECT id, COALESCE(
        browser_id, 'user-' || CAST(user_id AS TEXT), 'learner-' || CAST(id AS TEXT)
    ) AS code FROM quizzes_learner
"""
OWNERS = """
    UPDATE {table} SET who_id = (SELECT id FROM quizzes_codes WHERE code = {table}.learner)
"""
OWNER_CODES = """
    UPDATE {table} SET learner = (SELECT code FROM quizzes_codes WHERE id = {table}.who_id)
"""
FORMS = """
    UPDATE quizzes_attempt SET form_id = (
        SELECT form.id FROM quizzes_itemversion form
        WHERE form.item_id = quizzes_attempt.item_id
            AND form.version = quizzes_attempt.item_version
    )
"""
MARKS = """
    INSERT INTO quizzes_mark (attempt_id, number, newest, verdict, score, submitted, mistakes,
                              engine_version, reason, created_at)
    SELECT id, 1, %s, verdict, score, submitted, mistakes, '', '', created_at
    FROM quizzes_attempt
"""
BACK = """
    UPDATE quizzes_attempt SET
        item_version = (SELECT version FROM quizzes_itemversion form WHERE form.id = form_id),
        (verdict, score, submitted, mistakes) = (
            SELECT verdict, score, submitted, mistakes FROM quizzes_mark mark
            WHERE mark.attempt_id = quizzes_attempt.id AND mark.newest
        )
"""


def fill(apps, schema_editor):
    users = apps.get_model(settings.AUTH_USER_MODEL)._meta.db_table
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(LEARNERS.format(users=users), [timezone.now()])
        _for_each_owned(cursor, OWNERS)
        _keep_item_versions(apps)
        cursor.execute(FORMS)
        cursor.execute(MARKS, [True])
    _keep_revisions(apps)


def empty(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        _for_each_owned(cursor, OWNER_CODES)
        cursor.execute(BACK)
        # References to the new tables are removed first.
        for table in OWNED:
            cursor.execute(f"UPDATE {table} SET who_id = NULL")  # noqa: S608 - names of ours
        cursor.execute("UPDATE quizzes_attempt SET form_id = NULL")
        for table in ("mark", "itemversion", "revision", "learner"):
            cursor.execute(f"DELETE FROM quizzes_{table}")  # noqa: S608 - names of ours


def _for_each_owned(cursor, statement):
    cursor.execute(CODES)
    cursor.execute("CREATE UNIQUE INDEX quizzes_codes_code ON quizzes_codes (code)")
    cursor.execute("CREATE UNIQUE INDEX quizzes_codes_id ON quizzes_codes (id)")
    for table in OWNED:
        cursor.execute(statement.format(table=table))
    cursor.execute("DROP TABLE quizzes_codes")


def _keep_item_versions(apps):
    """Stores each item's current version, and an empty version for each older one that somebody
    answered, whose numbers were not stored."""
    ItemVersion = apps.get_model("quizzes", "ItemVersion")
    items = apps.get_model("quizzes", "Item").objects.select_related("question")
    # Only the two texts of each item: a question's page is many times as long.
    items = items.only("key", "version", "spec", "ask_html", "seeds", "question__slug")
    ItemVersion.objects.bulk_create(
        (
            ItemVersion(
                item=item,
                version=item.version,
                identity=_identity(item),
                spec=item.spec,
                ask_html=item.ask_html,
                seeds=item.seeds,
            )
            for item in items.iterator(BATCH)
        ),
        batch_size=BATCH,
    )
    attempts = apps.get_model("quizzes", "Attempt").objects.order_by()
    older = attempts.exclude(item_version=F("item__version"))
    pairs = older.values_list("item", "item_version").distinct()
    by_id = items.in_bulk({item for item, _version in pairs})
    ItemVersion.objects.bulk_create(
        (
            ItemVersion(item_id=item, version=version, identity=_identity(by_id[item]))
            for item, version in pairs
        ),
        batch_size=BATCH,
    )


def _identity(item):
    return f"{item.question.slug}/{item.key}"


def _keep_revisions(apps):
    """Stores the current text of each question and quiz, with origin `file` if it was synced."""
    Revision = apps.get_model("quizzes", "Revision")
    questions = apps.get_model("quizzes", "Question").objects.only(
        *("number", "slug", "source", "context_source"),
        *("synced_source", "synced_context_source"),
    )
    for row in questions.iterator(BATCH):
        texts = (row.source, row.context_source)
        synced = texts == (row.synced_source, row.synced_context_source)
        name = f"{row.number:02d}-{row.slug}.md"
        Revision.objects.create(question=row, **_revision(name, texts, synced))
    for row in apps.get_model("quizzes", "Quiz").objects.iterator(BATCH):
        synced = row.source == row.synced_source
        name = f"quizzes/{row.slug}.md"
        Revision.objects.create(quiz=row, **_revision(name, (row.source, ""), synced))


def _revision(name, texts, synced):
    digest = hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()
    return {
        "name": name,
        "source": texts[0],
        "context_source": texts[1],
        "digest": digest,
        "origin": "file" if synced else "browser",
        "note": BEGINNING,
    }


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0006_record_tables"),
    ]

    operations = [migrations.RunPython(fill, empty)]
