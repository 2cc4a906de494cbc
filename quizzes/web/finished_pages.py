"""Pages kept as the bytes to send: rendered and compressed once, until what they show changes.

A kept page is the same for everybody. It is rendered without the visitor's request, so it cannot
hold anything of one visitor, nor of the host name and the cookies that a stranger made up. What
is one visitor's own is put in at the places that the page's template names.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import brotli
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache as shared_cache
from django.http import HttpRequest
from django.template.loader import render_to_string

from quizzes.items.code_version import add_sources
from quizzes.models import bank_edition

from .pieces import Piece, joined
from .places import Places

ROOMS = ("attention_engine", "config", "quizzes")
KEPT_SECONDS = 24 * 3600
BROTLI_QUALITY = 9

Kept = TypeVar("Kept")


@dataclass(frozen=True)
class FinishedPage:
    """`br` is the page as everybody sees it. The same in pieces has a place after each but the
    last: its name, and the bytes that usually stand there. `tag` is a hash of all this."""

    tag: str
    br: bytes
    pieces: tuple[Piece, ...]
    places: tuple[tuple[str, bytes], ...]

    @property
    def names(self) -> list[str]:
        """The names of its places."""
        return [name for name, _usual in self.places]

    def gzip(self, own: Mapping[str, bytes]) -> bytes:
        """The page as a gzip file, with `own` in the places of these names."""
        return joined(self._parts(own))

    def text(self, own: Mapping[str, bytes]) -> bytes:
        parts = self._parts(own)
        return b"".join(part.text if isinstance(part, Piece) else part for part in parts)

    def _parts(self, own: Mapping[str, bytes]) -> Iterable[Piece | bytes]:
        for piece, (name, usual) in zip(self.pieces, self.places, strict=False):
            yield piece
            yield own.get(name, usual)
        yield self.pieces[-1]


def finished_page(
    request: HttpRequest,
    template: str,
    mark: Iterable[str],
    context: Callable[[], Mapping[str, Any]],
) -> FinishedPage:
    """The page kept for this template and mark; rendered now if there is none.

    `mark` has everything in the database that the page depends on. The cache key also covers the
    code, the templates and the static files. Of the request only the address is used.
    """

    def make() -> FinishedPage:
        places = Places()
        shown = {**context(), "places": places}
        return _finish(*places.split(render_to_string(template, shown, _of_nobody(request))))

    return kept((template, settings.SITE_ADDRESS, *mark), make)


def kept_in_this_edition(name: Iterable[str], make: Callable[[], Kept]) -> Kept:
    """What was made under this name since the bank last changed; made now if nothing was."""
    return kept((bank_edition(), *name), make)


def kept(name: Iterable[str], make: Callable[[], Kept]) -> Kept:
    """What is cached under this name; made now if nothing is. None is not kept."""
    digest = hashlib.sha256("\0".join([site_fingerprint(), *name]).encode()).hexdigest()
    key = f"page:{digest}"
    found: Kept | None = shared_cache.get(key)
    if found is not None:
        return found
    made = make()
    if made is not None:
        shared_cache.set(key, made, KEPT_SECONDS)
    return made


@cache
def site_fingerprint() -> str:
    """A hash over everything that goes into pages: code, templates, names of static files."""
    digest = hashlib.sha256()
    add_sources(digest, ROOMS, (".py", ".html"))
    for name, stored in sorted(getattr(staticfiles_storage, "hashed_files", {}).items()):
        digest.update(f"{name} {stored}\0".encode())
    return digest.hexdigest()


def _of_nobody(request: HttpRequest) -> HttpRequest:
    """A request for the same page without host, query, cookies, session and user."""
    blank = HttpRequest()
    blank.method = "GET"
    blank.path, blank.path_info = request.path, request.path_info
    blank.resolver_match = request.resolver_match
    return blank


def _finish(pieces: list[str], places: list[tuple[str, str]]) -> FinishedPage:
    usual = tuple((name, text.encode()) for name, text in places)
    whole = pieces[0] + "".join(
        text + piece for (_name, text), piece in zip(places, pieces[1:], strict=True)
    )
    digest = hashlib.sha256("\0".join([whole, *(name for name, _text in places)]).encode())
    return FinishedPage(
        digest.hexdigest()[:24],
        brotli.compress(whole.encode(), quality=BROTLI_QUALITY),
        tuple(Piece.of(piece.encode()) for piece in pieces),
        usual,
    )
