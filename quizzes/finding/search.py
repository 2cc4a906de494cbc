"""Search over the public questions: matches, where they match, and what to try instead."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.core.paginator import Page, Paginator

from quizzes.models import Question, Term, Topic, public_topics
from quizzes.search import index
from quizzes.search.lines import Line
from quizzes.search.query import Query, cleaned, parse
from quizzes.search.query import Term as SearchTerm
from quizzes.search.stop_words import STOP_WORDS

from .excerpts import Excerpt, Marker, Piece
from .names import Names, is_all_in, names_of, stored_names
from .question_list import SHOWN

PAGE_SIZE = 10
MOST_TITLES, MOST_COMPARED, MOST_LEFT_OUT = 10_000, 2_000, 5
CLOSE_ENOUGH = 0.75


@dataclass(frozen=True)
class Found:
    """A question, its title in pieces, and excerpts around the matches in its text."""

    question: Question
    title: list[Piece]
    excerpts: list[Excerpt]


@dataclass(frozen=True)
class Way:
    """Another search that does find something."""

    text: str
    count: int
    left_out: str = ""

    @property
    def questions(self) -> str:
        return _questions(self.count)


@dataclass(frozen=True)
class Results:
    """`page` pages through the best of the matches; `count` is as in `index.Hits`.

    `is_loose`: no question has exactly these words, but some have words that begin like them.
    """

    text: str
    count: int = 0
    page: Page | None = None
    found: list[Found] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    entries: list[Term] = field(default_factory=list)
    is_loose: bool = False
    has_terms: bool = False
    meant: Way | None = None
    shorter: list[Way] = field(default_factory=list)

    @property
    def questions(self) -> str:
        return _questions(self.count)

    @property
    def listed(self) -> int:
        return self.page.paginator.count if self.page else 0


def _questions(count: int) -> str:
    """A number of hits in words, such as `12 questions`."""
    more = " or more" if count >= index.MOST_COUNTED else ""
    return f"{count:,}{more} question{'' if count == 1 else 's'}"


def search(text: str, page: str | None = None) -> Results:
    """The public questions, topics and glossary terms that contain all words of a text."""
    names = stored_names()
    query = parse(text, names.synonyms)
    if not query.terms:
        return Results(cleaned(text))
    hits, used = index.find(query), query
    if not hits.count:
        used = query.loose()
        hits = index.find(used)
    topics, entries = _topics(used), names.holding(used)
    if not hits.count:
        return Results(
            query.text,
            has_terms=True,
            topics=topics,
            entries=entries,
            meant=_meant(query, names),
            shorter=_shorter(query),
        )
    ids = _led_by(names.question_about(used), hits.ids)
    shown = Paginator(ids, PAGE_SIZE).get_page(page)
    return Results(
        query.text,
        hits.count,
        shown,
        _found(list(shown), used),
        topics,
        entries,
        is_loose=used is not query,
        has_terms=True,
    )


def _led_by(slug: str, ids: Sequence[int]) -> Sequence[int]:
    """The ids, first that of the question that the glossary says to read, if it was found."""
    if not slug:
        return ids
    first = Question.published.filter(slug=slug, pk__in=ids).values_list("pk", flat=True)
    return [*first, *(each for each in ids if each not in first)]


def _found(ids: list[int], query: Query) -> list[Found]:
    marker = Marker(query)
    questions = Question.published.only(*SHOWN).in_bulk(ids)
    passages = index.passages_by_question(ids)
    return [
        Found(
            questions[found],
            marker.marked(Line([questions[found].title])),
            marker.excerpts(passages.get(found, [])),
        )
        for found in ids
        # A question that was withdrawn between the two queries is left out.
        if found in questions
    ]


def _topics(query: Query) -> list[Topic]:
    """The topics whose title contains the whole query; few enough to scan them all."""
    return [topic for topic in public_topics() if is_all_in(query, topic.title)]


def _shorter(query: Query) -> list[Way]:
    """The searches with one word left out that find something."""
    if len(query.terms) < 2:
        return []
    ways = []
    for term in query.terms[:MOST_LEFT_OUT]:
        without = query.without(term)
        if count := index.number_of_hits(without):
            ways.append(Way(without.text, count, term.shown))
    return sorted(ways, key=lambda way: way.count)


def _meant(query: Query, names: Names) -> Way | None:
    """The query respelled with words of titles and the glossary, if that finds something."""
    words = _words_of_titles(names)
    spelled = [_spelled(term, words) for term in query.terms]
    text = " ".join(spelled)
    if text.lower() == " ".join(term.shown for term in query.terms).lower():
        return None
    count = index.number_of_hits(parse(text, names.synonyms))
    return Way(text, count) if count else None


def _words_of_titles(names: Names) -> dict[str, set[str]]:
    """The words of titles, topics and the glossary, by their first letter."""
    texts = [
        *Question.published.values_list("title", flat=True)[:MOST_TITLES],
        *Topic.objects.values_list("title", flat=True),
        *(name for term in names.terms for name in names_of(term)),
    ]
    words: dict[str, set[str]] = {}
    for word in set(" ".join(texts).lower().replace("-", " ").split()):
        bare = word.strip("?!.,:;()“”\"'")
        if bare.isalpha() and len(bare) > 2 and bare not in STOP_WORDS:
            words.setdefault(bare[0], set()).add(bare)
    return words


def _spelled(term: SearchTerm, words: dict[str, set[str]]) -> str:
    """A word as it is spelled in the bank; unchanged if no word of the bank is close."""
    word = term.shown.lower()
    if term.parts or not word.isalpha() or len(word) < 4:
        return term.shown
    near = [
        other
        for first in {word[0], word[1]}
        for other in words.get(first, ())
        if abs(len(other) - len(word)) <= 2
    ]
    close = get_close_matches(word, sorted(near)[:MOST_COMPARED], 1, CLOSE_ENOUGH)
    return close[0] if close else term.shown
