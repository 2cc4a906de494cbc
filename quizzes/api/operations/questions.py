"""The questions, as HTML for people and in parts for programs."""

from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from quizzes.finding import question_list
from quizzes.models import Question

from ..paging import page_of, paged
from ..problems import Refused
from ..schemas import bank as schemas
from .items import item_row

router = Router(tags=["Questions and items"])


@router.get(
    "/questions",
    operation_id="listQuestions",
    summary="List the questions",
    response=schemas.Questions,
)
def list_questions(request: HttpRequest, query: Query[schemas.QuestionQuery]) -> schemas.Questions:
    """List the published questions by number, with the same filters as on the site."""
    filters = question_list.Filters.of(
        {"q": query.q, "topic": query.topic, "difficulty": str(query.difficulty or "")}
    )
    page = page_of(question_list.find_questions(filters, None).order_by("number"), query.page)
    return schemas.Questions(**paged(page), questions=[_row(found) for found in page])


@router.get(
    "/questions/{slug}",
    operation_id="readQuestion",
    summary="Read a question",
    response=schemas.Question,
)
def read_question(request: HttpRequest, slug: Path[schemas.Slug]) -> schemas.Question:
    """Read a question: its short and its long answer as HTML, its examples, items and sources."""
    found = Question.published.filter(slug=slug).first()
    if found is None:
        message = "This question does not exist. GET /api/v1/questions lists those that do."
        raise Refused(404, message)
    items = list(found.items.filter(retired=False))
    for item in items:
        item.question = found
    asked = {item.key: item.ask_html for item in items}
    return schemas.Question(
        **_row(found).model_dump(),
        minutes=found.minutes,
        blocks=[
            _block(block, asked)
            for block in found.blocks
            if block["type"] != "script" and (block["type"] != "item" or block["key"] in asked)
        ],
        context_html=found.context_html,
        sources=[schemas.Source(title=s["title"], url=s.get("url") or "") for s in found.sources],
        items=[item_row(item) for item in items],
    )


def _row(question: Question) -> schemas.QuestionRow:
    return schemas.QuestionRow(
        number=question.number,
        slug=question.slug,
        title=question.title,
        topic=schemas.Topic(slug=question.topic.slug, title=question.topic.title),
        difficulty=question.difficulty,
        summary=question.summary,
        url=question.get_absolute_url(),
    )


def _block(block: dict[str, Any], asked: dict[str, str]) -> schemas.Block:
    if block["type"] == "html":
        return schemas.Block(type="html", html=block["html"])
    if block["type"] == "item":
        return schemas.Block(type="item", key=block["key"], html=asked[block["key"]])
    return schemas.Block(
        type="example",
        key=block["key"],
        title=block["title"],
        html=block["note_html"],
        computation=block["computation"],
        inputs=block["inputs"],
    )
