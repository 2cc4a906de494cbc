"""Rebuilds a damaged search index. Normally the index is kept up to date automatically."""

from django.core.management.base import BaseCommand

from quizzes.models import Question
from quizzes.search import index


class Command(BaseCommand):
    help = "Rebuild the search index from the questions in the database."

    def handle(self, **options: object) -> None:
        count = index.rebuild(Question.objects.all())
        self.stdout.write(f"{count:,} question{'' if count == 1 else 's'} indexed")
