"""Syncs the lists `topics.yaml` and `glossary.yaml`, whose content comes from the file alone."""

from dataclasses import dataclass, field

from quizzes.models import BankFile, Question

from ..page.fingerprint import is_stale, render_hash
from ..page.glossary import parse_glossary
from ..store.terms import write_terms
from ..store.topics import write_topics
from ..text.files import Tree
from ..text.paths import DATA_FILES, TOPICS_FILE, question_file
from ..text.topics import parse_topics
from .report import SyncReport


@dataclass
class ListSync:
    """One sync of the lists. Nobody edits them in the browser, so there is nothing to merge."""

    tree: Tree
    rows: dict[str, BankFile] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = {row.name: row for row in BankFile.objects.all()}

    def changed(self) -> set[str]:
        """The lists to read again: new, changed, or last read by other code."""
        return {
            name for name in DATA_FILES if name in self.tree.texts and not self._is_as_synced(name)
        }

    def gone(self) -> set[str]:
        return set(self.rows) - set(self.tree.texts)

    def homeless(self) -> set[str]:
        """Files of questions, changed or not, whose topic is not in a list that changed."""
        if TOPICS_FILE not in self.changed():
            return set()
        slugs = parse_topics(self.tree.texts[TOPICS_FILE]).slugs or frozenset()
        others = Question.objects.exclude(topic__slug__in=slugs).values_list("number", "slug")
        return {question_file(number, slug) for number, slug in others}

    def plan(self, report: SyncReport) -> None:
        for name in DATA_FILES:
            row, text = self.rows.get(name), self.tree.texts.get(name)
            if text is None:
                if row is not None:
                    report.missing.append(name)
            elif row is None:
                report.created.append(name)
            elif row.source != text:
                report.updated.append(name)
            elif is_stale(row.render_hash):
                report.rerendered.append(name)
            else:
                report.unchanged.append(name)

    def write(self) -> None:
        """Must run before the questions are written: their order follows from their topics."""
        for name in self.changed():
            text = self.tree.texts[name]
            self._write_entries(name, text)
            values = {"source": text, "render_hash": render_hash(text)}
            BankFile.objects.update_or_create(name=name, defaults=values)
        for name in self.gone():
            self._write_entries(name, None)
            BankFile.objects.filter(name=name).delete()

    def _is_as_synced(self, name: str) -> bool:
        row = self.rows.get(name)
        return row is not None and row.render_hash == render_hash(self.tree.texts[name])

    def _write_entries(self, name: str, text: str | None) -> None:
        if name == TOPICS_FILE:
            write_topics(parse_topics(text).entries if text is not None else ())
        else:
            write_terms(parse_glossary(text).entries if text is not None else ())
