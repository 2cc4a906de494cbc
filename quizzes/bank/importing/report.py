"""What an import did, or would do, file by file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..text.faults import Fault
from .lines import Note, grouped
from .repair import Repair

MOST_LINES = 6
# What happened to a question, in the words of the report.
OUTCOMES = {
    "new": "new",
    "updated": "updated: nobody had edited the earlier import",
    "unchanged": "already exists, unchanged",
    "kept": "was edited since it was imported; not changed",
    "public": "is published; not changed (make it a draft first, or import with --publish)",
}


@dataclass
class FileReport:
    """One question. `number`, `title` and `context` say what was found and by which rule. `todo`
    has the faults in its new text that a person still has to fix."""

    path: Path
    name: str = ""
    outcome: str = ""
    number: str = ""
    title: str = ""
    context: str = ""
    repairs: list[tuple[Path, Repair]] = field(default_factory=list)
    notes: list[tuple[Path, Note]] = field(default_factory=list)
    todo: list[Fault] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """The report in plain lines: what happened to the file, what was done, what is left."""
        yield f"{self.path} -> {self.name}: {OUTCOMES[self.outcome]}"
        context = f"; context: {self.context}" * bool(self.context)
        yield f"  number: {self.number}; title: {self.title}{context}"
        for path, repair in self.repairs:
            yield f"  {path.name}:{repair.line}: repaired: {repair}"
        told = sorted(self._told(), key=lambda each: (each[0].needs_person, each[1], each[2]))
        for note, place, numbers in told:
            who = "needs a person: " * note.needs_person
            yield f"  {place}:{numbers[0]}: {who}{note.words}{_others(numbers[1:])}"
        for fault in self.todo:
            yield f"  {fault.path}:{fault.line}: needs a person: {fault.rule} {fault.message}"

    @property
    def needs_person(self) -> int:
        return len(self.todo) + sum(note.needs_person for _path, note in self.notes)

    def _told(self) -> Iterator[tuple[Note, str, list[int]]]:
        for path in dict.fromkeys(path for path, _note in self.notes):
            own = [note for other, note in self.notes if other == path]
            for note, numbers in grouped(own):
                yield note, path.name, numbers


@dataclass
class ImportReport:
    """If there are `faults`, nothing was imported."""

    files: list[FileReport] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def names(self, *outcomes: str) -> list[str]:
        """The new names of the files with one of these outcomes."""
        return [file.name for file in self.files if file.outcome in outcomes]

    @property
    def imported(self) -> list[str]:
        return self.names("new", "updated")

    @property
    def todo(self) -> list[Fault]:
        return [fault for file in self.files for fault in file.todo]

    def summary(self) -> str:
        """`50 new, 2 unchanged; 3 things need a person.`"""
        words = {"new": "new", "updated": "updated", "unchanged": "unchanged"}
        words |= {"kept": "left as edited", "public": "left as published"}
        counts = [(len(self.names(outcome)), word) for outcome, word in words.items()]
        told = ", ".join(f"{count} {word}" for count, word in counts if count) or "nothing"
        people = sum(file.needs_person for file in self.files)
        thing = "thing needs" if people == 1 else "things need"
        return f"{told}; {people} {thing} a person."


def _others(numbers: list[int]) -> str:
    if not numbers:
        return ""
    shown = ", ".join(map(str, numbers[:MOST_LINES]))
    more = f" and {len(numbers) - MOST_LINES} more" if len(numbers) > MOST_LINES else ""
    return f" (also line{'s' * (len(numbers) > 1)} {shown}{more})"
