"""Earlier verdicts in files: one signed JSON text each, named by a hash of all it depends on.

A file that is missing, truncated, altered or written by other code counts as absent, and the
judging is done again. Whatever goes wrong here costs only time.
"""

import hashlib
import json
import os
import platform
import tempfile
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.core.signing import BadSignature, Signer

from ..page.fingerprint import renderer_fingerprint

# About ten states of a large bank. The least recently used files are deleted first.
MOST_FILES = 5_000
MOST_BYTES = 400_000
LIBRARIES = ("pydantic", "pyyaml")


class VerdictCache:
    """Stores verdicts under `folder`, or nothing if there is no folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.signer = Signer(salt="quizzes.bank.proofs.cache")

    def get(self, *depends_on: str) -> Any:
        """The verdict that was put under these words, or None."""
        if self.folder is None:
            return None
        name = _name(depends_on)
        path = self.folder / name
        try:
            with path.open("rb") as file:
                text = file.read(MOST_BYTES + 1).decode()
            if len(text) > MOST_BYTES:
                return None
            # The name is signed too, so a verdict copied to another name is rejected.
            owner, _, data = self.signer.unsign(text).partition("\n")
            if owner != name:
                return None
            os.utime(path)
            return json.loads(data)
        except (OSError, ValueError, BadSignature):
            return None

    def put(self, verdict: Any, *depends_on: str) -> None:
        """Stores a verdict, whole or not at all, since several processes may write at once."""
        if self.folder is None:
            return
        name = _name(depends_on)
        text = self.signer.sign(f"{name}\n{json.dumps(verdict)}")
        if len(text) > MOST_BYTES:
            return
        temporary = ""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self.folder, suffix=".new")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(temporary, self.folder / name)
        except OSError:
            # The disk is full or the folder is read-only. The next run judges again.
            _delete(temporary)

    def trim(self, most: int = MOST_FILES) -> None:
        """Deletes the least recently used files, down to `most`."""
        if self.folder is None or not self.folder.is_dir():
            return
        ages: list[tuple[float, str]] = []
        for entry in os.scandir(self.folder):
            try:
                ages.append((entry.stat(follow_symlinks=False).st_mtime, entry.path))
            except OSError:
                continue  # Another process has just deleted it.
        for _age, path in sorted(ages)[: max(len(ages) - most, 0)]:
            _delete(path)


def _name(depends_on: tuple[str, ...]) -> str:
    text = json.dumps([_code(), *depends_on])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _code() -> str:
    """Identifies everything that judges: our code, the libraries, and Python itself."""
    libraries = [f"{name} {version(name)}" for name in LIBRARIES]
    return " ".join([renderer_fingerprint(), platform.python_version(), *libraries])


def _delete(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return
