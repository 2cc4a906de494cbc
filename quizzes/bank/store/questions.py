"""The only way into the bank: renders a text and writes everything derived from it."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from quizzes.models import PageLink, Question, Status, Topic, reading_order
from quizzes.search import index

from ..page.fingerprint import render_hash
from ..page.render import Rendered, linked_questions, render_question
from ..text.document import ParsedQuestion, parse_question, question_name
from ..text.faults import ContentFaults, Fault
from .items import ItemPlan, plan_items, write_items
from .lookup import stored_terms
from .revisions import IN_BROWSER, Change, keep_question
from .scripts import write_scripts


class EditConflict(Exception):
    """Somebody else's edit was stored first. Nothing of this edit was written."""


@dataclass(frozen=True)
class PreparedQuestion:
    """Everything that will be written, computed before the transaction begins."""

    question: Question
    parsed: ParsedQuestion
    rendered: Rendered
    source: str
    context_source: str
    items: list[ItemPlan]

    @property
    def is_new_text(self) -> bool:
        now = (self.question.source, self.question.context_source, self.question.slug)
        return now != (self.source, self.context_source, self.parsed.slug)


def save_question(
    question: Question,
    source: str,
    context_source: str = "",
    *,
    change: Change = IN_BROWSER,
    synced: bool = False,
) -> Question:
    """Stores a question's texts and everything derived from them, in one transaction.

    `question` is a row as it was loaded, or a new `Question(slug=...)`. `change` is recorded if
    the texts are new. `synced` says that they come from the files, so they become the base of the
    next merge.
    Raises ContentFaults for texts that cannot be read or a number that is taken, and EditConflict
    if the row's version has changed since it was loaded. Checking the content rules is up to the
    caller: see check_question_texts.
    """
    name = question_name(question.slug, source)
    parsed, faults = parse_question(name, source, context_source)
    if parsed is None:
        raise ContentFaults(faults)
    rendered = render_question(parsed, terms=stored_terms())
    prepared = prepare_question(question, parsed, rendered, source, context_source)
    return write_question(prepared, change, synced=synced)


def prepare_question(
    question: Question,
    parsed: ParsedQuestion,
    rendered: Rendered,
    source: str,
    context_source: str,
) -> PreparedQuestion:
    """Works out the items' versions and seeds. Reads the database and writes nothing."""
    renamed = question.pk is not None and question.slug != parsed.slug
    items = plan_items(question, parsed, rendered.items, all_anew=renamed)
    return PreparedQuestion(question, parsed, rendered, source, context_source, items)


def write_question(prepared: PreparedQuestion, change: Change, *, synced: bool) -> Question:
    """Writes what was prepared; see save_question."""
    question, parsed = prepared.question, prepared.parsed
    with transaction.atomic():
        _refuse_a_taken_number(prepared, synced)
        values = _values(prepared, synced)
        if question.pk is None:
            try:
                question = Question.objects.create(**values)
            except IntegrityError as error:
                # Two people created the same question at the same moment.
                raise EditConflict(
                    f"somebody else created {parsed.name} in the meantime"
                ) from error
        else:
            # Only a new text raises the version: rendering again is not an edit.
            step = int(prepared.is_new_text)
            rows = Question.objects.filter(pk=question.pk, version=question.version)
            if not rows.update(version=F("version") + step, updated_at=timezone.now(), **values):
                raise EditConflict(f"somebody else changed {parsed.name} in the meantime")
            question = Question.objects.get(pk=question.pk)
        if prepared.is_new_text:
            keep_question(question, change)
        write_items(question, prepared.items)
        write_scripts(question, prepared.rendered.scripts)
        _write_links(question, prepared.rendered)
        index.put([index.entry_of(question)])
    return question


def _values(prepared: PreparedQuestion, synced: bool) -> dict[str, Any]:
    topic, _created = Topic.objects.get_or_create(
        slug=prepared.parsed.meta.topic,
        defaults={"title": prepared.parsed.meta.topic.replace("-", " ").capitalize()},
    )
    values = prepared.rendered.fields | {
        "slug": prepared.parsed.slug,
        "topic": topic,
        "reading_order": reading_order(topic.position, prepared.parsed.meta.number),
        "source": prepared.source,
        "context_source": prepared.context_source,
        "render_hash": render_hash(
            prepared.source, prepared.context_source, terms=prepared.rendered.terms_key
        ),
    }
    now = timezone.now()
    if prepared.question.pk is None or prepared.is_new_text:
        values["text_changed_at"] = now
    if values["status"] == Status.PUBLISHED and prepared.question.first_public_at is None:
        values["first_public_at"] = now
    if synced:
        values |= {
            "synced_source": prepared.source,
            "synced_context_source": prepared.context_source,
            "file_missing_since": None,
        }
    return values


def _refuse_a_taken_number(prepared: PreparedQuestion, synced: bool) -> None:
    parsed = prepared.parsed
    others = Question.objects.exclude(pk=prepared.question.pk)
    other = others.filter(number=parsed.meta.number).first()
    if synced and prepared.question.pk is None and other and other.slug == parsed.slug:
        # The row did not exist when the sync began: another sync wrote the same file first.
        raise EditConflict(f"somebody else created {parsed.name} in the meantime")
    if other is not None:
        message = f"number {parsed.meta.number} is taken by “{other.title}”; choose another"
        line = parsed.document.line_of(("number",))
        raise ContentFaults([Fault(parsed.name, line, "UNIQUE", message)])
    if others.filter(slug=parsed.slug).exists():
        message = f"the address {parsed.slug} is taken by another question; choose another"
        raise ContentFaults([Fault(parsed.name, 1, "UNIQUE", message)])


def _write_links(question: Question, rendered: Rendered) -> None:
    """Stores which other questions the page and its context link to."""
    targets = linked_questions(rendered) - {question.slug}
    stored = set(question.page_links.values_list("target", flat=True))
    question.page_links.filter(target__in=stored - targets).delete()
    PageLink.objects.bulk_create(
        PageLink(question=question, target=target) for target in sorted(targets - stored)
    )
