"""A quiz lists existing items and scripts, each once, and a question keeps those that are used."""

from collections.abc import Iterator

from ..text.document import ParsedQuiz
from .base import Finding, Subject, rule

TAKEN = "custom"


@rule("QUIZ")
def quiz_items_exist(subject: Subject) -> Iterator[Finding]:
    quiz = subject.parsed
    if not isinstance(quiz, ParsedQuiz):
        return
    seen: set[str] = set()
    for index, identity in enumerate(quiz.meta.items):
        line = quiz.document.line_of(("items", index))
        if identity not in subject.known.items:
            yield quiz.name, line, f"there is no item {identity}"
        if identity in seen:
            yield quiz.name, line, f"the item {identity} is listed twice"
        seen.add(identity)


@rule("QUIZ")
def interview_scripts_exist(subject: Subject) -> Iterator[Finding]:
    quiz = subject.parsed
    if not isinstance(quiz, ParsedQuiz):
        return
    seen: set[str] = set()
    for index, identity in enumerate(quiz.scripts_listed):
        line = quiz.document.line_of(("interview", "scripts", index))
        if identity not in subject.known.scripts:
            yield quiz.name, line, f"there is no script {identity}"
        if identity in seen:
            yield quiz.name, line, f"the script {identity} is listed twice"
        seen.add(identity)


@rule("QUIZ")
def quiz_address_is_its_own(subject: Subject) -> Iterator[Finding]:
    quiz = subject.parsed
    if isinstance(quiz, ParsedQuiz) and quiz.slug == TAKEN:
        yield quiz.name, 1, f"/quizzes/{TAKEN}/ is where learners make quizzes; rename the file"


@rule("QUIZ")
def used_scripts_stay(subject: Subject) -> Iterator[Finding]:
    question = subject.question
    if question is None:
        return
    own = {f"{question.slug}/{script.spec.key}" for script in question.scripts}
    for identity, quiz in sorted(subject.known.used_scripts.items()):
        if identity.partition("/")[0] == question.slug and identity not in own:
            message = f"the script {identity} is used by {quiz}; remove it there first"
            yield question.name, 1, message


@rule("QUIZ")
def used_items_stay(subject: Subject) -> Iterator[Finding]:
    question = subject.question
    if question is None:
        return
    own = {question.identity(item) for item in question.items}
    for identity, quiz in sorted(subject.known.used_items.items()):
        if identity.partition("/")[0] == question.slug and identity not in own:
            message = f"the item {identity} is used by {quiz}; remove it there first"
            yield question.name, 1, message
