"""One task with its numbers, as every format shows it: what is asked, and what to choose from."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.template.loader import render_to_string
from django.utils.html import escape

from attention_engine import format_array
from quizzes.answering.prompt import givens_of
from quizzes.answering.task import Task
from quizzes.items import KINDS
from quizzes.items.kinds.exported import ExportOption
from quizzes.items.kinds.letters import LETTERS
from quizzes.models import Item
from quizzes.numbers.given import Given
from quizzes.numbers.table import ArrayTable, table_of
from quizzes.templatetags.numbers import engine_words

from .plain import as_markdown, as_text, escaped
from .portable import portable

MOST_VARIANTS, USUAL_VARIANTS = 10, 3


@dataclass(frozen=True)
class Choice:
    """One answer to choose from. `why` says what is wrong with it, or for the options of an author
    why it is right or wrong. Both are HTML of this site. `array` is the answer if it is numbers;
    `words` are those of the engine in `why`, as it writes them."""

    letter: str
    right: bool
    answer: str
    why: str = ""
    array: str = ""
    words: str = ""

    @property
    def html(self) -> str:
        return portable(self.answer)

    @property
    def text(self) -> str:
        return self.array or as_text(self.answer)

    @property
    def markdown(self) -> str:
        return escaped(self.array) if self.array else as_markdown(self.answer)

    @property
    def why_html(self) -> str:
        return portable(self.why)

    @property
    def why_text(self) -> str:
        return self.words or as_text(self.why)

    @property
    def why_markdown(self) -> str:
        return escaped(self.words) if self.words else as_markdown(self.why)


@dataclass(frozen=True)
class Card:
    """A task at one of its released seeds. `number` counts the variants of its item in an export.

    What identifies a card is its item and this number, so that an edited task, whose numbers may be
    others, takes the place of the one that was exported before.
    """

    task: Task
    number: int

    @property
    def item(self) -> Item:
        return self.task.item

    @property
    def key(self) -> str:
        return f"{self.item}/{self.number}"

    @property
    def title(self) -> str:
        return f"{self.item.question.title} · {self.kind_words} ({self.number})"

    @property
    def kind_words(self) -> str:
        return KINDS[self.item.kind].words

    @property
    def takes_many(self) -> bool:
        return self.task.kind.takes_many

    @property
    def words(self) -> str:
        """What to do, in a sentence."""
        if self.is_open:
            return " ".join(filter(None, ("What is the answer?", self.tolerance)))
        return self.task.kind.export_words()

    @property
    def tolerance(self) -> str:
        return self.task.kind.tolerance_words()

    @property
    def is_open(self) -> bool:
        """Whether no wrong answer is known, so that there is nothing to choose from."""
        return len(self.choices) < 2

    @cached_property
    def givens(self) -> list[Given]:
        return givens_of(self.task)

    @property
    def given_tables(self) -> list[tuple[Given, ArrayTable | None]]:
        return [(g, None if g.value is None else table_of(g.value, None)) for g in self.givens]

    @cached_property
    def lines(self) -> list[tuple[str, str]]:
        """The lines to put in order, as HTML, with their letters."""
        rendered = map(self.task.line_html, self.task.kind.shown_lines())
        return list(zip(LETTERS, rendered, strict=False))

    @cached_property
    def choices(self) -> list[Choice]:
        options = self.task.kind.export_options()
        return [self._choice(letter, o) for letter, o in zip(LETTERS, options, strict=False)]

    @property
    def right(self) -> list[Choice]:
        return [choice for choice in self.choices if choice.right]

    @cached_property
    def ask_html(self) -> str:
        """The task as HTML without the answers to choose from."""
        html = render_to_string("quizzes/exporting/_task.html", {"card": self})
        return portable(html)

    @property
    def explain_html(self) -> str:
        return portable(self.task.rendered["explain"])

    @property
    def ask_text(self) -> str:
        """The same as plain text, with numbers as a program reads them."""
        parts = [as_text(self.task.ask_html), *self._givens_text()]
        parts += [f"{letter}. {as_text(line)}" for letter, line in self.lines]
        return "\n\n".join([*parts, self.words])

    def _givens_text(self) -> Iterator[str]:
        for given in self.givens:
            yield f"{given.name} = {given_text(given)} ({given.meaning})"

    @property
    def explain_text(self) -> str:
        return as_text(self.task.rendered["explain"])

    def _choice(self, letter: str, option: ExportOption) -> Choice:
        answer, array = escape(option.text), ""
        if option.index >= 0:
            answer = self.task.rendered["options"][option.index]["text"]
        elif option.value is not None:
            table = table_of(option.value, option.decimals)
            answer = render_to_string("quizzes/exporting/_array.html", {"table": table})
            array = format_array(option.value, decimals=option.decimals)
        return Choice(letter, option.right, answer, self._why(option), array, option.why)

    def _why(self, option: ExportOption) -> str:
        if option.index >= 0:
            return self.task.rendered["options"][option.index]["why"]
        if option.line >= 0:
            return self.task.rendered["lines"][option.line]["too_early"]
        return f"<p>{engine_words(option.why)}</p>" if option.why else ""


def cards_of(item: Item, variants: int) -> list[Card]:
    """The cards of an item, as many as it has different numbers, at most `variants`."""
    return [Card(Task(item, seed), n) for n, seed in enumerate(exported_seeds(item, variants), 1)]


def exported_seeds(item: Item, variants: int) -> list[int]:
    """The seeds of an export: the last ones, because the site asks the first ones first. A task
    whose answer is the same with all numbers is exported once."""
    if Task(item, item.seeds[-1]).has_one_answer:
        return item.seeds[-1:]
    return item.seeds[::-1][:variants]


def given_text(given: Given) -> str:
    """The value of a given as a program reads it."""
    return given.text if given.value is None else format_array(given.value.astype(float))
