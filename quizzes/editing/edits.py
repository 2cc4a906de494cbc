"""Edits of the bank in the browser: checked by the same rules as files, then stored."""

import re

from django.contrib.auth.models import User

from quizzes.bank.checking.check import check_question_texts
from quizzes.bank.page.render import render_quiz
from quizzes.bank.rules import Subject, judge
from quizzes.bank.store.lookup import (
    ProvenItems,
    known_items,
    known_pages,
    known_scripts,
    known_to,
    linked_files,
)
from quizzes.bank.store.questions import save_question
from quizzes.bank.store.quizzes import save_quiz
from quizzes.bank.store.revisions import Change
from quizzes.bank.text.document import parse_quiz, question_name
from quizzes.bank.text.faults import ContentFaults, Fault
from quizzes.bank.text.newlines import in_the_form_of, plain
from quizzes.bank.text.paths import quiz_file
from quizzes.models import Attempt, Origin, Question, Quiz

_LINE_END = re.compile(r"(\r\n|\r|\n)")
_STATUS = re.compile(r"([\"']?status[\"']?\s*:\s*)([\"']?)\w+\2")


def texts_as_stored(question: Question, source: str, context_source: str) -> tuple[str, str]:
    """Texts from a form, with the line endings of the stored ones.

    A context of only whitespace becomes empty.
    """
    context = context_source if context_source.strip() else ""
    pattern = question.context_source or plain(question.source) or "\n"
    return in_the_form_of(source, question.source), in_the_form_of(context, pattern)


def faults_of_question(
    question: Question, source: str, context_source: str = "", *, as_published: bool = False
) -> list[Fault]:
    """The faults these texts would have under the content rules if they were `question`'s."""
    slug = question.slug
    return check_question_texts(
        question_name(slug, source),
        source,
        context_source,
        known_to(slug, source, context_source),
        ProvenItems([slug]),
        as_published,
    )


def store_question(
    question: Question,
    source: str,
    context_source: str,
    *,
    author: User | None = None,
    version: int | None = None,
) -> tuple[Question, list[Fault]]:
    """Stores an edit that passes the rules; also returns the faults that a draft may have.

    `version` is the row's version that the edit began from. Raises ContentFaults for texts that
    break the rules, and EditConflict if the row has changed since.
    """
    faults = _refused_if_blocking(faults_of_question(question, source, context_source))
    if version is not None:
        question.version = version
    change = Change(Origin.BROWSER, author)
    return save_question(question, source, context_source, change=change), faults


def faults_of_quiz(quiz: Quiz, source: str) -> list[Fault]:
    """The faults this text would have under the content rules if it were `quiz`'s."""
    text = plain(source)
    parsed, faults = parse_quiz(quiz_file(quiz.slug), text)
    if parsed is None:
        return sorted(faults)
    known = known_pages(linked_files(text))
    known.items = known_items(parsed.meta.items)
    known.scripts = known_scripts(parsed.scripts_listed)
    return judge(Subject(parsed, render_quiz(parsed), known, text))


def store_quiz(
    quiz: Quiz, source: str, *, author: User | None = None, version: int | None = None
) -> tuple[Quiz, list[Fault]]:
    """Like store_question, for a quiz."""
    faults = _refused_if_blocking(faults_of_quiz(quiz, source))
    if version is not None:
        quiz.version = version
    return save_quiz(quiz, source, change=Change(Origin.BROWSER, author)), faults


def set_status(
    question: Question, status: str, author: User | None = None
) -> tuple[Question, list[Fault]]:
    """Publishes a question or takes it back by changing only its status line.

    Raises like store_question.
    """
    source = with_status(question.source, status)
    return store_question(question, source, question.context_source, author=author)


def set_quiz_status(
    quiz: Quiz, status: str, author: User | None = None
) -> tuple[Quiz, list[Fault]]:
    """Like set_status, for a quiz."""
    return store_quiz(quiz, with_status(quiz.source, status), author=author)


def with_status(source: str, status: str) -> str:
    """`source` with another status in its front matter and every other character unchanged.

    Raises ContentFaults if the front matter has no line for it.
    """
    parts = _LINE_END.split(source)
    for index in range(2, len(parts), 2):
        if parts[index].rstrip() == "---":
            break
        if match := _STATUS.match(parts[index]):
            parts[index] = f"{match[1]}{match[2]}{status}{match[2]}{parts[index][match.end() :]}"
            return "".join(parts)
    message = "put the status on its own line between the two ---, as in status: draft"
    raise ContentFaults([Fault("", 1, "FRONT-MATTER", message)])


def why_it_stays(question: Question) -> str:
    """Why a question cannot be deleted, in words for an editor; empty if it can."""
    answers = Attempt.objects.filter(item__question=question).count()
    if answers:
        number = "One answer was" if answers == 1 else f"{answers} answers were"
        return (
            f"{number} given to the items of this question, and the record of answers is never "
            "deleted. Take the question back to draft instead to hide it."
        )
    quizzes = Quiz.objects.filter(items__question=question).distinct()
    if quizzes:
        titles = ", ".join(f"“{quiz.title}”" for quiz in quizzes)
        return f"Its items are used in the quiz {titles}. Remove them there first."
    return ""


def _refused_if_blocking(faults: list[Fault]) -> list[Fault]:
    if any(fault.blocks for fault in faults):
        raise ContentFaults(faults)
    return faults
