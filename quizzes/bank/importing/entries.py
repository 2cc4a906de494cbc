"""Turns found files into questions of the bank: titles, numbers, names, and links."""

import re
from dataclasses import dataclass
from pathlib import Path

from markdown.extensions.toc import slugify

from attention_engine.plain_tex import plain_tex
from quizzes.models import Question

from ..page.known_pages import anchors_of
from ..text.faults import Fault
from ..text.paths import context_file, question_file
from ..text.spans import headings_in
from .compose import compose
from .decoding import Decoded
from .finding import Found, name_key, number_of, slug_of
from .lines import Line, joined
from .links import FindTarget, Linking, Target
from .repair import repaired
from .report import FileReport
from .shaping import shape_context, shape_question, sources_of
from .titles import Titled, read_title

MAX_SOURCES = 50


@dataclass
class Entry:
    """One question on its way into the bank. `draft` and `published` are the two texts it may
    get, `context` is its extended context; all are empty until `compose` knows the links."""

    found: Found
    report: FileReport
    title: str
    number: int
    slug: str
    lines: list[Line]
    context_lines: list[Line]
    draft: str = ""
    published: str = ""
    context: str = ""

    @property
    def name(self) -> str:
        return question_file(self.number, self.slug)

    @property
    def targets(self) -> list[tuple[str, Target]]:
        """What other files may link to: each old name with its target."""
        key = name_key(self.found.path.name)
        own = [(key, Target(self.name, self.title, _anchors(self.lines)))]
        if self.context_lines:
            title = f"{self.title} extended context"
            target = Target(context_file(self.name), title, _anchors(self.context_lines))
            own.append((f"{key}_context", target))
        return own

    def compose(self, find: FindTarget, topic: str) -> None:
        """Composes the texts, with links resolved by `find`."""
        own = [target for _key, target in self.targets]
        lines = Linking(own[0], find, self.found.notes).run(self.lines)
        body = f"{joined(lines)}\n"
        if self.context_lines:
            linking = Linking(own[-1], find, self.found.context_notes)
            self.context = f"{joined(linking.run(self.context_lines))}\n"
        sources = list(sources_of(body))[:MAX_SOURCES]
        self.draft, self.published = (
            compose(self.number, self.title, topic, status, sources, body, self.context)
            for status in ("draft", "published")
        )
        self.report.notes = [(self.found.path, note) for note in self.found.notes.found]
        if self.found.context_path:
            path = self.found.context_path
            self.report.notes += [(path, note) for note in self.found.context_notes.found]


def entry_of(found: Found) -> Entry | Fault:
    """A file in our form with its links still unresolved, or the fault why it is not a question."""
    report = FileReport(found.path)
    titled = read_title(_repaired(found.path, found.text, report))
    number = number_of(found.path)
    if titled and titled.number is not None:
        number = titled.number
    message = _why_none(found, titled, number)
    if message or titled is None or number is None:
        return Fault(str(found.path), 1, "TITLE", message)
    slug = slug_of(found.path.stem) or slug_of(titled.title) or "question"
    report.name = question_file(number, slug)
    context_lines: list[Line] = []
    if found.context_path:
        context = _repaired(found.context_path, found.context, report)
        context_lines = shape_context(context, found.context_notes)
    key = name_key(found.path.name)
    lines = shape_question(titled, key, found.notes)
    return Entry(found, report, titled.title, number, slug, lines, context_lines)


def finder(entries: list[Entry]) -> FindTarget:
    """Returns a function that finds a link's target: a file of this import, or else a stored
    question."""
    known = {key: target for entry in entries for key, target in entry.targets}
    known |= {name_key(target.name): target for target in list(known.values())}

    def find(file: str) -> Target | None:
        key = name_key(file)
        if key not in known and (stored := _stored(file)):
            known[key] = stored
        return known.get(key)

    return find


def _stored(file: str) -> Target | None:
    question = Question.objects.filter(slug=slug_of(name_key(file))).first()
    if question is None:
        return None
    name = question_file(question.number, question.slug)
    return Target(name, question.title, anchors_of(question.blocks))


def _why_none(found: Found, titled: Titled | None, number: int | None) -> str:
    in_name = number_of(found.path)
    if titled is None:
        return "has no heading for a title; write one such as `# Question 24: How ...?`"
    if number is None or not 0 < number < 1_000_000:
        return "has no number; write it in the heading, as in `# Question 24: How ...?`"
    if in_name is not None and in_name != number:
        return f"is question {number} in its heading but {in_name} in its file name"
    if len(titled.title) > 200:
        return "has a title of more than 200 characters; shorten its first heading"
    return ""


def _repaired(path: Path, decoded: Decoded, report: FileReport) -> str:
    text, repairs = repaired(decoded.text, decoded.guessed)
    report.repairs += [(path, repair) for repair in repairs]
    return text


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
