"""Judges quizzes whose time is out, and clears away quizzes and practice that were left; for a
scheduler."""

from argparse import ArgumentParser
from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quizzes.practice import expiry as practice
from quizzes.sittings.expiry import KEPT_DAYS, expire, expire_custom
from quizzes.sittings.lifecycle import close_overdue


class Command(BaseCommand):
    help = (
        "Judge quizzes whose time is out and whose learners have not come back since. Then remove "
        "unfinished quizzes and custom quizzes that nobody takes, and close open practice, that "
        "visitors without an account have left alone for some days; safe to run again at any time, "
        "beside a running site."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=KEPT_DAYS, help="default: %(default)s")

    def handle(self, *, days: int, **options: object) -> None:
        if days < 1:
            raise CommandError(f"--days is at least 1, not {days}: a quiz may take an evening.")
        now = timezone.now()
        before = now - timedelta(days=days)
        judged, count = close_overdue(now), expire(before)
        quizzes = "unfinished quiz" if count == 1 else "unfinished quizzes"
        whose = f"of visitors without an account, left for {days} days."
        self.stdout.write(f"Removed {count} {quizzes} {whose}")
        custom = expire_custom(before)
        unused = "custom quiz" if custom == 1 else "custom quizzes"
        self.stdout.write(f"Removed {custom} {unused} of theirs that nobody has taken.")
        out_of_time = "quiz whose time was" if judged == 1 else "quizzes whose time was"
        self.stdout.write(f"Judged {judged} {out_of_time} up.")
        closed = practice.expire(before)
        sessions = "practice session" if closed == 1 else "practice sessions"
        self.stdout.write(f"Closed {closed} open {sessions} {whose}")
