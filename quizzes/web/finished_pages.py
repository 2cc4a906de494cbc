"""Pages cached as the bytes to send: rendered and compressed once, until they change."""

import gzip
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

import brotli
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache as shared_cache

from quizzes.items.code_version import add_sources

ROOMS = ("attention_engine", "config", "quizzes")
KEPT_SECONDS = 24 * 3600
BROTLI_QUALITY = 9


@dataclass(frozen=True)
class FinishedPage:
    """The two compressed forms of one page; `tag` is a hash of its content."""

    tag: str
    br: bytes
    gzip: bytes

    def encoded(self, accepted: str) -> tuple[str, bytes]:
        """The encoding chosen for an Accept-Encoding header, and the bytes to send."""
        names = _accepted_names(accepted)
        if "br" in names:
            return "br", self.br
        if "gzip" in names:
            return "gzip", self.gzip
        return "", gzip.decompress(self.gzip)


def finished_page(name: str, mark: Iterable[str], render: Callable[[], bytes]) -> FinishedPage:
    """The page cached under this name and mark; rendered now if there is none.

    `mark` has everything in the database that the page depends on. The cache key also covers the
    code, the templates and the static files.
    """
    digest = hashlib.sha256("\0".join([site_fingerprint(), name, *mark]).encode()).hexdigest()
    key = f"page:{digest}"
    page = shared_cache.get(key)
    if page is None:
        page = _finish(render())
        shared_cache.set(key, page, KEPT_SECONDS)
    return page


@cache
def site_fingerprint() -> str:
    """A hash over everything that goes into pages: code, templates, names of static files."""
    digest = hashlib.sha256()
    add_sources(digest, ROOMS, (".py", ".html"))
    for name, stored in sorted(getattr(staticfiles_storage, "hashed_files", {}).items()):
        digest.update(f"{name} {stored}\0".encode())
    return digest.hexdigest()


def _finish(html: bytes) -> FinishedPage:
    tag = hashlib.sha256(html).hexdigest()[:24]
    # mtime=0, so that the same page always gives the same bytes.
    zipped = gzip.compress(html, compresslevel=9, mtime=0)
    return FinishedPage(tag, brotli.compress(html, quality=BROTLI_QUALITY), zipped)


def _accepted_names(header: str) -> set[str]:
    """The encodings that an Accept-Encoding header allows: `gzip, br;q=0` is only gzip."""
    names = set()
    for part in header.lower().split(","):
        name, _, weight = part.partition(";")
        if weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            names.add(name.strip())
    return names
