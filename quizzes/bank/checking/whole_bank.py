"""Judges a whole bank, at no cost for questions that did not change.

A question's verdict is cached under its texts and the code that judges. What the rules look up
in other pages is not part of that key. It is stored with the verdict, and if one of those pages
changed, the question is judged again.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import reduce
from typing import Any

from pydantic import TypeAdapter

from ..page.known_pages import Known, KnownPage
from ..proofs.cache import VerdictCache
from ..text.document import ParsedQuestion
from ..text.faults import Fault
from ..text.files import Tree
from ..text.paths import context_file, file_link
from .check import ReadFile, check_files, known_file
from .figures import Figures, figures_of
from .lists import known_of_lists


@dataclass(frozen=True)
class Verdict:
    """The result for one question. `seen` has hashes of what the rules saw of the rest of the
    bank: each page that the question links to, and the lists."""

    faults: list[Fault]
    known: Known
    figures: Figures
    seen: dict[str, str]


@dataclass(frozen=True)
class BankVerdict:
    """Every fault of a bank, and the figures of each readable question."""

    faults: list[Fault]
    figures: list[Figures]


_VERDICT = TypeAdapter(Verdict)
_PAGE = TypeAdapter(KnownPage | None)
# A name that no file has.
_LISTS = ""


def judge_bank(
    tree: Tree, cache: VerdictCache | None = None, *, progress: bool = False
) -> BankVerdict:
    """Judges all files of a tree. `progress` shows a progress bar."""
    cache = cache or VerdictCache()
    verdicts = dict(_kept(tree, cache))
    known = _joined(verdict.known for verdict in verdicts.values()).joined(known_of_lists(tree))
    covered = {file for name in verdicts for file in (name, context_file(name))}
    checked = check_files(tree, set(tree.texts) - covered, known, cache=cache, progress=progress)
    known = known.joined(_joined(known_file(read) for read in checked.files.values()))
    moved = {name for name, each in verdicts.items() if each.seen != _seen(each.seen, known)}
    again = check_files(tree, moved, known, cache=cache, progress=progress)
    for name, read in (checked.files | again.files).items():
        if isinstance(read.parsed, ParsedQuestion):
            verdicts[name] = verdict = _verdict(read, read.parsed, known)
            cache.put(_VERDICT.dump_python(verdict, mode="json"), *_key(tree, name))
    cache.trim()
    faults = {fault for verdict in verdicts.values() for fault in verdict.faults}
    faults.update(checked.faults, again.faults)
    return BankVerdict(sorted(faults), [verdicts[name].figures for name in sorted(verdicts)])


def _kept(tree: Tree, cache: VerdictCache) -> Iterator[tuple[str, Verdict]]:
    for name in tree.questions():
        data = cache.get(*_key(tree, name))
        if data is not None:
            yield name, _VERDICT.validate_python(data)


def _key(tree: Tree, name: str) -> tuple[str, ...]:
    return "question", name, tree.texts[name], tree.texts.get(context_file(name), "")


def _verdict(read: ReadFile, question: ParsedQuestion, known: Known) -> Verdict:
    links = (link for piece in read.rendered.pieces for link in piece.converted.links)
    files = {found.file for link in links if (found := file_link(link.target))}
    return Verdict(
        read.faults, known_file(read), figures_of(question, read.rendered), _seen(files, known)
    )


def _seen(files: Iterable[str], known: Known) -> dict[str, str]:
    """Hashes of these pages, known or missing, and of what the rules may look up anywhere."""
    pages = {file: _hash(_PAGE.dump_json(known.pages.get(file))) for file in files}
    # A rule may look up anything else in `known`, so the rest is hashed as a whole.
    lists = {
        each.name: _in_order(getattr(known, each.name))
        for each in fields(known)
        if each.name not in ("pages", "items", "scripts")
    }
    return pages | {_LISTS: _hash(repr(lists).encode())}


def _in_order(value: Any) -> Any:
    """A set or mapping with all that it holds, in an order that every process gives it."""
    if isinstance(value, Mapping):
        return sorted(value.items())
    return value if value is None else sorted(value)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _joined(parts: Iterable[Known]) -> Known:
    return reduce(Known.joined, parts, Known())
