"""The items, without their answers."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router

from attention_engine import format_array
from quizzes.answering.boxes import AnswerBoxes
from quizzes.answering.form_tokens import issue_item_token
from quizzes.answering.next_task import next_task
from quizzes.answering.prompt import givens_of
from quizzes.answering.task import Task, UnknownSeed, task_of
from quizzes.items import KINDS
from quizzes.models import Item

from ..learners import learner_of_request
from ..paging import page_of, paged
from ..problems import FieldFault, Refused, refuse_fields
from ..schemas import bank as schemas
from ..values import numbers

router = Router(tags=["Questions and items"])

NO_ITEM = (
    "This item does not exist or has been withdrawn. GET /api/v1/items lists those that exist."
)


@router.get("/items", operation_id="listItems", summary="List the items", response=schemas.Items)
def list_items(request: HttpRequest, query: Query[schemas.ItemQuery]) -> schemas.Items:
    """List the items of all published questions, or of one question, or of one kind."""
    items = Item.published.order_by("question__number", "position")
    if query.question:
        items = items.filter(question__slug=query.question)
    if query.kind:
        items = items.filter(kind=query.kind)
    page = page_of(items, query.page)
    return schemas.Items(**paged(page), items=[item_row(item) for item in page])


@router.get(
    "/questions/{slug}/items/{key}",
    operation_id="readItem",
    summary="Read an item with its numbers",
    response=schemas.Item,
)
def read_item(
    request: HttpRequest,
    slug: Path[schemas.Slug],
    key: Path[schemas.Slug],
    seed: Query[schemas.Seed | None] = None,
) -> schemas.Item:
    """Read one variant of an item: its task and its givens. The same seed gives the same numbers.

    Without a seed you get the first variant that this learner has not yet answered correctly.
    """
    item = find_item(slug, key)
    try:
        task = next_task(item, learner_of_request(request)) if seed is None else task_of(item, seed)
    except UnknownSeed as error:
        message = f"{error} It comes with {', '.join(map(str, item.seeds))}."
        raise refuse_fields([FieldFault(field="seed", message=message)]) from error
    now = timezone.now().timestamp()
    return schemas.Item(
        **item_row(item).model_dump(),
        **_task(task),
        token=issue_item_token(item.pk, item.version, task.seed, now),
    )


def find_item(slug: str, key: str) -> Item:
    """A published item. Raises Refused if there is none."""
    found = Item.published.filter(question__slug=slug, key=key).first()
    if found is None or not found.seeds:
        raise Refused(404, NO_ITEM)
    return found


def item_row(item: Item) -> schemas.ItemRow:
    return schemas.ItemRow(
        question=item.question.slug,
        key=item.key,
        kind=item.kind,
        kind_words=KINDS[item.kind].words,
        version=item.version,
        seeds=item.seeds,
        ask_html=item.ask_html,
        url=item.get_absolute_url(),
    )


def _task(task: Task) -> dict[str, Any]:
    """What the page of a task shows before it is answered, as fields."""
    boxes = AnswerBoxes(task)
    return {
        "seed": task.seed,
        "givens": [
            schemas.Given(
                name=given.name,
                meaning=given.meaning,
                value=numbers(given.value),
                text=given.text,
            )
            for given in givens_of(task)
        ],
        "options": [
            schemas.Shown(
                letter=option.letter,
                html=option.html or "",
                text=""
                if option.value is None
                else format_array(option.value, decimals=option.decimals),
            )
            for option in boxes.options()
        ],
        "lines": [
            schemas.Shown(letter=letter, html=html, text="") for letter, html in boxes.lines()
        ],
        "steps": [
            schemas.Step(name=name, title=title) for name, title in task.kind.step_titles().items()
        ],
        "how_to_answer": task.kind.how_to_answer(),
        "tolerance": task.kind.tolerance_words(),
    }
