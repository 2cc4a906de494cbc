"""Questions and items, without their answers."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from quizzes.finding.question_list import MAX_QUERY
from quizzes.items import KINDS
from quizzes.items.words import DIFFICULTIES

from ..values import Numbers
from .computing import Step

Slug = Annotated[str, Field(max_length=120)]
Html = Annotated[str, Field(description="Sanitized HTML with MathML.")]
PageNumber = Annotated[
    int, Field(ge=1, le=10_000, description="The page of the list, counted from 1.")
]
Seed = Annotated[int, Field(ge=0, lt=10**9)]


class QuestionQuery(BaseModel):
    q: str = Field(
        default="",
        max_length=MAX_QUERY,
        description="Words that the title or the text must contain.",
    )
    topic: str = Field(default="", max_length=80, description="The slug of a topic.")
    difficulty: int | None = Field(default=None, ge=min(DIFFICULTIES), le=max(DIFFICULTIES))
    page: PageNumber = 1


class ItemQuery(BaseModel):
    question: str = Field(default="", max_length=120, description="The slug of a question.")
    kind: Literal[tuple(KINDS)] | None = None  # pyright: ignore[reportInvalidTypeForm]
    page: PageNumber = 1


class Paged(BaseModel):
    count: int = Field(description="The total over all pages.")
    page: int
    pages: int


class Topic(BaseModel):
    slug: str
    title: str


class QuestionRow(BaseModel):
    number: int
    slug: str
    title: str
    topic: Topic
    difficulty: int = Field(ge=1, le=5)
    summary: str
    url: str = Field(description="The page for people.")


class Questions(Paged):
    questions: list[QuestionRow]


class ItemRow(BaseModel):
    question: str
    key: str
    kind: str
    kind_words: str
    version: int
    seeds: list[int] = Field(description="The available variants.")
    ask_html: Html
    url: str = Field(description="The page for people.")


class Items(Paged):
    items: list[ItemRow]


class Block(BaseModel):
    """A part of the page: `html`, an `example` with its inputs, or an `item`."""

    type: Literal["html", "example", "item"]
    html: Html = ""
    key: str = ""
    title: str = ""
    computation: str = ""
    inputs: dict[str, Any] = {}


class Source(BaseModel):
    title: str
    url: str


class Question(QuestionRow):
    minutes: int = Field(description="Minutes to read the page.")
    blocks: list[Block] = Field(description="The page in reading order.")
    context_html: Html = Field(description="The extended context; empty if there is none.")
    sources: list[Source]
    items: list[ItemRow]


class Given(BaseModel):
    name: str
    meaning: str
    value: Numbers | None = Field(description="null if the value is in `text`.")
    text: str


class Shown(BaseModel):
    """An option or a line, answered by its letter."""

    letter: str
    html: Html
    text: str = Field(description="The numbers of a computed option.")


class Item(ItemRow):
    """One variant of an item: its task only, without the answer."""

    seed: int
    givens: list[Given]
    options: list[Shown]
    lines: list[Shown]
    steps: list[Step] = Field(description="The steps to answer.")
    how_to_answer: str
    tolerance: str
    token: str = Field(
        description="Send it with the answer. Each token counts once; read the item for another."
    )
