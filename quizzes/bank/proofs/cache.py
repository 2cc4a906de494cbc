"""What was judged before, in files: one signed JSON text each, named by all that it depends on.

A file that is missing, torn, changed by another hand or of other code is no answer, and the
judging is done anew. Nothing that goes wrong here is more than lost time.
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

# Some ten states of a large bank. What was not asked for longest goes first.
MOST_FILES = 5_000
MOST_BYTES = 400_000
LIBRARIES = ("pydantic", "pyyaml")


class VerdictCache:
    """Verdicts under `folder`; without a folder nothing is kept."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.signer = Signer(salt="quizzes.bank.proofs.cache")

    def get(self, *depends_on: str) -> Any:
        """What was put under these words, or None."""
        if self.folder is None:
            return None
        name = _name(depends_on)
        path = self.folder / name
        try:
            with path.open("rb") as file:
                text = file.read(MOST_BYTES + 1).decode()
            if len(text) > MOST_BYTES:
                return None
            # The name is signed, too: a verdict copied to another name is none.
            owner, _, data = self.signer.unsign(text).partition("\n")
            if owner != name:
                return None
            os.utime(path)
            return json.loads(data)
        except (OSError, ValueError, BadSignature):
            return None

    def put(self, verdict: Any, *depends_on: str) -> None:
        """Keeps a verdict. Whole or not at all: several processes may do so at once."""
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
            # A full disk or a folder that may not be written: it is judged anew next time.
            _delete(temporary)

    def trim(self, most: int = MOST_FILES) -> None:
        """Deletes the files that were not asked for longest, down to `most`."""
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
    """All that judges: our code, the libraries, and Python itself."""
    libraries = [f"{name} {version(name)}" for name in LIBRARIES]
    return " ".join([renderer_fingerprint(), platform.python_version(), *libraries])


def _delete(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return
