"""Reading a content tree safely: regular UTF-8 files inside the tree, of bounded size."""

import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

from .faults import Fault
from .paths import CONTEXT_FILE, DATA_FILES, QUESTION_FILE, QUIZ_FILE

MAX_BYTES = 1_000_000
FOLDERS = ("", "quizzes")
IGNORED = ("README.md",)
BOM = "\ufeff"
# Characters that Markdown or PostgreSQL cannot store. The two private-use characters mark
# formulas while a text is rendered.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ue000\ue001\ufffe\uffff]")


@dataclass
class Tree:
    """The texts of a content folder by name (`24-dot-product.md`, `quizzes/dot-product.md`)."""

    root: Path
    texts: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def questions(self) -> list[str]:
        return sorted(name for name in self.texts if QUESTION_FILE.fullmatch(name))

    def contexts(self) -> list[str]:
        return sorted(name for name in self.texts if CONTEXT_FILE.fullmatch(name))

    def quizzes(self) -> list[str]:
        return sorted(name for name in self.texts if QUIZ_FILE.fullmatch(name))


def read_tree(root: Path) -> Tree:
    """Every content file under `root`. An unreadable file is a fault, never an exception."""
    tree = Tree(root)
    if not root.is_dir():
        tree.faults.append(Fault(".", 1, "FILE", f"{root} is not a folder"))
        return tree
    real_root = root.resolve()
    for folder in FOLDERS:
        directory = root / folder
        if directory.is_symlink() and not directory.resolve().is_relative_to(real_root):
            tree.faults.append(Fault(folder, 1, "FILE", "a link that leads out of the folder"))
        elif directory.is_dir():
            for entry in sorted(os.scandir(directory), key=lambda entry: entry.name):
                _read_entry(tree, f"{folder}/{entry.name}" if folder else entry.name, real_root)
    return tree


def read_text(path: Path) -> str:
    """The text of one file, including its line endings and byte order mark.

    Raises FileFault for anything but a regular UTF-8 text of at most MAX_BYTES.
    """
    return decode(read_bytes(path))


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file. Raises FileFault for any other, or for more than MAX_BYTES."""
    try:
        # O_NONBLOCK: opening a named pipe would otherwise wait for a writer for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as error:
        raise FileFault(1, f"cannot be read: {error.strerror}") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FileFault(1, "is not a regular file")
    with os.fdopen(descriptor, "rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise FileFault(1, f"is larger than the limit of {MAX_BYTES:,} bytes")
    return data


def decode(data: bytes) -> str:
    """`data` decoded as UTF-8. Raises FileFault with the line of the first invalid byte."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise FileFault(line, what) from error
    check_characters(text)
    return text


def check_characters(text: str) -> None:
    """Raises FileFault for control characters, or a byte order mark that is not at the start."""
    match = FORBIDDEN.search(text)
    if match:
        code = f"U+{ord(match[0]):04X}"
        raise FileFault(_line(text, match.start()), f"has the control character {code}; delete it")
    place = text.find(BOM, 1)
    if place > 0:
        raise FileFault(_line(text, place), "has a byte order mark inside the text; delete it")


class FileFault(ValueError):
    def __init__(self, line: int, message: str) -> None:
        self.line = line
        self.message = message
        super().__init__(f"line {line}: {message}")


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _read_entry(tree: Tree, name: str, real_root: Path) -> None:
    path = tree.root / name
    if not (name.endswith(".md") or name in DATA_FILES) or path.name in IGNORED:
        return
    fault = _name_fault(name)
    if fault is None and not path.resolve().is_relative_to(real_root):
        fault = ("FILE", "a link that leads out of the folder; put the file itself here")
    if fault:
        tree.faults.append(Fault(name, 1, *fault))
        return
    try:
        tree.texts[name] = read_text(path)
    except FileFault as error:
        tree.faults.append(Fault(name, error.line, "FILE", error.message))


def _name_fault(name: str) -> tuple[str, str] | None:
    if name in DATA_FILES:
        return None
    if name.startswith("quizzes/"):
        if QUIZ_FILE.fullmatch(name):
            return None
        return "NAME", "a quiz is named like quizzes/dot-product.md"
    match = QUESTION_FILE.fullmatch(name) or CONTEXT_FILE.fullmatch(name)
    if match is None:
        return "NAME", "a question is named like 24-dot-product.md or 24-dot-product.context.md"
    if match["number"] != f"{int(match['number']):02d}":
        return "NAME", f"write the number as {int(match['number']):02d}"
    return None
