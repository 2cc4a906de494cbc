"""The search index from the questions, as it is kept by itself: for one that was damaged."""

from django.core.management.base import BaseCommand

from quizzes.models import Question
from quizzes.search import index


class Command(BaseCommand):
    help = "Build the search index anew from the questions in the database."

    def handle(self, **options: object) -> None:
        count = index.rebuild(Question.objects.all())
        self.stdout.write(f"{count:,} question{'' if count == 1 else 's'} indexed")
