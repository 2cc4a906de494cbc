"""The registry of content rules. Each rule is one small file and judges a question or a quiz."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from quizzes.items import ItemSpec

from ..page.known_pages import Known
from ..page.render import Rendered
from ..text.document import ParsedQuestion, ParsedQuiz
from ..text.faults import Fault

# (path, line, message)
Finding = tuple[str, int, str]
# How a rule treats a text that is not published: its faults block, are only reported, or the
# rule is skipped.
OfDrafts = Literal["must hold", "is told", "is left out"]


@dataclass(frozen=True)
class Subject:
    """The question or quiz to judge. `source` and `context_source` are its complete files."""

    parsed: ParsedQuestion | ParsedQuiz
    rendered: Rendered
    known: Known
    source: str
    context_source: str = ""
    is_proven: Callable[[str, ItemSpec], bool] = lambda identity, spec: False

    @property
    def question(self) -> ParsedQuestion | None:
        return self.parsed if isinstance(self.parsed, ParsedQuestion) else None

    @property
    def is_published(self) -> bool:
        return self.parsed.meta.status == "published"


@dataclass(frozen=True)
class Rule:
    name: str
    check: Callable[[Subject], Iterator[Finding]]
    of_drafts: OfDrafts


RULES: list[Rule] = []
LIMIT = "LIMIT"


def rule(name: str, of_drafts: OfDrafts = "must hold") -> Callable:
    """Registers a generator of findings as the rule `name`."""

    def register(check: Callable[[Subject], Iterator[Finding]]) -> Callable:
        RULES.append(Rule(name, check, of_drafts))
        return check

    return register


def judge(subject: Subject, as_published: bool = False) -> list[Fault]:
    """Every fault of a subject, sorted by place. `as_published` judges it as if it were
    published."""
    published = subject.is_published or as_published
    # A text over a limit is read no further: other rules would take as long as rendering it.
    is_too_large = any(piece.converted.limit for piece in subject.rendered.pieces)
    faults = {
        Fault(path, line, each.name, message, blocks=published or each.of_drafts == "must hold")
        for each in RULES
        if published or each.of_drafts != "is left out"
        if each.name == LIMIT or not is_too_large
        for path, line, message in each.check(subject)
    }
    return sorted(faults)
