"""Plain prose: no word twice in a row, no filler, no paragraph that is a page.

What stands in quotation marks, or in a quote that begins `> **A common answer**`, is the words
of others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..inline import MASK
from ..spans import code_regions, formulas, without_quote
from .base import Finding, Subject, rule
from .typed_results import COMMON_ANSWER

# The longest that a reader of question 24 is asked to take in at once has 97.
MOST_WORDS = 110

_DOUBLED = re.compile(r"\b([a-z]{2,})\s+\1\b(?!-)", re.IGNORECASE)
# "that that" and "had had" are English.
_MAY_DOUBLE = ("that", "had")
_FILLER = re.compile(
    r"""
    \b (?: simply | obviously | basically | needless\ to\ say | it\ goes\ without\ saying
      # "just as long", "just below" and "has just seen" say something.
      | (?<! has\s) (?<! have\s) (?<! had\s)
        just (?! \s+ (?: as | one | enough | inside | outside | above | below | over | under
                       | before | after | then ) \b )
      # "the very same" says something.
      | (?<! the\s) (?<! this\s) (?<! that\s) very
      # "a clearly larger score" says something.
      | clearly (?= , )
    ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]*”|(?<!\w)\"[^\"]*\"(?!\w)")
_ALONE = re.compile(r"#{1,6} |\||<|-{3,}$|={3,}$")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}\.)[ \t]+(?=\S)")


@dataclass(frozen=True)
class Block:
    """A paragraph, a list's entry, a heading or a row of a table, on one line of text."""

    line: int
    text: str
    is_paragraph: bool


@rule("PROSE", of_drafts="is told")
def prose_is_plain(subject: Subject) -> Iterator[Finding]:
    for piece in subject.rendered.pieces:
        for block in blocks(piece.evaluated.masked):
            for message in faults_of(block):
                yield piece.path, piece.line + block.line - 1, message


def faults_of(block: Block) -> Iterator[str]:
    text = _QUOTED.sub(MASK, block.text)
    for match in _DOUBLED.finditer(text):
        if match[1].lower() not in _MAY_DOUBLE:
            yield f"the word {match[1]!r} stands here twice"
    count = len(block.text.split())
    if block.is_paragraph and count > MOST_WORDS:
        yield f"a paragraph of {count} words; {MOST_WORDS} are enough, so begin a new one"
    if not text.startswith(COMMON_ANSWER):
        for match in _FILLER.finditer(text):
            yield f"{match[0]!r} adds nothing here; take it out"


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a Markdown text, their code and formulas masked."""
    first, lines, is_paragraph = 0, [], True
    for number, line in enumerate([*_masked(text).split("\n"), ""], start=1):
        bare = without_quote(line)
        alone, item = _ALONE.match(bare.strip()), _ITEM.match(bare)
        if lines and (alone or item or not bare.strip()):
            yield Block(first, " ".join(lines), is_paragraph)
            lines = []
        if alone:
            yield Block(number, bare.strip(), is_paragraph=False)
        elif bare.strip():
            first, is_paragraph = (first, is_paragraph) if lines else (number, not item)
            lines.append(bare[item.end() :].strip() if item else bare.strip())


def _masked(text: str) -> str:
    """The text with each piece of code and each formula as one sign, on unchanged lines."""
    hidden = [*code_regions(text), *((each.start, each.end) for each in formulas(text))]
    for start, end in sorted(hidden, reverse=True):
        text = text[:start] + MASK + "\n" * text.count("\n", start, end) + text[end:]
    return text
