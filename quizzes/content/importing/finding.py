"""Which files belong together: `24_dot_product.md` and its `24_dot_product_context.md`."""

import re
from dataclasses import dataclass
from pathlib import Path

from ..faults import Fault
from ..files import FileFault, read_text

CONTEXT_ENDING = "_context.md"
# Where collections of questions keep their contexts, beside the questions.
CONTEXT_FOLDER = "content"
IGNORED = ("readme.md", "contributing.md", "license.md", "changelog.md")


@dataclass(frozen=True)
class Found:
    """A question file as it was found, with its context (``""`` where there is none)."""

    path: Path
    text: str
    context_path: Path | None = None
    context: str = ""


def find_questions(paths: list[Path]) -> tuple[list[Found], list[Fault]]:
    """Reads the question files that are named or lie in the named folders."""
    faults: list[Fault] = []
    questions: dict[Path, Path] = {}
    contexts: dict[Path, Path] = {}
    for path in paths:
        if not path.exists():
            faults.append(Fault(str(path), 1, "FILE", "there is no such file or folder"))
            continue
        files = _files_of(path)
        if not files:
            faults.append(Fault(str(path), 1, "FILE", "holds no Markdown file (*.md)"))
        for file in files:
            (contexts if file.name.endswith(CONTEXT_ENDING) else questions)[file.resolve()] = file
    used: set[Path] = set()
    found = []
    for resolved, path in questions.items():
        context = _context_of(resolved)
        if context:
            used.add(context)
        try:
            text = read_text(path)
            context_text = _read_context(context)
            found.append(Found(path, text, context, context_text))
        except FileFault as error:
            faults.append(Fault(str(path), error.line, "FILE", error.message))
    for resolved, path in contexts.items():
        if resolved not in used:
            message = "is a context without its question; import the question file with it"
            faults.append(Fault(str(path), 1, "CONTEXT", message))
    return found, faults


def slug_of(path: Path) -> str:
    """`24_dot_product_self_attention.md` -> `dot-product-self-attention`."""
    words = re.findall(r"[a-z0-9]+", path.stem.lower())
    if len(words) > 1 and words[0].isdigit():
        words = words[1:]
    return "-".join(words)[:100].strip("-")


def number_of(path: Path) -> int | None:
    match = re.match(r"(\d{1,6})(?!\d)", path.name)
    return int(match[1]) if match else None


def _files_of(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    folders = [path, path / CONTEXT_FOLDER]
    found = [
        file
        for folder in folders
        if folder.is_dir()
        for file in sorted(folder.glob("*.md"))
        if file.name.lower() not in IGNORED
    ]
    # Of the folder beside, only contexts: its other files are no questions.
    return [file for file in found if file.parent == path or file.name.endswith(CONTEXT_ENDING)]


def _context_of(question: Path) -> Path | None:
    name = f"{question.stem}{CONTEXT_ENDING}"
    for folder in (question.parent, question.parent / CONTEXT_FOLDER, question.parent.parent):
        if (folder / name).is_file():
            return (folder / name).resolve()
    return None


def _read_context(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        return read_text(path)
    except FileFault as error:
        raise FileFault(error.line, f"its context {path.name} {error.message}") from error
