"""Finds the files that belong together: `24_dot_product.md` and `24_dot_product_context.md`."""

import os
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from ..text.faults import Fault
from ..text.files import FileFault
from .decoding import Decoded, read_any
from .lines import Notes

_CONTEXT = re.compile(r"(?P<name>.+?)[ _.-]+(?:extended[ _-]+)?context", re.IGNORECASE)
_NUMBER = re.compile(r"(?:question|q)?[ _.#-]*(\d{1,6})(?!\d)[ _.)-]*", re.IGNORECASE)
_ENDINGS = (".md", ".markdown")
# Where collections keep their questions and contexts, beside or below each other.
_FOLDERS = ("questions", "content", "context", "contexts")
# A collection comes from elsewhere: its symlinks must not import other files of this machine.
_LEADS_OUT = "is a link that leads out of the folder; put the file itself here"
_IGNORED = ("readme", "contributing", "license", "changelog", "index", "code_of_conduct")


@dataclass
class Found:
    """A question file as it was found, with its context (empty if there is none)."""

    path: Path
    text: Decoded = field(default_factory=Decoded)
    notes: Notes = field(default_factory=Notes)
    context_path: Path | None = None
    context: Decoded = field(default_factory=Decoded)
    context_notes: Notes = field(default_factory=Notes)


def find_questions(paths: list[Path]) -> tuple[list[Found], list[Fault]]:
    """Reads the question files at these paths and in these folders."""
    faults: list[Fault] = []
    questions: dict[Path, Path] = {}
    contexts: dict[Path, Path] = {}
    for path in paths:
        if not path.exists():
            faults.append(Fault(str(path), 1, "FILE", "there is no such file or folder"))
            continue
        files = _files_of(path)
        if not files:
            faults.append(Fault(str(path), 1, "FILE", "contains no Markdown file (*.md)"))
        for file in files:
            if path.is_dir() and not _real(file).is_relative_to(_real(path)):
                faults.append(Fault(str(file), 1, "FILE", _LEADS_OUT))
            else:
                (contexts if _CONTEXT.fullmatch(file.stem) else questions)[_real(file)] = file
    used: set[Path] = set()
    found = []
    folders: dict[Path, dict[str, Path]] = {}
    for resolved, path in sorted(questions.items(), key=lambda pair: _order(pair[1])):
        question = Found(path, context_path=_context_of(resolved, folders))
        if question.context_path:
            used.add(_real(question.context_path))
        try:
            question.text = read_any(path, question.notes)
            _read_context(question)
            found.append(question)
        except FileFault as error:
            faults.append(Fault(str(path), error.line, "FILE", error.message))
    for resolved, path in contexts.items():
        if resolved not in used:
            message = "is a context without its question; import the question file with it"
            faults.append(Fault(str(path), 1, "CONTEXT", message))
    return found, faults


def slug_of(name: str) -> str:
    """`24_dot_product_self_attention` -> `dot-product-self-attention`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    number = _NUMBER.match(plain)
    rest = plain[number.end() :] if number else plain
    words = re.findall(r"[a-z0-9]+", rest) or re.findall(r"[a-z0-9]+", plain)
    return "-".join(words)[:80].strip("-")


def number_of(path: Path) -> int | None:
    match = _NUMBER.match(path.name)
    return int(match[1]) if match else None


def name_key(name: str) -> str:
    """A key that spellings of a file name share: `./questions/23 Softmax.MD`, `23_softmax`."""
    stem = re.sub(r"\.(?:md|markdown|html?)$", "", name.rstrip("/").rsplit("/", 1)[-1].lower())
    return re.sub(r"[^a-z0-9]+", "_", stem).strip("_")


def _real(path: Path) -> Path:
    """A path with symlinks resolved. One that links to itself stays, and reading it then fails."""
    return Path(os.path.realpath(path))


def _order(path: Path) -> tuple[int, str]:
    return (number_of(path) or 0, str(path))


def _files_of(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = _markdown_in(path)
    for folder in sorted(path.iterdir()):
        if folder.is_dir() and folder.name.lower() in _FOLDERS:
            below = _markdown_in(folder)
            # Other folders contribute only contexts: their other files are not questions.
            only_contexts = folder.name.lower() != "questions"
            files += [f for f in below if not only_contexts or _CONTEXT.fullmatch(f.stem)]
    return files


def _markdown_in(folder: Path) -> list[Path]:
    return [
        file
        for file in sorted(folder.iterdir())
        if file.suffix.lower() in _ENDINGS
        and not file.name.startswith((".", "~"))
        and file.stem.lower() not in _IGNORED
        and not file.is_dir()
    ]


def _context_of(question: Path, folders: dict[Path, dict[str, Path]]) -> Path | None:
    """The context file of a question, or None. `folders` caches the contexts of each folder."""
    key = name_key(question.name)
    above = question.parent.parent
    places = [question.parent, above]
    places += [base / name for base in (question.parent, above) for name in _FOLDERS]
    for folder in places:
        if folder not in folders:
            folders[folder] = _contexts_in(folder)
        if key in folders[folder]:
            return folders[folder][key]
    return None


def _contexts_in(folder: Path) -> dict[str, Path]:
    try:
        files = _markdown_in(folder) if folder.is_dir() else []
    except PermissionError:
        return {}
    matches = ((file, _CONTEXT.fullmatch(file.stem)) for file in files)
    return {name_key(match["name"]): file for file, match in matches if match}


def _read_context(question: Found) -> None:
    if question.context_path is None:
        return
    try:
        if not _real(question.context_path).is_relative_to(question.context_path.parent):
            raise FileFault(1, _LEADS_OUT)
        question.context = read_any(question.context_path, question.context_notes)
    except FileFault as error:
        name = question.context_path.name
        raise FileFault(error.line, f"its context {name} {error.message}") from error
