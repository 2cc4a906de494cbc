"""The scripts of a question in the database: new, changed, retired and restored."""

from quizzes.models import Question, Script

from ..page.render import RenderedScript

_FIELDS = ("position", "title", "kind", "seniority", "roles", "spec", "retired")


def write_scripts(question: Question, rendered: list[RenderedScript]) -> None:
    """Writes the scripts of a question. Rows that are as they should be are not written."""
    rows = {script.key: script for script in question.scripts.all()}
    new, changed = [], []
    for position, script in enumerate(rendered, start=1):
        fields = {
            "position": position,
            "title": script.spec.title,
            "kind": script.spec.kind,
            "seniority": script.spec.seniority,
            "roles": script.spec.roles,
            "spec": script.stored,
            "retired": False,
        }
        row = rows.pop(script.spec.key, None)
        if row is None:
            new.append(Script(question=question, key=script.spec.key, **fields))
        elif any(getattr(row, name) != value for name, value in fields.items()):
            for name, value in fields.items():
                setattr(row, name, value)
            changed.append(row)
    for row in rows.values():
        if not row.retired:
            row.retired = True
            changed.append(row)
    Script.objects.bulk_create(new)
    Script.objects.bulk_update(changed, _FIELDS)
