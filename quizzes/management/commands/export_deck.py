"""Writes tasks with their answers to a file for another program."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quizzes.bank.store.export import write_whole
from quizzes.exporting.cards import MOST_VARIANTS, USUAL_VARIANTS
from quizzes.exporting.formats import FORMATS
from quizzes.exporting.scopes import (
    Scope,
    scope_of_everything,
    scope_of_question,
    scope_of_quiz,
    scope_of_topic,
)
from quizzes.exporting.taken_decks import BadWish, NothingToTake, whole_deck, wish_from


class Command(BaseCommand):
    help = "Write the tasks of a question, a topic, a quiz or the whole bank as a deck."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="the file to write")
        parser.add_argument("--format", required=True, choices=FORMATS)
        of = parser.add_mutually_exclusive_group()
        for kind in ("question", "topic", "quiz"):
            of.add_argument(f"--{kind}", metavar="SLUG", help=f"only the tasks of this {kind}")
        parser.add_argument(
            "--variants",
            default=str(USUAL_VARIANTS),
            help=f"how many versions of each task, 1 to {MOST_VARIANTS} (default {USUAL_VARIANTS})",
        )

    def handle(
        self,
        *,
        path: Path,
        question: str | None,
        topic: str | None,
        quiz: str | None,
        variants: str,
        **options: str,
    ) -> None:
        scope = _scope(question, topic, quiz)
        try:
            form, count = wish_from(options["format"], variants)
            content = whole_deck(scope, form, count, timezone.now())
        except (BadWish, NothingToTake) as error:
            raise CommandError(str(error)) from error
        try:
            write_whole(path, content)
        except OSError as error:
            raise CommandError(
                f"{path} cannot be written ({error.strerror}). "
                "Make room or choose another file, and run it again."
            ) from error
        self.stdout.write(f"{path}: {scope.title}, {len(scope.items)} tasks, {form.title}")


def _scope(question: str | None, topic: str | None, quiz: str | None) -> Scope:
    if question:
        scope, what = scope_of_question(question, with_drafts=True), f"question {question}"
    elif topic:
        scope, what = scope_of_topic(topic), f"published topic {topic}"
    elif quiz:
        scope, what = scope_of_quiz(quiz), f"published quiz {quiz}"
    else:
        return scope_of_everything()
    if scope is None:
        raise CommandError(f"There is no {what} in the database.")
    return scope
