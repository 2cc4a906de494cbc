"""Plain prose: no word twice in a row, no filler words, no page-long paragraph.

Quotation marks hold somebody else's words, which are not checked. A quote that begins
`> **A common answer**` may have filler words.
"""

import re
from collections.abc import Iterator

from ..page.inline import MASK
from ..page.passages import Passage, passages
from .base import Finding, Subject, rule
from .typed_results import COMMON_ANSWER

# The longest paragraph of question 24 has 97 words.
MOST_WORDS = 110

_DOUBLED = re.compile(r"\b([a-z]{2,})\s+\1\b(?!-)", re.IGNORECASE)
# "that that" and "had had" can be correct English.
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


@rule("PROSE", of_drafts="is told")
def prose_is_plain(subject: Subject) -> Iterator[Finding]:
    for piece in subject.rendered.pieces:
        for passage in passages(piece.evaluated.masked):
            for message in faults_of(passage):
                yield piece.path, piece.line + passage.line - 1, message


def faults_of(passage: Passage) -> Iterator[str]:
    text = _QUOTED.sub(MASK, passage.text)
    for match in _DOUBLED.finditer(text):
        if match[1].lower() not in _MAY_DOUBLE:
            yield f"the word {match[1]!r} appears twice in a row"
    count = len(passage.text.split())
    if passage.is_paragraph and count > MOST_WORDS:
        yield f"a paragraph has {count} words; the limit is {MOST_WORDS}, so split it"
    if not text.startswith(COMMON_ANSWER):
        for match in _FILLER.finditer(text):
            yield f"{match[0]!r} adds nothing here; remove it"
