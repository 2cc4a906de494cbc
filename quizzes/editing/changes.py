"""Describes in words what an edit changed, for the record of who did what."""

from typing import Any

from quizzes.bank.text.document import ParsedQuestion, parse_question, parse_quiz, question_name
from quizzes.bank.text.fences import Segment
from quizzes.bank.text.newlines import plain
from quizzes.bank.text.paths import quiz_file
from quizzes.bank.text.spans import headings_in

NOTHING = "Nothing changed."

Parts = dict[str, Any]


def changes_of_question(slug: str, before: tuple[str, str], after: tuple[str, str]) -> str:
    """`before` and `after` are (source, context source)."""
    old, new = (_question_parts(slug, *texts) for texts in (before, after))
    return _in_words(old, new, before != after)


def changes_of_quiz(slug: str, before: str, after: str) -> str:
    old, new = (_quiz_parts(slug, text) for text in (before, after))
    return _in_words(old, new, before != after)


def _in_words(old: Parts, new: Parts, differs: bool) -> str:
    words = [_word(name, old, new) for name in {**old, **new}]
    found = [word for word in words if word]
    if found:
        return "; ".join(found) + "."
    return "Spaces or line endings only." if differs else NOTHING


def _word(name: str, old: Parts, new: Parts) -> str:
    if name not in old:
        return f"{name} added"
    if name not in new:
        return f"{name} removed"
    if old[name] == new[name]:
        return ""
    if isinstance(new[name], int) or name == "status":
        return f"{name} {old[name]} → {new[name]}"
    return f"{name} changed"


def _question_parts(slug: str, source: str, context_source: str) -> Parts:
    parsed, _faults = parse_question(question_name(slug, source), source, context_source)
    if parsed is None:
        # The text was stored under older rules.
        return {"text": plain(source)}
    parts: Parts = dict(parsed.meta.model_dump())
    parts |= _sections(parsed)
    parts |= {f"example {block.spec.key}": block.spec.model_dump() for block in parsed.examples}
    parts |= {f"item {block.spec.key}": block.spec.model_dump() for block in parsed.items}
    parts |= {f"script {block.spec.key}": block.spec.model_dump() for block in parsed.scripts}
    if parsed.context.strip():
        parts["extended context"] = parsed.context.split()
    return parts


def _sections(parsed: ParsedQuestion) -> dict[str, list[str]]:
    """The words of each section, by its `##` heading."""
    sections: dict[str, list[str]] = {}
    title = "text before the first heading"
    for part in parsed.parts:
        if not isinstance(part, Segment):
            continue
        starts = {line: words for line, level, words in headings_in(part.text) if level == 2}
        for number, line in enumerate(part.text.split("\n"), start=1):
            if number in starts:
                title = f"“{starts[number]}”"
                sections.setdefault(title, [])
            elif line.strip():
                sections.setdefault(title, []).extend(line.split())
    return sections


def _quiz_parts(slug: str, source: str) -> Parts:
    parsed, _faults = parse_quiz(quiz_file(slug), source)
    if parsed is None:
        return {"text": plain(source)}
    return parsed.meta.model_dump() | {"intro": parsed.body.split()}
