"""Creates a question from a template; its files pass the content rules from the start."""

import json
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from .text.blocks import slug_of
from .text.files import Tree, read_tree
from .text.paths import CONTEXT_FILE, QUESTION_FILE, TOPICS_FILE, context_file, question_file
from .text.topics import parse_topics

TEMPLATE = Path(__file__).parent / "template"
LARGEST = 999_999


class CannotMake(ValueError):
    """The question cannot be created. The message says why and what to do."""


@dataclass(frozen=True)
class Taken:
    """Numbers and slugs already in use, each with a description of the question that has it."""

    numbers: dict[int, str]
    slugs: dict[str, str]

    def next_number(self) -> int:
        return max(self.numbers, default=0) + 1


def new_question(
    root: Path,
    title: str,
    topic: str,
    number: int | None = None,
    *,
    with_context: bool = False,
    others: dict[int, str] | None = None,
) -> list[Path]:
    """Writes the question's file, and with `with_context` its extended context. Returns the paths.

    `others` maps numbers to slugs of questions that exist without a file in `root`. Raises
    CannotMake, with nothing written.
    """
    title = " ".join(title.split())
    slug = _slug(title)
    tree = read_tree(root)
    if tree.faults and not root.is_dir():
        raise CannotMake(f"{root} is not a folder; create it first")
    taken = _taken(tree, others or {})
    number = taken.next_number() if number is None else number
    _refuse_taken(taken, number, slug, title)
    _refuse_unknown(topic, tree)
    values = {"NUMBER": str(number), "TITLE": json.dumps(title, ensure_ascii=False)}
    name = question_file(number, slug)
    texts = {root / name: _filled("question.md", values | {"TOPIC": topic})}
    if with_context:
        texts[root / context_file(name)] = _filled("context.md", {})
    for path in texts:
        if path.exists() or path.is_symlink():
            raise CannotMake(f"{path} already exists and was not changed")
    for path, text in texts.items():
        # Mode "x" fails if somebody created the file since the check above.
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return list(texts)


def _slug(title: str) -> str:
    if not 0 < len(title) <= 200:
        raise CannotMake("a title needs 1 to 200 characters, as in 'What does softmax do?'")
    if not any(sign.isascii() and sign.isalnum() for sign in title):
        raise CannotMake(f"{title!r} has no letter a-z or digit to build a web address from")
    return slug_of(title)


def _taken(tree: Tree, others: dict[int, str]) -> Taken:
    numbers = {number: f"“{slug}” in the database" for number, slug in others.items()}
    slugs = {slug: f"question {number} in the database" for number, slug in others.items()}
    for name in (*tree.contexts(), *tree.questions()):
        match = QUESTION_FILE.fullmatch(name) or CONTEXT_FILE.fullmatch(name)
        if match:
            numbers[int(match["number"])] = slugs[match["slug"]] = name
    return Taken(numbers, slugs)


def _refuse_taken(taken: Taken, number: int, slug: str, title: str) -> None:
    if not 0 < number <= LARGEST:
        raise CannotMake(f"a number must be from 1 to {LARGEST:,}, not {number}")
    if number in taken.numbers:
        owner, free = taken.numbers[number], taken.next_number()
        raise CannotMake(f"number {number} is taken by {owner}; the next free number is {free}")
    if slug in taken.slugs:
        owner = taken.slugs[slug]
        raise CannotMake(f"the address {slug} is taken by {owner}; give {title!r} another title")


def _refuse_unknown(topic: str, tree: Tree) -> None:
    if topic != slug_of(topic):
        raise CannotMake(
            f"a topic must be lowercase letters, digits and hyphens, as in {slug_of(topic)}"
        )
    text = tree.texts.get(TOPICS_FILE)
    topics = parse_topics(text).slugs if text is not None else None
    if topics is None or topic in topics:
        return
    close = get_close_matches(topic, sorted(topics), 1)
    hint = f"did you mean {close[0]}?" if close else f"it has {', '.join(sorted(topics))}"
    raise CannotMake(f"there is no topic {topic} in {TOPICS_FILE}; {hint}")


def _filled(name: str, values: dict[str, str]) -> str:
    text = (TEMPLATE / name).read_text(encoding="utf-8")
    for word, value in values.items():
        text = text.replace(f": {word}\n", f": {value}\n", 1)
    return text
