"""Links: those between imported files get the new names, the others a valid target or none."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from ..page.expressions import ExpressionError, evaluate
from ..rules.links import fits
from ..text.spans import code_regions, is_in
from .lines import Line, Notes, outside

_WORDS = r"(?P<words>(?:[^\[\]]|\[[^\[\]]*\])*)"
_TARGET = r"<?(?P<target>(?:[^()<>\n]|\([^()\n]*\))*?)>?(?P<tip>\s+\"[^\"]*\"|\s+'[^']*')?"
_LINK = re.compile(rf"(?P<image>!?)\[{_WORDS}\]\(\s*{_TARGET}\s*\)")
_REFERENCE = re.compile(r"(?P<image>!?)\[(?P<words>[^\[\]]+)\]\[(?P<name>[^\[\]]*)\]")
_DEFINITION = re.compile(
    r" {0,3}\[(?P<name>[^\]^][^\]]*)\]:\s*<?(?P<target>\S+?)>?(?:\s+[\"'(].*)?"
)
_FOOTNOTE = re.compile(r"\[\^(?P<name>[^\]\s]+)\]:?")
_BARE_URL = re.compile(r"(?<![\w(<\[\"'=/])https?://[^\s<>\[\]\"'`|]*[^\s<>\[\]\"'`|.,;:!?*_]")
_BRACES = re.compile(r"\{\{([^{}\n]*)\}\}|\{\{")
_PLACE = re.compile(r"(?P<file>[^#?]*?)(?:\.(?:md|markdown|html?))?/?(?P<anchor>#.*)?")


class Target(NamedTuple):
    """A file that can be linked to: its new name, its title, and the ids of its headings."""

    name: str
    title: str
    anchors: dict[str, str]


FindTarget = Callable[[str], Target | None]


@dataclass
class Linking:
    """Rewrites the links of one text. `own` is the file that contains it."""

    own: Target
    find: FindTarget
    notes: Notes
    references: dict[str, str] = field(default_factory=dict)

    def run(self, lines: list[Line]) -> list[Line]:
        lines = self._without_definitions(lines)
        return [
            line.with_text(self._line(line)) if line.kind in ("text", "table", "quote") else line
            for line in lines
        ]

    def _without_definitions(self, lines: list[Line]) -> list[Line]:
        out = []
        for line in lines:
            match = _DEFINITION.fullmatch(line.text.rstrip()) if line.kind == "text" else None
            if match:
                self.references[match["name"].lower()] = match["target"]
                self.notes.did(line.number, "the address of a link was moved to where it is used")
            else:
                out.append(line)
        return out

    def _line(self, line: Line) -> str:
        text = line.text
        if "[" in text:
            text = outside(text, lambda part: _FOOTNOTE.sub(_note_sign, part))
            text = outside(text, lambda part: _REFERENCE.sub(self._inlined, part))
            code = code_regions(text)
            text = _LINK.sub(
                lambda m: m[0] if is_in(code, m.start()) else self._one(m, line.number), text
            )
        if "://" in text:
            text = outside(text, self._bare)
        return outside(text, lambda part: _BRACES.sub(_as_code, part))

    def _inlined(self, match: re.Match[str]) -> str:
        target = self.references.get((match["name"] or match["words"]).lower())
        return f"{match['image']}[{match['words']}]({target})" if target else match[0]

    def _bare(self, text: str) -> str:
        links = [(m.start(), m.end()) for m in _LINK.finditer(text)]

        def marked(match: re.Match[str]) -> str:
            if any(start <= match.start() < end for start, end in links):
                return match[0]
            return f"<{match[0]}>"

        return _BARE_URL.sub(marked, text)

    def _one(self, match: re.Match[str], number: int) -> str:
        words, target = match["words"].strip(), match["target"].strip()
        if match["image"]:
            return self._picture(words, target, number)
        if re.match(r"https?://[^/\s]", target):
            return f"[{words or target}]({target.replace(' ', '%20')})"
        if target.startswith("#"):
            return self._anchored(self.own, "", words, target, number)
        if re.match(r"[a-z]+:", target) or not target:
            self.notes.did(number, "a link that pages do not allow became plain words")
            return words
        place = _PLACE.fullmatch(unquote(target).replace("\\", "/"))
        found = self.find(place["file"]) if place else None
        if found is None or place is None:
            self.notes.ask(number, f"the link to {target} led to no file; only its words are left")
            return words
        self.notes.did(number, "a link to another file got its new name")
        return self._anchored(found, found.name, words, place["anchor"] or "", number)

    def _anchored(self, target: Target, name: str, words: str, anchor: str, number: int) -> str:
        if anchor:
            anchor = _anchor_in(target.anchors, anchor[1:])
            if not anchor:
                self.notes.ask(number, "a link to a heading that does not exist leads to its page")
            if not anchor and not name:
                return words
        title = f"{target.title} {target.anchors.get(anchor[1:], '')}"
        if name and not fits(re.sub(r"[`*$\\]", "", words), title):
            self.notes.did(number, "the words of a link became the title of its target")
            words = target.anchors.get(anchor[1:]) or target.title
        return f"[{words}]({name}{anchor})"

    def _picture(self, words: str, address: str, number: int) -> str:
        words = words or "picture"
        if re.match(r"https?://[^/\s]", address):
            self.notes.ask(number, "pages cannot have images; a link to it took its place")
            return f"[{words}]({address})"
        self.notes.ask(number, "pages cannot have images; its description took its place")
        return f"*{words}*"


def _note_sign(match: re.Match[str]) -> str:
    return f"<sup>{match['name']}</sup>"


def _as_code(match: re.Match[str]) -> str:
    """Text in double braces as code, unless it is an engine call that evaluates."""
    try:
        evaluate(match[1] or "")
    except ExpressionError:
        return f"`{match[0]}`"
    return match[0]


def _anchor_in(anchors: dict[str, str], wanted: str) -> str:
    """`#id` of the heading that another program's anchor means, or ``""``."""
    bare = re.sub(r"[^a-z0-9]+", "-", wanted.lower()).strip("-")
    for name in anchors:
        if bare in (name, re.sub(r"[^a-z0-9]+", "-", name).strip("-")):
            return f"#{name}"
    return ""
