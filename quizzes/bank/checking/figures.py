"""Counts what a question contains."""

import re
from dataclasses import dataclass

from ..page.render import Rendered
from ..proofs.proving import proven, spec_text
from ..text.document import ParsedQuestion

_FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Figures:
    """The counts of one question. `kinds` are the kinds of its items; `words` counts what a
    reader sees, with each formula as one word.

    On the `seeds` released, `proofs` answers were tried. Among them were `mistakes` known
    mistakes, of which `refused` were refused and named, and `honest` right answers rounded on the
    way, of which `fair` were judged right.
    """

    name: str
    topic: str
    is_published: bool
    contexts: int
    scripts: int
    examples: int
    items: int
    computed: int
    kinds: list[str]
    seeds: int
    mistakes: int
    refused: int
    honest: int
    fair: int
    proofs: int
    words: int


def figures_of(question: ParsedQuestion, rendered: Rendered) -> Figures:
    specs = [item.spec for item in question.items]
    reports = [proven(question.identity(item), 1, spec_text(item.spec)) for item in question.items]
    return Figures(
        name=question.name,
        topic=question.meta.topic,
        is_published=question.meta.status == "published",
        contexts=int(bool(question.context.strip())),
        scripts=len(question.scripts),
        examples=len(question.examples),
        items=len(specs),
        computed=sum(spec.is_computed for spec in specs),
        kinds=sorted({spec.kind for spec in specs}),
        seeds=sum(len(report.seeds) for report in reports),
        mistakes=sum(report.mistakes for report in reports),
        refused=sum(report.refused for report in reports),
        honest=sum(report.honest for report in reports),
        fair=sum(report.fair for report in reports),
        proofs=sum(report.proofs for report in reports),
        words=sum(_count_of_words(piece.converted.html) for piece in rendered.pieces),
    )


def _count_of_words(html: str) -> int:
    return len(_TAG.sub(" ", _FORMULA.sub(" formula ", html)).split())
