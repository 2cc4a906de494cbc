"""Everything that a database holds, as text."""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, models


def dump() -> Iterator[tuple[str, str]]:
    """Each column of each row: where it stands, and its text. Sessions unpacked, too."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    yield f"{table}.{column}", str(value)
    for session in Session.objects.all():
        yield "django_session unpacked", str(session.get_decoded())


def places_of(*texts: str) -> set[str]:
    """Where in the database one of these texts stands."""
    return {place for place, value in dump() for text in texts if text in value}


def rows_pointing_to(row: models.Model) -> dict[str, int]:
    """How many rows of each table have a foreign key to this row, or the key in its place."""
    found = {}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and field.related_model is type(row):
                count = model._base_manager.filter(**{field.attname: row.pk}).count()
                if count:
                    found[f"{model._meta.label}.{field.name}"] = count
    return found
