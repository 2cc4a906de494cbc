"""When a stored page is out of date: its text changed, or the code that renders it did."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
ROOMS = ("attention_engine", "quizzes/bank", "quizzes/items", "quizzes/search")
LIBRARIES = ("markdown", "math-core", "nh3", "numpy", "pygments", "pymdown-extensions")
# Both parts of a render hash, in characters; together the length of its field.
CODE_LENGTH, TEXT_LENGTH = 16, 48


@cache
def renderer_fingerprint() -> str:
    """A hash over the source of all that renders, and over the versions of its libraries."""
    digest = hashlib.sha256()
    add_sources(digest, ROOMS, (".py",))
    for name in LIBRARIES:
        digest.update(f"{name} {version(name)}\0".encode())
    return digest.hexdigest()[:CODE_LENGTH]


def add_sources(digest: "hashlib._Hash", rooms: Iterable[str], endings: tuple[str, ...]) -> None:
    """Adds every file with one of the endings under these folders: its path and its bytes.

    Raises FileNotFoundError for a folder with no such file: a room that was moved away would
    otherwise be hashed as empty, and no later change to its code would make a page stale.
    """
    for room in rooms:
        sources = [path for path in sorted((ROOT / room).rglob("*")) if path.suffix in endings]
        if not sources:
            raise FileNotFoundError(
                f"{room}/ has no {' or '.join(endings)} file to hash. Was it moved? Name its new "
                "place in the list of rooms."
            )
        for path in sources:
            digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes() + b"\0")


def render_hash(*texts: str, terms: str = "") -> str:
    """What a page rendered now from these texts is stored under; `terms` is the key of the
    glossary that its words are linked to."""
    digest = hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()
    return _rendered_by(terms) + digest[:TEXT_LENGTH]


def is_stale(stored: str, terms: str = "") -> bool:
    """Whether other code, or another glossary, made what is stored under this hash."""
    return not stored.startswith(_rendered_by(terms))


def _rendered_by(terms: str) -> str:
    if not terms:
        return renderer_fingerprint()
    return hashlib.sha256((renderer_fingerprint() + terms).encode()).hexdigest()[:CODE_LENGTH]
