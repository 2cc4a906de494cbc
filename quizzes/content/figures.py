"""What a question holds, in numbers."""

from dataclasses import dataclass

from quizzes.items.spec import ComputedBase

from .document import ParsedQuestion
from .proving import proven, spec_text
from .render import Rendered
from .words import plain_words


@dataclass(frozen=True)
class Figures:
    """One question. `kinds` are those of its items; `words` are those a reader meets.

    On the `seeds` released, `proofs` answers were tried; of the known `mistakes` among them
    `refused` were refused and named.
    """

    name: str
    topic: str
    is_published: bool
    contexts: int
    examples: int
    items: int
    computed: int
    kinds: list[str]
    seeds: int
    mistakes: int
    refused: int
    proofs: int
    words: int


def figures_of(question: ParsedQuestion, rendered: Rendered) -> Figures:
    specs = [item.spec for item in question.items]
    reports = [proven(question.identity(item), 1, spec_text(item.spec)) for item in question.items]
    pieces = (plain_words(piece.converted.html) for piece in rendered.pieces)
    return Figures(
        name=question.name,
        topic=question.meta.topic,
        is_published=question.meta.status == "published",
        contexts=int(bool(question.context.strip())),
        examples=len(question.examples),
        items=len(specs),
        computed=sum(isinstance(spec, ComputedBase) for spec in specs),
        kinds=sorted({spec.kind for spec in specs}),
        seeds=sum(len(report.seeds) for report in reports),
        mistakes=sum(report.mistakes for report in reports),
        refused=sum(report.refused for report in reports),
        proofs=sum(report.proofs for report in reports),
        words=sum(len(words.split()) for words in pieces),
    )
