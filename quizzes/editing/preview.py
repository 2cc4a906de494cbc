"""Previews a question's page from texts that are not stored."""

from dataclasses import dataclass, field
from typing import Any

from quizzes.bank.page.known_pages import known_question
from quizzes.bank.page.render import render_question
from quizzes.bank.rules import Subject, judge
from quizzes.bank.store.lookup import ProvenItems, known_to, stored_terms
from quizzes.bank.text.document import parse_question, question_name
from quizzes.bank.text.faults import Fault
from quizzes.bank.text.newlines import plain
from quizzes.models import Item, Question, Topic
from quizzes.pages.question import page_context


@dataclass(frozen=True)
class Preview:
    """`page` is the template context of the question; empty if the texts cannot be parsed."""

    faults: list[Fault]
    page: dict[str, Any] = field(default_factory=dict)


def preview_question(question: Question, source: str, context_source: str) -> Preview:
    """Renders the texts as `question`'s, with every fault. Nothing is written."""
    source, context_source = plain(source), plain(context_source)
    slug = question.slug
    parsed, faults = parse_question(question_name(slug, source), source, context_source)
    if parsed is None:
        return Preview(sorted(faults))
    # Like check_question_texts, but the rules and the page share one rendering.
    rendered = render_question(parsed, terms=stored_terms())
    known = known_to(slug, source, context_source).joined(known_question(parsed, rendered))
    is_proven = ProvenItems([slug])
    faults = judge(Subject(parsed, rendered, known, source, context_source, is_proven))
    title = parsed.meta.topic.replace("-", " ").capitalize()
    shown = Question(slug=slug, topic=Topic(slug=parsed.meta.topic, title=title), **rendered.fields)
    items = [
        Item(
            key=item.spec.key,
            kind=item.spec.kind,
            position=position,
            spec=item.stored,
            ask_html=item.ask_html,
        )
        for position, item in enumerate(rendered.items, start=1)
    ]
    return Preview(faults, page_context(shown, None, items))
