"""The figures of a bank as a table: one line per topic, and one for all topics together."""

from collections.abc import Iterable

from ..text.document import ParsedQuiz, parse_quiz
from ..text.files import Tree
from ..text.paths import QUESTION_FILE, TOPICS_FILE
from ..text.topics import parse_topics
from .figures import Figures

ALL = "all"
# Fields of `Figures` that are summed over questions.
FIRST = ("contexts", "scripts", "examples", "items", "computed")
LAST = ("seeds", "mistakes", "proofs")
HEADS = [
    "topic",
    "questions",
    *FIRST,
    "kinds",
    "quizzes",
    *LAST,
    "score",
    "honest",
    "fair",
    "words",
]


def report_on(tree: Tree, figures: list[Figures]) -> list[str]:
    """The lines of the table. Unpublished questions are only counted."""
    published = [each for each in figures if each.is_published]
    quizzes = _topics_of_quizzes(tree, published)
    rows = [HEADS]
    for topic in _in_order(tree, published):
        own = [each for each in published if each.topic == topic]
        rows.append(_row(topic, own, quizzes.count({topic})))
    rows.append(_row(ALL, published, len(quizzes)))
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADS))]
    lines = [_line(row, widths) for row in rows]
    waiting = len(figures) - len(published)
    return [*lines, f"{waiting} more not published."] if waiting else lines


def is_proven(figures: Iterable[Figures]) -> bool:
    """True if every known mistake was refused and named, and every honest answer was right."""
    return all((each.refused, each.fair) == (each.mistakes, each.honest) for each in figures)


def _row(topic: str, figures: list[Figures], quizzes: int) -> list[str]:
    def total(name: str) -> int:
        return sum(getattr(each, name) for each in figures)

    kinds = {kind for each in figures for kind in each.kinds}
    counts = [len(figures), *map(total, FIRST), len(kinds), quizzes, *map(total, LAST)]
    score = _share(total("refused"), total("mistakes"))
    fair = _share(total("fair"), total("honest"))
    ends = [score, f"{total('honest'):,}", fair, f"{total('words'):,}"]
    return [topic, *(f"{count:,}" for count in counts), *ends]


def _share(part: int, whole: int) -> str:
    """A percentage, truncated instead of rounded, so that only all of them make 100%."""
    if not whole:
        return "-"
    return "100%" if part == whole else f"{1000 * part // whole / 10}%"


def _line(row: list[str], widths: list[int]) -> str:
    topic, *cells = row
    numbers = (cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
    return "  ".join([topic.ljust(widths[0]), *numbers])


def _in_order(tree: Tree, figures: list[Figures]) -> list[str]:
    """The topics of the questions in the order of `topics.yaml`, then those it does not list."""
    listed = parse_topics(tree.texts.get(TOPICS_FILE, "")).entries
    places = {entry.slug: place for place, entry in enumerate(listed)}
    topics = {each.topic for each in figures}
    return sorted(topics, key=lambda topic: (places.get(topic, len(places)), topic))


def _topics_of_quizzes(tree: Tree, figures: list[Figures]) -> list[set[str]]:
    """For each published quiz, the topics of its items."""
    topics = {
        match["slug"]: each.topic
        for each in figures
        if (match := QUESTION_FILE.fullmatch(each.name))
    }
    parsed = (parse_quiz(name, tree.texts[name])[0] for name in tree.quizzes())
    published = [quiz for quiz in parsed if quiz and quiz.meta.status == "published"]
    return [{topics.get(slug, "") for slug in _slugs(quiz)} for quiz in published]


def _slugs(quiz: ParsedQuiz) -> set[str]:
    return {identity.partition("/")[0] for identity in quiz.meta.items}
