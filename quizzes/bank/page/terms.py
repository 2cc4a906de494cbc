"""Finds glossary terms in a page and links the first use of each to its entry.

Only running text is changed: paragraphs and list items, not headings, links, code, formulas,
tables or quotations.
"""

import hashlib
import re
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

from ..text.names import names

_TEXT = ("p", "li")
_UNTOUCHED = names("a blockquote code h1 h2 h3 h4 h5 h6 math pre table summary")
_VOID = names("br hr img")
_WORD = re.compile(r"(?<![\w-])\w+")
_GOES_ON = re.compile(r"[\w-]")
_SPACE = re.compile(r"\s")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")


@dataclass(frozen=True)
class Terms:
    """The slug of each term with the words for it."""

    words: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @cached_property
    def key(self) -> str:
        """A hash of the terms, since pages depend on which are linked; empty without terms."""
        if not self.words:
            return ""
        return hashlib.sha256(repr(sorted(self.words)).encode()).hexdigest()

    @cached_property
    def slugs(self) -> dict[str, str]:
        """Each form with its slug. A form with a capital letter matches only as written."""
        return {
            form: slug for slug, words in self.words for word in words for form in forms_of(word)
        }

    @cached_property
    def starts(self) -> dict[str, list[str]]:
        """The forms by their first word in lowercase, the longest first: "layer normalization"
        before "layer"."""
        starts: dict[str, list[str]] = {}
        for form in sorted(self.slugs, key=len, reverse=True):
            starts.setdefault(_WORD.match(form)[0].lower(), []).append(form)  # type: ignore[index]
        return starts


NO_TERMS = Terms()


def forms_of(word: str) -> list[str]:
    """A word and its plural. A word that is plural already gets a form that nobody writes."""
    if _CONSONANT_Y.search(word):
        return [word, f"{word[:-1]}ies"]
    return [word, f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"]


@dataclass
class PageTerms:
    """Links the terms in the texts of one page, one text after the other."""

    terms: Terms
    used: set[str] = field(default_factory=set)

    def link(self, html: str) -> str:
        """Clean HTML with first uses linked and every other character unchanged."""
        if not self.terms.words:
            return html
        reader = _Reader(self)
        reader.feed(html)
        reader.close()
        reader.flush()
        return "".join(reader.parts)

    def linked(self, text: str) -> str:
        """Running text with first uses linked. Each word is looked up, because one pattern with
        all forms would be tried at every letter."""
        flat = _SPACE.sub(" ", text)
        # Letters such as İ become two in lowercase, which would shift every position after them.
        small = flat.lower() if len(flat.lower()) == len(flat) else flat
        parts, place = [], 0
        for word in _WORD.finditer(flat):
            start = word.start()
            form = self._form_at(flat, small, start, word[0].lower()) if start >= place else None
            if form is None:
                continue
            slug, end = self.terms.slugs[form], start + len(form)
            parts += [text[place:start], self._link(slug, text[start:end])]
            place = end
        return "".join([*parts, text[place:]])

    def _form_at(self, flat: str, small: str, start: int, first: str) -> str | None:
        for form in self.terms.starts.get(first, ()):
            where = small if form.islower() else flat
            if where.startswith(form, start) and not _GOES_ON.match(flat, start + len(form)):
                return form
        return None

    def _link(self, slug: str, words: str) -> str:
        if slug in self.used:
            return words
        self.used.add(slug)
        return f'<a class="term" href="/glossary/#{slug}">{words}</a>'


class _Reader(HTMLParser):
    """Copies the HTML through unchanged, except that its running text is linked."""

    def __init__(self, page: PageTerms) -> None:
        super().__init__(convert_charrefs=False)
        self.page = page
        self.parts: list[str] = []
        self.text: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._keep(self.get_starttag_text() or "")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._keep(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self._keep(f"</{tag}>")
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_entityref(self, name: str) -> None:
        self.text.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.text.append(f"&#{name};")

    def flush(self) -> None:
        text = "".join(self.text)
        self.text = []
        is_running = any(tag in _TEXT for tag in self.open)
        if is_running and not any(tag in _UNTOUCHED for tag in self.open):
            text = self.page.linked(text)
        self.parts.append(text)

    def _keep(self, markup: str) -> None:
        self.flush()
        self.parts.append(markup)
