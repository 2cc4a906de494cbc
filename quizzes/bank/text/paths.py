"""File names and addresses: `24-dot-product.md` is `/questions/dot-product/`."""

import re
from dataclasses import dataclass

QUESTION_FILE = re.compile(r"(?P<number>\d{2,6})-(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)\.md")
CONTEXT_FILE = re.compile(r"(?P<number>\d{2,6})-(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)\.context\.md")
QUIZ_FILE = re.compile(r"quizzes/(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)\.md")
TOPICS_FILE, GLOSSARY_FILE = "topics.yaml", "glossary.yaml"
DATA_FILES = (TOPICS_FILE, GLOSSARY_FILE)
_FILE_LINK = re.compile(r"(?P<file>(?:quizzes/)?[^/#?:\s]+\.md)(?P<anchor>#\S*)?")


@dataclass(frozen=True)
class FileLink:
    """A link to another file of the bank, with its `#anchor` or ``""``."""

    file: str
    anchor: str


def question_file(number: int, slug: str) -> str:
    return f"{number:02d}-{slug}.md"


def context_file(name: str) -> str:
    """The name of the extended context that belongs to a question's file name."""
    return f"{name.removesuffix('.md')}.context.md"


def quiz_file(slug: str) -> str:
    return f"quizzes/{slug}.md"


def question_path(slug: str) -> str:
    return f"/questions/{slug}/"


def file_link(target: str) -> FileLink | None:
    """The file that a link target names, or None if it does not link to a file of the bank."""
    match = _FILE_LINK.fullmatch(target)
    return FileLink(match["file"], match["anchor"] or "") if match else None


def site_address(target: str) -> str:
    """The site address for a link in a content file. Other targets are returned unchanged."""
    link = file_link(target)
    if link is None:
        return target
    if match := CONTEXT_FILE.fullmatch(link.file):
        return f"{question_path(match['slug'])}context/{link.anchor}"
    if match := QUESTION_FILE.fullmatch(link.file):
        return question_path(match["slug"]) + link.anchor
    if match := QUIZ_FILE.fullmatch(link.file):
        return f"/quizzes/{match['slug']}/{link.anchor}"
    return target
