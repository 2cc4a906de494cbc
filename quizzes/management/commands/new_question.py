"""Creates a new question's file from a template."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from quizzes.bank.new_question import CannotMake, new_question
from quizzes.models import Question


class Command(BaseCommand):
    help = "Create the file of a new question, a draft that passes the content rules."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "number", nargs="?", type=int, help="its number; by default, the next free one"
        )
        parser.add_argument("title", help='in quotes, as in "What does softmax do?"')
        parser.add_argument("--topic", required=True, help="its topic, as in softmax")
        parser.add_argument(
            "--with-context", action="store_true", help="also create its extended context"
        )
        parser.add_argument("--directory", type=Path, default=settings.CONTENT_DIR)

    def handle(
        self,
        *,
        number: int | None,
        title: str,
        topic: str,
        with_context: bool,
        directory: Path,
        **options: object,
    ) -> None:
        others = _in_the_database()
        try:
            paths = new_question(
                directory, title, topic, number, with_context=with_context, others=others
            )
        except CannotMake as error:
            raise CommandError(f"Nothing was created: {error}.") from error
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be created ({error.strerror}).") from error
        for path in paths:
            self.stdout.write(str(path))
        self.stdout.write("Now write it, and try: manage.py check_content, manage.py sync_content.")


def _in_the_database() -> dict[int, str]:
    """Numbers and slugs of stored questions: those created in the browser have no file."""
    try:
        return dict(Question.objects.values_list("number", "slug"))
    except DatabaseError:
        # No site has been started here yet, so there are no tables.
        return {}
