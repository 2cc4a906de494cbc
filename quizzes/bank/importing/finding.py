"""Finds the questions of a collection, in its folder and below, and their contexts."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from ..text.faults import Fault
from ..text.files import FileFault
from .contexts import Contexts, context_name, shared
from .decoding import Decoded, read_any
from .lines import Notes, numbered
from .names import INDEXES, number_in
from .repair import repaired
from .splitting import pattern_of
from .walking import Walked, is_markdown, real, walked

# A collection comes from elsewhere: its symlinks must not import other files of this machine.
_LEADS_OUT = "is a link that leads out of the folder; put the file itself here"
# Where a question that is imported alone may have its context, beside or below its own folder.
_NEARBY = ("", "questions", "content", "context", "contexts")


@dataclass
class Found:
    """A question file as it was found, with its context (empty if there is none), and the rule
    that found the context."""

    path: Path
    text: Decoded = field(default_factory=Decoded)
    notes: Notes = field(default_factory=Notes)
    context_path: Path | None = None
    context: Decoded = field(default_factory=Decoded)
    context_notes: Notes = field(default_factory=Notes)
    context_rule: str = ""


@dataclass
class Finds:
    """What was found at some paths. `left_out` says which files were not taken, and why."""

    found: list[Found] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def find_questions(paths: list[Path]) -> Finds:
    """Reads the question files at these paths and in these folders."""
    finds = Finds()
    questions: dict[Path, Path] = {}
    contexts = Contexts()
    for path in paths:
        for file in _files_of(path, finds):
            name = context_name(file)
            if name is None:
                questions[real(file)] = file
            else:
                contexts.add(file, name)
    named = list(contexts.names)
    numbers = Counter(number_in(path.stem) for path in questions.values())
    for path in questions.values():
        _add_nearby(path, contexts)
    owners = {
        path: contexts.of(path, numbers[number_in(path.stem)] == 1) for path in questions.values()
    }
    finds.faults += _shared_contexts(owners)
    used = {match[0] for match in owners.values() if match}
    for path in sorted(questions.values(), key=_order):
        question = Found(path)
        if match := owners[path]:
            question.context_path, question.context_rule = match
        try:
            question.text = read_any(path, question.notes)
            _read_context(question)
        except FileFault as error:
            finds.faults.append(Fault(str(path), error.line, "FILE", error.message))
            continue
        if question.text.text.strip("\ufeff \t\r\n"):
            finds.found.append(question)
        else:
            finds.left_out.append(f"{path} was left out: it is empty.")
    for path in named:
        if path not in used:
            message = "is a context without its question; import the question file with it"
            finds.faults.append(Fault(str(path), 1, "CONTEXT", message))
    return finds


def _files_of(path: Path, finds: Finds) -> list[Path]:
    if not path.exists() and not path.is_symlink():
        finds.faults.append(Fault(str(path), 1, "FILE", "there is no such file or folder"))
        return []
    if not path.is_dir():
        return [path]
    inside: Walked = walked(path)
    finds.left_out += inside.left_out
    for index in inside.indexes:
        # All questions of a collection may be in its README.
        if _has_questions(index):
            inside.files.append(index)
        else:
            finds.left_out.append(f"{index} was left out: it has no questions of its own.")
    leading_out = [file for file in inside.files if not real(file).is_relative_to(real(path))]
    finds.faults += [Fault(str(file), 1, "FILE", _LEADS_OUT) for file in leading_out]
    if not inside.files:
        finds.faults.append(Fault(str(path), 1, "FILE", "contains no Markdown file (*.md)"))
    return [file for file in inside.files if file not in leading_out]


def _shared_contexts(owners: dict[Path, tuple[Path, str] | None]) -> list[Fault]:
    """Leaves a context that several questions match to the nearest. A fault if there is none."""
    faults = []
    by_context: dict[Path, list[Path]] = {}
    for question, match in owners.items():
        if match:
            by_context.setdefault(match[0], []).append(question)
    for context, questions in by_context.items():
        near = [shared(context, question) for question in questions]
        if near.count(max(near)) > 1:
            first, second, *_ = (q for q, n in zip(questions, near, strict=True) if n == max(near))
            message = f"may belong to {first} or to {second}; put it beside its question"
            faults.append(Fault(str(context), 1, "CONTEXT", message))
        for question, distance in zip(questions, near, strict=True):
            if distance < max(near):
                owners[question] = None
    return faults


def _has_questions(index: Path) -> bool:
    try:
        text, _repairs = repaired(read_any(index, Notes()).text)
    except FileFault:
        return False
    pattern = pattern_of(numbered(text))
    return pattern is not None and pattern.is_clear


def _add_nearby(question: Path, contexts: Contexts) -> None:
    """Adds the contexts that lie near a question but not in an imported folder."""
    known = {real(path) for path in contexts.names}
    bases = (question.parent, question.parent.parent)
    for folder in dict.fromkeys(base / name for base in bases for name in _NEARBY):
        for file in _markdown_in(folder):
            if (name := context_name(file)) and real(file) not in known:
                contexts.add(file, name)


def _markdown_in(folder: Path) -> list[Path]:
    try:
        return [file for file in sorted(folder.iterdir()) if is_markdown(file)]
    except OSError:
        return []


def _order(path: Path) -> tuple[str, bool, int, str]:
    """By folder; in it the index first, then by number."""
    is_index = path.stem.lower() in INDEXES
    return (str(path.parent), not is_index, number_in(path.stem) or 0, str(path))


def _read_context(question: Found) -> None:
    path = question.context_path
    if path is None:
        return
    try:
        if path.is_symlink() and not real(path).is_relative_to(real(path.parent)):
            raise FileFault(1, _LEADS_OUT)
        question.context = read_any(path, question.context_notes)
    except FileFault as error:
        raise FileFault(error.line, f"its context {path.name} {error.message}") from error
