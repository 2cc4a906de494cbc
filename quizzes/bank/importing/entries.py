"""A question on its way into the bank, and the links between those of one import."""

import re
from dataclasses import dataclass, field

from markdown.extensions.toc import slugify

from attention_engine.plain_tex import plain_tex
from quizzes.models import Question

from ..page.known_pages import anchors_of
from ..text.paths import context_file, question_file
from ..text.spans import headings_in
from .compose import compose
from .finding import Found
from .lines import Line, Notes, joined
from .links import Linking
from .names import name_key, name_of, slug_of
from .report import FileReport
from .shaping import sources_of
from .targets import FindTarget, Target

MAX_SOURCES = 50


@dataclass
class Entry:
    """One question on its way into the bank. `draft` and `published` are the two texts it may
    get, `context` is its extended context; all are empty until `compose` knows the links.

    `own_number` is the number that its source gives it, found by `number_rule`; `is_firm` if its
    author calls it the number of a question. `is_part` if its file has several questions.
    `references` are the addresses that its file gives names to.
    """

    found: Found
    report: FileReport
    notes: Notes
    title: str
    slug: str
    lines: list[Line]
    own_number: int | None
    number_rule: str
    is_firm: bool
    is_part: bool = False
    references: dict[str, str] = field(default_factory=dict)
    context_lines: list[Line] = field(default_factory=list)
    number: int = 0
    draft: str = ""
    published: str = ""
    context: str = ""

    @property
    def name(self) -> str:
        return question_file(self.number, self.slug)

    @property
    def targets(self) -> list[tuple[str, Target]]:
        """What other files may link to: each old name with its target."""
        key = name_key(name_of(self.found.path))
        own = [(key, Target(self.name, self.title, _anchors(self.lines)))]
        if self.context_lines:
            title = f"{self.title} extended context"
            target = Target(context_file(self.name), title, _anchors(self.context_lines))
            own.append((f"{key}_context", target))
        return own

    def compose(self, find: FindTarget, topic: str) -> None:
        """Composes the texts, with links resolved by `find`."""
        own = [target for _key, target in self.targets]
        key = name_key(name_of(self.found.path))
        lines = Linking(own[0], find, self.notes, key, dict(self.references)).run(self.lines)
        body = f"{joined(lines)}\n"
        if self.context_lines:
            linking = Linking(own[-1], find, self.found.context_notes, f"{key}_context")
            self.context = f"{joined(linking.run(self.context_lines))}\n"
        sources = list(sources_of(body))[:MAX_SOURCES]
        self.draft, self.published = (
            compose(self.number, self.title, topic, status, sources, body, self.context)
            for status in ("draft", "published")
        )
        self.report.name = self.name
        self.report.number = f"{self.number} ({self.number_rule})"
        self.report.notes = [(self.found.path, note) for note in self.notes.found]
        if self.context_lines and self.found.context_path:
            path = self.found.context_path
            self.report.notes += [(path, note) for note in self.found.context_notes.found]


def finder(entries: list[Entry]) -> FindTarget:
    """Returns a function that finds a link's target: a file of this import, or else a stored
    question. Of several questions in one file it is the one with the heading."""
    known: dict[str, list[Target]] = {}
    for key, target in [pair for entry in entries for pair in entry.targets]:
        for each in dict.fromkeys((key, name_key(target.name))):
            known.setdefault(each, []).append(target)

    def find(file: str, anchor: str) -> Target | None:
        key = name_key(file)
        if key in ("readme", "index"):
            key = name_key(file.rstrip("/").rpartition("/")[0])
        if key not in known:
            known[key] = [stored] if (stored := _stored(file)) else []
        targets = known[key]
        return next((each for each in targets if each.has(anchor)), next(iter(targets), None))

    return find


def _stored(file: str) -> Target | None:
    question = Question.objects.filter(slug=slug_of(name_key(file)) or None).first()
    if question is None:
        return None
    name = question_file(question.number, question.slug)
    return Target(name, question.title, anchors_of(question.blocks))


def _anchors(lines: list[Line]) -> dict[str, str]:
    """The ids that the headings will get, with their words."""
    anchors: dict[str, str] = {}
    for _line, _level, words in headings_in(joined(lines)):
        plain = re.sub(r"\$([^$]+)\$", lambda match: plain_tex(match[1]), words)
        plain = re.sub(r"[*`]", "", plain)
        base = slugify(plain, "-") or "section"
        name, count = base, 1
        while name in anchors:
            count += 1
            name = f"{base}-{count}"
        anchors[name] = plain
    return anchors
