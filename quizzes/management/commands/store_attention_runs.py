"""Recomputes the stored runs of the lab on real text with the trained model."""

import numpy as np
from django.core.management.base import BaseCommand, CommandError

from attention_engine.experiments.real_text import PLACES
from quizzes.labs.real_text import model
from quizzes.labs.real_text import runs as text_runs
from quizzes.labs.real_text.texts import KINDS


class Command(BaseCommand):
    help = (
        "Compute the attention of the five kinds of text and store it in quizzes/labs/real_text/."
    )

    def handle(self, **options: object) -> None:
        if not model.is_installed():
            raise CommandError("The model is not installed. Install it with `make model`.")
        heads = _clearest_heads()
        text_runs.STORED.write_text(text_runs.to_store(heads), encoding="utf-8")
        told = ", ".join(f"{layer}.{head}" for layer, head in heads)
        self.stdout.write(f"{len(KINDS)} texts stored, with the weights of the heads {told}")


def _clearest_heads() -> list[tuple[int, int]]:
    """For each place the head that gives it the largest share over all texts, and the most even
    head, so that every pattern can be seen at its clearest."""
    runs = [text_runs.computed(text) for _kind, _name, text in KINDS]
    sums = [sum(run.figures.share(place) for run in runs) for place in PLACES]
    sums.append(sum(run.figures.entropy / np.log(len(run.tokens)) for run in runs))
    places = {divmod(int(np.argmax(total)), model.HEADS) for total in sums}
    return sorted((layer + 1, head + 1) for layer, head in places)
