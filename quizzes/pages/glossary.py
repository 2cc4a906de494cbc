"""The glossary as its page shows it: by letter, each term with a question to read about it."""

from dataclasses import dataclass
from itertools import groupby

from quizzes.models import Question, Term


@dataclass(frozen=True)
class Entry:
    term: Term
    more: Question | None


@dataclass(frozen=True)
class Letter:
    """The terms that begin with one letter."""

    letter: str
    entries: list[Entry]


def letters() -> list[Letter]:
    """All terms from A to Z. Two queries."""
    terms = sorted(Term.objects.all(), key=lambda term: term.title.casefold())
    published = Question.published.select_related(None)
    questions = published.filter(slug__in={term.read for term in terms if term.read})
    by_slug = {question.slug: question for question in questions.only("slug", "title")}
    entries = [Entry(term, by_slug.get(term.read)) for term in terms]
    return [
        Letter(letter, list(group))
        for letter, group in groupby(entries, key=lambda entry: entry.term.title[0].upper())
    ]
