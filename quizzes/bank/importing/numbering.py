"""Gives each question a number and an address: its own, the one it had, or the next free one."""

from collections import Counter, defaultdict
from pathlib import Path

from quizzes.models import Question

from ..text.faults import Fault
from .compose import is_imported
from .entries import Entry
from .names import LONGEST, name_of, slug_of


def number_all(entries: list[Entry]) -> list[Fault]:
    """Numbers the entries in their order. Returns a fault for each that has to be one thing and
    cannot be."""
    _tell_apart(entries)
    stored = {
        row.slug: row.number
        for row in Question.objects.filter(slug__in=[entry.slug for entry in entries])
        if is_imported(row.source)
    }
    taken = dict(Question.objects.values_list("number", "slug"))
    faults = _claimed(entries, taken)
    highest = max(taken, default=0)
    for entry in entries:
        if entry.number:
            continue
        own, before = entry.own_number, stored.get(entry.slug)
        if before:
            entry.number, rule = before, "as imported before"
        elif own and own not in taken:
            entry.number, rule = own, entry.number_rule
        else:
            entry.number, rule = highest + 1, "the next free one"
            if own:
                rule += f", since {own} is taken"
        taken[entry.number] = entry.slug
        highest = max(highest, entry.number)
        entry.number_rule = rule
    return faults + _doubles(entries)


def _claimed(entries: list[Entry], taken: dict[int, str]) -> list[Fault]:
    """Gives those their number whose author named it; the same number in another folder is only
    a place there."""
    faults = []
    first: dict[int, Entry] = {}
    for entry in entries:
        number = entry.own_number
        if not entry.is_firm or not number:
            continue
        other = first.setdefault(number, entry)
        if other is entry:
            entry.number = number
        elif other.found.path.parent == entry.found.path.parent:
            message = f"has the same number {number} as {other.found.path}"
            faults.append(Fault(str(entry.found.path), 1, "UNIQUE", message))
            entry.number = number
    for number, entry in first.items():
        taken.setdefault(number, entry.slug)
    return faults


def _tell_apart(entries: list[Entry]) -> None:
    """Puts the folder before the addresses of files that have the same name in two folders, the
    file before those of questions that two files have, and a count behind those of one file."""
    same: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        same[entry.slug].append(entry)
    for group in (each for each in same.values() if len(each) > 1):
        folders = {entry.found.path.parent for entry in group}
        files = {entry.found.path for entry in group}
        seen: Counter[str] = Counter()
        for entry in group:
            path = entry.found.path
            if entry.is_part and len(files) > 1:
                entry.slug = _prefixed(slug_of(name_of(path)), entry.slug)
            elif len(folders) > 1:
                folder = path.parent if name_of(path) == path.stem else path.parent.parent
                entry.slug = _prefixed(slug_of(folder.name), entry.slug)
            seen[entry.slug] += 1
            if entry.is_part and seen[entry.slug] > 1:
                entry.slug = f"{entry.slug[: LONGEST - 5]}-{seen[entry.slug]}"


def _prefixed(prefix: str, slug: str) -> str:
    return f"{prefix}-{slug}"[:LONGEST].strip("-")


def _doubles(entries: list[Entry]) -> list[Fault]:
    faults = []
    seen: dict[str, Path] = {}
    for entry in entries:
        path = entry.found.path
        if entry.slug in seen:
            message = f"has the same address {entry.slug} as {seen[entry.slug]}"
            faults.append(Fault(str(path), 1, "UNIQUE", message))
        seen[entry.slug] = path
    return faults
