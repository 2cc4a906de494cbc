"""Identifies the code that judged an answer by a hash of its source."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
JUDGING = ("attention_engine", "quizzes/items")
LENGTH = 16


@cache
def engine_version() -> str:
    """A hash over all source code that makes variants and judges answers."""
    digest = hashlib.sha256()
    add_sources(digest, JUDGING, (".py",))
    return digest.hexdigest()[:LENGTH]


def add_sources(digest: "hashlib._Hash", rooms: Iterable[str], endings: tuple[str, ...]) -> None:
    """Adds the path and bytes of every file with one of the endings under these folders.

    Raises FileNotFoundError for a folder with no such file. Otherwise a room that was moved would
    be hashed as empty, and no later change to its code would make a page stale.
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
