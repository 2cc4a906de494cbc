"""What the glossary tells a search: other words for what was typed, and which question to read."""

from dataclasses import dataclass
from functools import cached_property

from quizzes.models import Term
from quizzes.search.query import Query
from quizzes.search.synonyms import Synonyms, name_tokens, synonyms_of
from quizzes.search.tokens import word_tokens


@dataclass(frozen=True)
class Names:
    """The terms of the glossary without their definitions."""

    terms: list[Term]

    @cached_property
    def synonyms(self) -> Synonyms:
        return synonyms_of(tuple(map(names_of, self.terms)))

    def holding(self, query: Query) -> list[Term]:
        """The terms with a name that contains the whole query."""
        return [term for term in self.terms if any(is_all_in(query, n) for n in names_of(term))]

    def question_about(self, query: Query) -> str:
        """The slug of the question that tells of what was asked, if that is just a term."""
        if len(query.terms) != 1:
            return ""
        asked = set(query.terms[0].phrases)
        return next(
            (
                term.read
                for term in self.terms
                if asked.intersection(map(name_tokens, names_of(term)))
            ),
            "",
        )


def stored_names() -> Names:
    """One query."""
    return Names(list(Term.objects.defer("definition_html")))


def names_of(term: Term) -> tuple[str, ...]:
    return (term.title, *term.aliases, *term.typed)


def is_all_in(query: Query, title: str) -> bool:
    """Whether a title or name contains every term of a query."""
    tokens = f" {' '.join(word_tokens(title))} "
    return all(
        any(f" {' '.join(phrase)} " in tokens for phrase in term.ways)
        or (term.prefix and f" {term.prefix}" in tokens)
        for term in query.terms
    )
