"""Parses the texts of a question or a quiz into their parts. Renders nothing."""

import re
from dataclasses import dataclass, field

from .blocks import Block, ExampleBlock, ItemBlock, read_block
from .faults import Fault
from .fences import Segment, split_blocks
from .front_matter import QuestionMeta, QuizMeta, read_front_matter, split_front_matter
from .newlines import plain
from .paths import QUESTION_FILE, QUIZ_FILE, context_file, question_file
from .scripts import ScriptBlock
from .yaml_nodes import YamlDocument

MAX_BLOCKS = 100

Part = Segment | Block


@dataclass(frozen=True)
class ParsedQuestion:
    """`name` is the file's name; `parts` is the body in reading order.

    `context` is the extended context with plain newlines, ``""`` if there is none.
    """

    name: str
    slug: str
    meta: QuestionMeta
    document: YamlDocument
    parts: list[Part] = field(default_factory=list)
    context: str = ""

    @property
    def context_name(self) -> str:
        return context_file(self.name)

    @property
    def items(self) -> list[ItemBlock]:
        return [part for part in self.parts if isinstance(part, ItemBlock)]

    @property
    def examples(self) -> list[ExampleBlock]:
        return [part for part in self.parts if isinstance(part, ExampleBlock)]

    @property
    def scripts(self) -> list[ScriptBlock]:
        return [part for part in self.parts if isinstance(part, ScriptBlock)]

    def identity(self, item: ItemBlock) -> str:
        return f"{self.slug}/{item.spec.key}"


@dataclass(frozen=True)
class ParsedQuiz:
    name: str
    slug: str
    meta: QuizMeta
    document: YamlDocument
    body: str
    body_line: int

    @property
    def scripts_listed(self) -> list[str]:
        """The scripts of its mock interview; empty if it has none."""
        return self.meta.interview.scripts if self.meta.interview else []


def question_name(slug: str, source: str) -> str:
    """The file name of a question with this text, with 00 if its number cannot be read."""
    split = split_front_matter(plain(source))
    match = re.search(r"^number:[ \t]*(\d{1,6})[ \t]*$", split.yaml if split else "", re.MULTILINE)
    return question_file(int(match[1]) if match else 0, slug)


def parse_question(
    name: str, source: str, context_source: str = ""
) -> tuple[ParsedQuestion | None, list[Fault]]:
    """The parts of a question, or None with the faults that prevent reading it.

    `name` is the file's name, such as `24-dot-product.md`. It gives the slug and the paths of
    faults.
    """
    match = QUESTION_FILE.fullmatch(name)
    if match is None:
        return None, [Fault(name, 1, "NAME", "a question is named like 24-dot-product.md")]
    meta, split, document, faults = read_front_matter(name, plain(source), QuestionMeta)
    parts: list[Part] = []
    if split is not None:
        parts, part_faults = _parts(name, split.body, split.body_line)
        faults += part_faults
    if meta is None or document is None or faults:
        return None, faults
    if meta.number != int(match["number"]):
        message = f"number is {meta.number} but the file is named {name}"
        return None, [Fault(name, document.line_of(("number",)), "NUMBER", message)]
    parsed = ParsedQuestion(name, match["slug"], meta, document, parts, plain(context_source))
    return parsed, []


def parse_quiz(name: str, source: str) -> tuple[ParsedQuiz | None, list[Fault]]:
    match = QUIZ_FILE.fullmatch(name)
    if match is None:
        return None, [Fault(name, 1, "NAME", "a quiz is named like quizzes/dot-product.md")]
    meta, split, document, faults = read_front_matter(name, plain(source), QuizMeta)
    if meta is None or split is None or document is None:
        return None, faults
    return ParsedQuiz(name, match["slug"], meta, document, split.body, split.body_line), []


def _parts(name: str, body: str, first_line: int) -> tuple[list[Part], list[Fault]]:
    segments, faults = split_blocks(name, body, first_line)
    blocks = [segment for segment in segments if segment.type != "markdown"]
    if len(blocks) > MAX_BLOCKS:
        message = f"more than {MAX_BLOCKS} examples, items and scripts in one question"
        return [], [Fault(name, blocks[MAX_BLOCKS].line, "LIMIT", message)]
    parts: list[Part] = []
    for segment in segments:
        if segment.type == "markdown":
            parts.append(segment)
            continue
        block, block_faults = read_block(name, segment)
        faults += block_faults
        if block is not None:
            parts.append(block)
    return parts, faults
