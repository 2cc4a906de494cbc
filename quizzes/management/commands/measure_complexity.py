"""Repeats on this machine the measurement that the lab on cost shows."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from quizzes.labs.complexity.stored_run import STORED, measured_now

# At 8,192 positions the dense form needs 0.8 GB, and building its strided mask takes 1.2 GB.
LENGTHS = (1024, 2048, 4096, 8192)


class Command(BaseCommand):
    help = "Measure time and memory of five forms of attention; the lab on cost shows the result."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", type=Path, default=STORED)
        parser.add_argument(
            "--rounds", type=int, default=9, help="runs, of which the median counts"
        )
        parser.add_argument("--lengths", type=int, nargs="+", default=LENGTHS)

    def handle(self, *, output: Path, rounds: int, lengths: list[int], **options: object) -> None:
        try:
            kept = measured_now(sorted(set(lengths)), rounds)
        except ValueError as error:
            raise CommandError(f"Nothing was measured: {error}.") from error
        output.write_text(json.dumps(kept, indent=1) + "\n")
        self.stdout.write(f"Measured in {kept['clock']} on {kept['machine']}.")
