"""What a page needs to know about the others: which files exist, their titles and anchors."""

from dataclasses import dataclass, field

from ..text.document import ParsedQuestion
from .render import Rendered


@dataclass(frozen=True)
class KnownPage:
    """A page that links may lead to. `anchors` maps each id on the page to its text."""

    title: str
    anchors: dict[str, str] = field(default_factory=dict)


@dataclass
class Known:
    """`pages` by file name, `items` and `scripts` by identity, `used_items` and `used_scripts` from
    identity to the quiz's file.

    `topics` are the slugs in `topics.yaml`, or None if there is no such list.
    """

    pages: dict[str, KnownPage] = field(default_factory=dict)
    items: set[str] = field(default_factory=set)
    used_items: dict[str, str] = field(default_factory=dict)
    topics: frozenset[str] | None = None
    scripts: set[str] = field(default_factory=set)
    used_scripts: dict[str, str] = field(default_factory=dict)

    def joined(self, other: "Known") -> "Known":
        return Known(
            self.pages | other.pages,
            self.items | other.items,
            self.used_items | other.used_items,
            self.topics if other.topics is None else other.topics,
            self.scripts | other.scripts,
            self.used_scripts | other.used_scripts,
        )


def known_question(parsed: ParsedQuestion, rendered: Rendered) -> Known:
    """The page, the context page if there is one, the items and the scripts of one question."""
    title = parsed.meta.title
    context = {
        heading.id: heading.text
        for piece in rendered.pieces
        if piece.role == "context"
        for heading in piece.converted.headings
    }
    pages = {parsed.name: KnownPage(title, anchors_of(rendered.fields["blocks"]))}
    if parsed.context.strip():
        pages[parsed.context_name] = context_page(title, context)
    scripts = {f"{parsed.slug}/{script.spec.key}" for script in parsed.scripts}
    return Known(pages, {parsed.identity(item) for item in parsed.items}, scripts=scripts)


def context_page(title: str, anchors: dict[str, str]) -> KnownPage:
    # A context has no title of its own; its headings say what it is about.
    return KnownPage(" ".join([title, "extended context", *anchors.values()]), anchors)


def anchors_of(blocks: list[dict]) -> dict[str, str]:
    """The ids on a question's page: its headings, examples and items."""
    anchors = {}
    for block in blocks:
        if block["type"] == "html":
            anchors |= {name: words for name, words, _level in block["headings"]}
        elif block["type"] == "example":
            anchors[f"example-{block['key']}"] = block["title"]
        elif block["type"] == "item":
            anchors[f"item-{block['key']}"] = block["key"].replace("-", " ")
    return anchors
