"""`topics.yaml`: the topics of the bank in reading order, and what each builds on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .data_files import read_list
from .faults import Fault
from .front_matter import Slug, Strict
from .paths import TOPICS_FILE

Title = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
Summary = Annotated[str, StringConstraints(min_length=1, max_length=400, strip_whitespace=True)]

# As `Role` and `Asked` of the stored topics have them.
RoleName = Literal["engineer", "systems", "research"]
HowOften = Literal["often", "sometimes", "rarely"]


class TopicEntry(Strict):
    slug: Slug
    title: Title
    summary: Summary
    read_first: Annotated[list[Slug], Field(max_length=10)] = []
    asked: dict[RoleName, HowOften] = {}


@dataclass(frozen=True)
class ParsedTopics:
    """The entries in their order, and every fault of the file."""

    entries: tuple[TopicEntry, ...]
    faults: tuple[Fault, ...]

    @property
    def slugs(self) -> frozenset[str] | None:
        """The slugs of all topics, or None if the file has faults."""
        return None if self.faults else frozenset(entry.slug for entry in self.entries)


@lru_cache(maxsize=4)
def parse_topics(text: str) -> ParsedTopics:
    """Never raises: every problem becomes a fault with its line."""
    entries, document, faults = read_list(TOPICS_FILE, text, TopicEntry, "TOPICS")
    if faults:
        # The checks below need every entry of the list, to get its order and lines right.
        return ParsedTopics((), tuple(faults))
    places: dict[str, int] = {}
    for index, entry in enumerate(entries):
        if entry.slug in places:
            line = document.line_of((index, "slug"))
            faults.append(Fault(TOPICS_FILE, line, "TOPICS", f"{entry.slug} is listed twice"))
        places.setdefault(entry.slug, index)
    waits_for = {entry.slug: set(entry.read_first) for entry in entries}
    for index, entry in enumerate(entries):
        for nth, slug in enumerate(entry.read_first):
            message = _fault(entry.slug, slug, index, places, waits_for)
            if message:
                line = document.line_of((index, "read_first", nth))
                faults.append(Fault(TOPICS_FILE, line, "TOPICS", message))
    return ParsedTopics(tuple(entries), tuple(faults))


def _fault(
    slug: str, first: str, index: int, places: dict[str, int], waits_for: dict[str, set[str]]
) -> str:
    """What is wrong with reading `first` before `slug`, or ``""``."""
    if first not in places:
        return f"there is no topic {first} to read first"
    if first == slug or slug in all_reached(first, waits_for):
        return f"{slug} waits for {first}, which waits for {slug}; remove one of the two"
    if places[first] > index:
        return f"{first} must be read first but is listed further down; move it up"
    return ""


def all_reached(slug: str, links: Mapping[str, Collection[str]]) -> set[str]:
    """All topics that are reached from this one by such links, directly or indirectly."""
    found: set[str] = set()
    waiting = [slug]
    while waiting:
        new = {*links.get(waiting.pop(), ())} - found
        found |= new
        waiting += new
    return found
