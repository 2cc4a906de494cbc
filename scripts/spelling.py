"""Checks the spelling of everything that people read: `python -m scripts.spelling`.

Looks up each word of the bank, the documentation and the pages in an American dictionary. Terms
and names missing from the dictionary are listed in `content/spelling.txt`; authors' names come
from the sources of the questions. Prints one line per unknown word, and exits with 1 if any.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from spellchecker import SpellChecker

from quizzes.bank.page.inline import evaluate_inline
from quizzes.bank.page.passages import passages
from quizzes.bank.text.blocks import ExampleBlock, ItemBlock
from quizzes.bank.text.document import ParsedQuestion, parse_question, parse_quiz
from quizzes.bank.text.files import Tree, read_tree
from quizzes.bank.text.scripts import ScriptBlock

ROOT = Path(__file__).resolve().parents[1]
TERMS = ROOT / "content" / "spelling.txt"
TO_DO = "add it to content/spelling.txt"
DOCUMENTATION = ("*.md", "docs/*.md", "content/README.md", "content/*.yaml")
TEMPLATES = "quizzes/templates/**/*.html"

# URLs, tags, HTML entities and file names are not words.
_NO_PROSE = re.compile(
    r"\]\([^)]*\)|https?://\S+|<[^>]*>|&#?\w+;|[\w./-]*\w\.(?:[a-z]{2,5}|[A-Z]{2,})\b"
)
# Template code is removed first, because it may be inside a tag.
_OF_TEMPLATES = (
    re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL),
    re.compile(r"<[^>]*>", re.DOTALL),
)
# Words with a digit or a capital inside are names and are skipped: FlashAttention, d2.
_WORD = re.compile(r"(?<![\w'’])[A-Za-z][a-z]+(?:['’][a-z]+)*(?![\w])")

# (file, line, text)
Place = tuple[str, int, str]


class Dictionary:
    """American English plus the given terms and names."""

    def __init__(self, terms: set[str], names: set[str]) -> None:
        self.checker = SpellChecker(language="en", distance=1)
        self.checker.word_frequency.load_words(terms)
        self.names = names

    def unknown(self, text: str) -> list[str]:
        """The words of a text that are not in the dictionary, in order."""
        words = _WORD.findall(_NO_PROSE.sub(" ", text))
        bare = [re.sub(r"['’](?:s|d|ll|re|ve)?$", "", word) for word in words]
        return [word for word in bare if word not in self.names and self.checker.unknown([word])]


def main() -> int:
    tree = read_tree(ROOT / "content")
    dictionary = Dictionary(read_terms(TERMS.read_text(encoding="utf-8")), names_of(tree))
    places: dict[str, list[str]] = {}
    for path, line, text in [*of_bank(tree), *of_documentation(), *of_templates()]:
        for word in dictionary.unknown(text):
            places.setdefault(word, []).append(f"{path}:{line}")
    for word, (first, *more) in places.items():
        also = f" ({len(places[word])} times)" if more else ""
        print(f"{first}: SPELLING {word!r}{also} is not in the dictionary; if it is right, {TO_DO}")
    if not places:
        print("Every word is in the dictionary.")
    return 1 if places else 0


def read_terms(text: str) -> set[str]:
    """The words of a term list; a line that begins with # is a comment."""
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {word for line in lines for word in line.split()}


def names_of(tree: Tree) -> set[str]:
    """The capitalized words in the titles of the sources."""
    names: set[str] = set()
    for name in tree.questions():
        question, _faults = parse_question(name, tree.texts[name])
        for source in question.meta.sources if question else ():
            names.update(re.findall(r"\b[A-Z][a-z]+", source.title))
    return names


def of_bank(tree: Tree) -> Iterator[Place]:
    """The prose of questions, contexts and quizzes. Unparsable files are left to the rules."""
    for name in tree.questions():
        question, _faults = parse_question(name, tree.texts[name])
        if question:
            yield f"content/{name}", question.document.line_of(("title",)), question.meta.title
            for line, text in texts_of(question):
                yield from of_markdown(f"content/{name}", line, text)
    for name in tree.contexts():
        yield from of_markdown(f"content/{name}", 1, tree.texts[name])
    for name in tree.quizzes():
        quiz, _faults = parse_quiz(name, tree.texts[name])
        if quiz:
            yield f"content/{name}", quiz.document.line_of(("title",)), quiz.meta.title
            yield from of_markdown(f"content/{name}", quiz.body_line, quiz.body)


def texts_of(question: ParsedQuestion) -> Iterator[tuple[int, str]]:
    for part in question.parts:
        if isinstance(part, ItemBlock | ScriptBlock):
            for where, text in part.texts():
                yield part.document.line_of(where), text
        elif isinstance(part, ExampleBlock):
            yield part.document.line_of(("title",)), part.spec.title
            yield part.document.line_of(("note",)), part.spec.note
        else:
            yield part.line, part.text


def of_documentation() -> Iterator[Place]:
    for path in (path for pattern in DOCUMENTATION for path in sorted(ROOT.glob(pattern))):
        name = str(path.relative_to(ROOT))
        yield from of_markdown(name, 1, path.read_text(encoding="utf-8"))


def of_markdown(name: str, first: int, text: str) -> Iterator[Place]:
    for passage in passages(evaluate_inline(text).masked):
        yield name, first + passage.line - 1, passage.text


def of_templates() -> Iterator[Place]:
    for path in sorted(ROOT.glob(TEMPLATES)):
        text = path.read_text(encoding="utf-8")
        if "<" not in text:
            continue  # Only attributes of a tag, shared by several pages.
        for marks in _OF_TEMPLATES:
            text = marks.sub(_lines_only, text)
        for number, line in enumerate(text.split("\n"), start=1):
            yield str(path.relative_to(ROOT)), number, line


def _lines_only(match: re.Match[str]) -> str:
    return " " + "\n" * match[0].count("\n")


if __name__ == "__main__":
    sys.exit(main())
