"""Every link leads somewhere, and its words fit the title of its target."""

import re
from collections.abc import Iterator

from ..page.known_pages import Known, KnownPage
from ..page.render import Piece
from ..text.faults import shortened
from ..text.names import names
from ..text.paths import file_link
from .base import Finding, Subject, rule

SITE_PAGES = ("/", "/questions/", "/topics/", "/quizzes/", "/glossary/", "/labs/", "/workbench/")
# The bank does not know which labs exist; a test of the bank checks that.
_LAB = re.compile(r"/labs/[a-z-]+/")
EMPTY_WORDS = names(
    """
    a an and are as at be but by can do does for from have here how if in into is it its link
    more not of on or other page question read see so than that the their there these this to
    was what when where which who why will with you your
    """
)


@rule("LINK")
def links_lead_somewhere(subject: Subject) -> Iterator[Finding]:
    for piece in subject.rendered.pieces:
        seen: dict[str, int] = {}
        for link in piece.converted.links:
            nth = seen[link.target] = seen.get(link.target, -1) + 1
            message = _fault(
                link.target, link.text, subject.known.pages.get(piece.path), subject.known
            )
            if message:
                yield piece.path, _line(piece, link.target, nth), message


def fits(text: str, title: str) -> bool:
    """True if a link's words share a meaningful one with the title of its target."""
    return bool(_words(text) & _words(title))


def _fault(target: str, text: str, page: KnownPage | None, known: Known) -> str:
    if not target:
        return f"the link {shortened(text)!r} has no address"
    if re.match(r"https?://[^/\s]", target):
        return "" if text else f"the link to {target} has no words"
    if target.startswith("#"):
        if page is None or target[1:] in page.anchors:
            return ""
        return f"there is no {target} on this page; it has {_some(page)}"
    link = file_link(target)
    if link is None:
        return _site_fault(target)
    there = known.pages.get(link.file)
    if there is None:
        return f"there is no file {link.file}"
    title = there.title
    if link.anchor:
        if link.anchor[1:] not in there.anchors:
            return f"there is no {link.anchor} in {link.file}; it has {_some(there)}"
        title += f" {there.anchors[link.anchor[1:]]}"
    if not fits(text, title):
        return (
            f"the link text {shortened(text)!r} has no word in common with the title "
            f"{shortened(there.title)!r}"
        )
    return ""


def _site_fault(target: str) -> str:
    path = re.split(r"[?#]", target)[0]
    if path in SITE_PAGES or _LAB.fullmatch(path):
        return ""
    if path.startswith("/questions/"):
        return f"{target}: link to the file, as in [words](24-dot-product.md)"
    return f"{shortened(target)!r} leads nowhere; link to a file here or to an https:// address"


def _some(page: KnownPage) -> str:
    return ", ".join(f"#{anchor}" for anchor in list(page.anchors)[:6]) or "none"


def _line(piece: Piece, target: str, nth: int) -> int:
    return piece.line_of(f"]({target}", nth)


def _words(text: str) -> set[str]:
    words = re.findall(r"[^\W_]+", text.lower())
    # "weights" fits "weight".
    return {word.rstrip("s") for word in words if word not in EMPTY_WORDS and len(word) > 1}
