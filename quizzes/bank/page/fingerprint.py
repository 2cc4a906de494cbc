"""Tells when a stored page is out of date: its text changed, or the code that renders it did."""

import hashlib
from functools import cache
from importlib.metadata import version

from quizzes.items.code_version import add_sources

ROOMS = ("attention_engine", "quizzes/bank", "quizzes/items", "quizzes/search")
LIBRARIES = ("markdown", "math-core", "nh3", "numpy", "pygments", "pymdown-extensions")
# Lengths of the two parts of a render hash, in characters. They add up to the database field.
CODE_LENGTH, TEXT_LENGTH = 16, 48


@cache
def renderer_fingerprint() -> str:
    """A hash of the source code of everything that renders, and of its libraries' versions."""
    digest = hashlib.sha256()
    add_sources(digest, ROOMS, (".py",))
    for name in LIBRARIES:
        digest.update(f"{name} {version(name)}\0".encode())
    return digest.hexdigest()[:CODE_LENGTH]


def render_hash(*texts: str, terms: str = "") -> str:
    """The hash stored with a page rendered now from these texts. `terms` is the key of the
    glossary that its words are linked to."""
    digest = hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()
    return _rendered_by(terms) + digest[:TEXT_LENGTH]


def is_stale(stored: str, terms: str = "") -> bool:
    """True if other code, or another glossary, produced the page stored with this hash."""
    return not stored.startswith(_rendered_by(terms))


def _rendered_by(terms: str) -> str:
    if not terms:
        return renderer_fingerprint()
    return hashlib.sha256((renderer_fingerprint() + terms).encode()).hexdigest()[:CODE_LENGTH]
