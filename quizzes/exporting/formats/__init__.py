"""The formats that decks are written in, in the order in which they are offered."""

from dataclasses import dataclass

from ..decks import Writer
from .anki import written as anki
from .comma_separated import written as comma_separated
from .gift import written as gift
from .markdown import written as markdown
from .moodle import written as moodle


@dataclass(frozen=True)
class Format:
    name: str
    title: str
    # What it is good for, in a few words.
    words: str
    suffix: str
    content_type: str
    write: Writer


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format(
            "anki",
            "Anki deck",
            "flashcards; importing it again updates your cards",
            "apkg",
            "application/octet-stream",
            anki,
        ),
        Format(
            "moodle",
            "Moodle XML",
            "a question bank with feedback on each wrong answer",
            "xml",
            "application/xml; charset=utf-8",
            moodle,
        ),
        Format(
            "gift",
            "GIFT",
            "the text format of Moodle and other learning platforms",
            "gift",
            "text/plain; charset=utf-8",
            gift,
        ),
        Format(
            "csv",
            "CSV",
            "a table, one row a task",
            "csv",
            "text/csv; charset=utf-8",
            comma_separated,
        ),
        Format(
            "markdown",
            "Markdown",
            "plain text, for notes",
            "md",
            "text/markdown; charset=utf-8",
            markdown,
        ),
    )
}
