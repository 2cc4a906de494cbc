"""Sends a kept page, alone or with what is one visitor's own."""

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from .finished_pages import FinishedPage
from .theme import with_theme

NOTHING: Mapping[str, bytes] = MappingProxyType({})


def send(
    request: HttpRequest,
    page: FinishedPage,
    own: Mapping[str, bytes] = NOTHING,
    *,
    by_cookie: bool = False,
) -> HttpResponse:
    """The page in an encoding that the client accepts, or 304 if the client has it.

    `own` is put in at its places, and then only this visitor may keep the page. `by_cookie` says
    that the address shows other visitors something else, even if this one has nothing of their own.
    """
    own = with_theme(request, page, own)
    response = _response(request, page, own, by_cookie=by_cookie or bool(own))
    encoding = response.headers.get("Content-Encoding", "plain")
    response.headers["ETag"] = tag = f'"{_tag(page, own)}-{encoding}"'
    return get_conditional_response(request, etag=tag, response=response) or response


def send_once(
    request: HttpRequest, page: FinishedPage, own: Mapping[str, bytes], status: int = 200
) -> HttpResponse:
    """The page with something that no visitor gets twice, such as the token of a form. So it has
    no tag: whoever asks again needs another."""
    response = _response(request, page, with_theme(request, page, own), by_cookie=True)
    response.status_code = status
    return response


def _response(
    request: HttpRequest, page: FinishedPage, own: Mapping[str, bytes], *, by_cookie: bool
) -> HttpResponse:
    encoding, body = _encoded(page, own, request.META.get("HTTP_ACCEPT_ENCODING", ""))
    response = HttpResponse(body)
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Cache-Control"] = "private, no-cache" if by_cookie else "no-cache"
    patch_vary_headers(response, ("Accept-Encoding", *(("Cookie",) if by_cookie else ())))
    return response


def _encoded(page: FinishedPage, own: Mapping[str, bytes], accepted: str) -> tuple[str, bytes]:
    """The encoding chosen for an Accept-Encoding header, and the bytes to send."""
    names = accepted_names(accepted)
    # Brotli cannot be joined from pieces, so whoever has something of their own gets gzip.
    if "br" in names and not own:
        return "br", page.br
    if "gzip" in names:
        return "gzip", page.gzip(own)
    return "", page.text(own)


def _tag(page: FinishedPage, own: Mapping[str, bytes]) -> str:
    if not own:
        return page.tag
    digest = hashlib.sha256(page.tag.encode())
    for name, text in sorted(own.items()):
        digest.update(b"%d %s%d %s" % (len(name), name.encode(), len(text), text))
    return digest.hexdigest()[:24]


def accepted_names(header: str) -> set[str]:
    """The encodings that an Accept-Encoding header allows: `gzip, br;q=0` is only gzip."""
    names = set()
    for part in header.lower().split(","):
        name, _, weight = part.partition(";")
        if weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            names.add(name.strip())
    return names
