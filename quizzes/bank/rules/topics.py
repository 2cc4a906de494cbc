"""If the bank has a list of topics, every question's topic is in it."""

from collections.abc import Iterator
from difflib import get_close_matches

from .base import Finding, Subject, rule


@rule("TOPIC", of_drafts="is told")
def topic_is_known(subject: Subject) -> Iterator[Finding]:
    question, topics = subject.question, subject.known.topics
    if question is None or topics is None or question.meta.topic in topics:
        return
    close = get_close_matches(question.meta.topic, sorted(topics), 1)
    hint = f"; did you mean {close[0]}?" if close else ""
    message = f"there is no topic {question.meta.topic} in topics.yaml{hint}"
    yield question.name, question.document.line_of(("topic",)), message
