"""The contents of a topic's printable sheet: the short answer and key points of each question.

No item is read here, so a sheet gives no answer away.
"""

import re
from dataclasses import dataclass
from typing import Any

from quizzes.bank.page.plain_words import plain_words
from quizzes.bank.page.render import SHORT_ANSWER
from quizzes.models import Question, Topic

from .examples import example_panel

# A sheet is for paper, so a topic with more questions gets only its first ones.
MOST = 40
MOST_FORMULAS = 4
_PARTS = re.compile(r'<h2 id="([^"]*)">(.*?)</h2>(.*?)(?=<h2 |\Z)', re.DOTALL)
_FORMULA = re.compile(r'<span class="formula".*?</math></span>', re.DOTALL)
_ID = re.compile(r'(<h[3-6]) id="[^"]*"')
_LINK = re.compile(r"</?a\b[^>]*>")
_OFTEN_HEARD = "wrong answers"


@dataclass(frozen=True)
class Sheet:
    """One question on the sheet. `example` is the panel of its first worked example."""

    question: Question
    short: str
    formulas: list[str]
    example: dict[str, Any] | None
    wrong_answers: str


def sheets_of(topic: Topic) -> list[Sheet]:
    """The sheets of a topic's questions in reading order. One query."""
    questions = Question.published.select_related(None).filter(topic=topic)
    fields = ("number", "slug", "title", "blocks", "context_html")
    found = questions.only(*fields).order_by("reading_order")[:MOST]
    return [_sheet(question) for question in found]


def _sheet(question: Question) -> Sheet:
    page = "".join(block["html"] for block in question.blocks if block["type"] == "html")
    short = next((html for name, _title, html in _PARTS.findall(page) if name == SHORT_ANSWER), "")
    examples = [block for block in question.blocks if block["type"] == "example"]
    return Sheet(
        question,
        _on_paper(short),
        _formulas(page, short),
        example_panel(examples[0], question) if examples else None,
        _on_paper(_wrong_answers(question.context_html)),
    )


def _formulas(page: str, short: str) -> list[str]:
    """The first display formulas that are not in the short answer."""
    shown = set(_FORMULA.findall(short))
    return [found for found in dict.fromkeys(_FORMULA.findall(page)) if found not in shown][
        :MOST_FORMULAS
    ]


def _wrong_answers(context: str) -> str:
    for _name, title, html in _PARTS.findall(context):
        if plain_words(title).lower().startswith(_OFTEN_HEARD):
            return html
    return ""


def _on_paper(html: str) -> str:
    """Part of another page, without heading ids and links, which are useless on paper."""
    return _LINK.sub("", _ID.sub(r"\1", html)).strip()
