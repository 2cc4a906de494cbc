"""Looks up what a text needs to know about the bank in the database."""

import re
from collections.abc import Iterable

from quizzes.items import ItemSpec
from quizzes.models import UNPLACED, Item, Question, Quiz, QuizItem, Script, Term, Topic

from ..page.known_pages import Known, KnownPage, anchors_of, context_page
from ..page.plain_words import plain_words
from ..page.terms import Terms
from ..text.paths import (
    CONTEXT_FILE,
    QUESTION_FILE,
    QUIZ_FILE,
    context_file,
    question_file,
    quiz_file,
)
from .items import is_same_item

# After the words of a link, or after the name of one that is written further down.
_LINKED_FILE = re.compile(r"\][(:]\s*<?([\w./-]+\.md)")
_HEADING = re.compile(r'<h[1-6] id="([^"]+)">(.*?)</h[1-6]>', re.DOTALL)


def linked_files(*texts: str) -> set[str]:
    """The files of the bank that Markdown texts link to."""
    return {name for text in texts for name in _LINKED_FILE.findall(text)}


def known_to(slug: str, *texts: str) -> Known:
    """What the rules need to know to judge the texts of the question at `slug`."""
    known = known_pages(linked_files(*texts))
    known.topics = known_topics()
    known.used_items = {
        f"{slug}/{key}": quiz_file(quiz)
        for key, quiz in QuizItem.objects.filter(item__question__slug=slug).values_list(
            "item__key", "quiz__slug"
        )
    }
    known.used_scripts = {
        identity: quiz_file(quiz.slug)
        for quiz in Quiz.objects.filter(interview__isnull=False)
        for identity in quiz.interview["scripts"]
        if identity.partition("/")[0] == slug
    }
    return known


def known_pages(names: Iterable[str]) -> Known:
    """The named pages that the database has."""
    names = set(names)
    slugs = {
        match["slug"]
        for name in names
        if (match := QUESTION_FILE.fullmatch(name) or CONTEXT_FILE.fullmatch(name))
    }
    pages: dict[str, KnownPage] = {}
    for question in Question.objects.filter(slug__in=slugs):
        name = question_file(question.number, question.slug)
        pages[name] = KnownPage(question.title, anchors_of(question.blocks))
        if question.context_html:
            anchors = _anchors_in(question.context_html)
            pages[context_file(name)] = context_page(question.title, anchors)
    quizzes = {match["slug"] for name in names if (match := QUIZ_FILE.fullmatch(name))}
    for quiz in Quiz.objects.filter(slug__in=quizzes):
        pages[quiz_file(quiz.slug)] = KnownPage(quiz.title, _anchors_in(quiz.intro_html))
    return Known({name: page for name, page in pages.items() if name in names})


def _anchors_in(html: str) -> dict[str, str]:
    """The ids of the headings in stored HTML, with their words."""
    return {anchor: plain_words(words) for anchor, words in _HEADING.findall(html)}


def known_topics() -> frozenset[str] | None:
    """The topics of `topics.yaml` as last synced, or None if the bank has no such list."""
    slugs = Topic.objects.filter(position__lt=UNPLACED).values_list("slug", flat=True)
    return frozenset(slugs) or None


def stored_terms() -> Terms:
    """The terms of the glossary as last synced. One query."""
    rows = Term.objects.values_list("slug", "title", "aliases")
    return Terms(tuple((slug, (title, *aliases)) for slug, title, aliases in rows))


def known_items(identities: Iterable[str]) -> set[str]:
    """The given items (`question-slug/item-key`) that exist."""
    return set(items_by_identity(identities))


def known_scripts(identities: Iterable[str]) -> set[str]:
    """The given scripts (`question-slug/script-key`) that exist."""
    wanted = set(identities)
    slugs = {identity.partition("/")[0] for identity in wanted}
    rows = Script.objects.filter(question__slug__in=slugs, retired=False)
    found = {f"{slug}/{key}" for slug, key in rows.values_list("question__slug", "key")}
    return found & wanted


def items_by_identity(identities: Iterable[str]) -> dict[str, Item]:
    """The given items that exist and are not retired, by `question-slug/item-key`."""
    wanted = set(identities)
    rows = Item.objects.filter(
        question__slug__in={identity.partition("/")[0] for identity in wanted},
        key__in={identity.partition("/")[2] for identity in wanted},
        retired=False,
    ).select_related("question")
    found = {f"{item.question.slug}/{item.key}": item for item in rows}
    return {identity: item for identity, item in found.items() if identity in wanted}


class ProvenItems:
    """Says whether an item of these questions passed its proofs when it was stored."""

    def __init__(self, slugs: Iterable[str]) -> None:
        rows = Item.objects.filter(question__slug__in=list(slugs), retired=False)
        self.specs = {
            f"{slug}/{key}": spec
            for slug, key, spec, seeds in rows.values_list("question__slug", "key", "spec", "seeds")
            if seeds
        }

    def __call__(self, identity: str, spec: ItemSpec) -> bool:
        return identity in self.specs and is_same_item(self.specs[identity], spec)
