"""Links: those between imported files get the new names, the others a valid target or none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from ..page.expressions import ExpressionError, evaluate
from ..rules.links import fits
from ..text.spans import code_regions, is_in
from .lines import Line, Notes, outside
from .references import EDGE, definition
from .targets import FindTarget, Target

_WORDS = r"(?P<words>(?:[^\[\]]|\[[^\[\]]{0,1000}\]){0,2000})"
_TARGET = r"<?(?P<target>(?:[^()<>\n]|\([^()\n]*\))*?)>?(?P<tip>\s+\"[^\"]*\"|\s+'[^']*')?"
_LINK = re.compile(rf"(?P<image>!?)\[{_WORDS}\]\(\s*{_TARGET}\s*\)")
_PICTURE_IN_WORDS = re.compile(r"!\[([^\[\]]*)\]\([^()]*\)")
# `[[Page|words]]` and `![[picture.png]]`, as Obsidian writes them. `[[1, 2]]` is a matrix.
_WIKI = re.compile(
    r"(?P<image>!?)\[\[(?P<target>[^\W\d_][^\[\]|#\n]*)(?P<anchor>#[^\[\]|\n]*)?"
    r"(?:\|(?P<words>[^\[\]\n]+))?\]\](?!\()"
)
_REFERENCE = re.compile(r"(?P<image>!?)\[(?P<words>[^\[\]]+)\]\[(?P<name>[^\[\]]*)\]")
_FOOTNOTE = re.compile(r"\[\^(?P<name>[^\]\s]+)\]:?")
_BARE_URL = re.compile(r"(?<![\w(<\[\"'=/])https?://[^\s<>\[\]\"'`|]*[^\s<>\[\]\"'`|.,;:!?*_]")
_BRACES = re.compile(r"\{\{([^{}\n]*)\}\}|\{\{")
_NO_TIP = "a link has no tip on our pages"
_BEGINS = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]|#{1,6}[ \t]")
_PLACE = re.compile(r"(?P<file>[^#?]*?)(?:\.(?:md|markdown|html?))?/?(?P<anchor>#.*)?")


@dataclass
class Linking:
    """Rewrites the links of one text. `own` is the page that contains it, `file` the
    old name of its file."""

    own: Target
    find: FindTarget
    notes: Notes
    file: str = ""
    references: dict[str, str] = field(default_factory=dict)

    def run(self, lines: list[Line]) -> list[Line]:
        out: list[Line] = []
        for paragraph in _paragraphs(self._without_definitions(lines)):
            if paragraph[0].kind in ("text", "table", "quote"):
                out += self._rewritten(paragraph)
            else:
                out += paragraph
        return out

    def _rewritten(self, paragraph: list[Line]) -> list[Line]:
        """The words of a link, and the description of a picture, may go on in the next line."""
        found = [EDGE.match(line.text) for line in paragraph]
        edges = [match[0] if match else "" for match in found]
        texts = [line.text[len(edge) :] for line, edge in zip(paragraph, edges, strict=True)]
        new = self._text("\n".join(texts), paragraph[0].number).split("\n")
        pairs = zip(paragraph, edges, new, strict=False)
        return [line.with_text(edge + text) for line, edge, text in pairs]

    def _without_definitions(self, lines: list[Line]) -> list[Line]:
        out = []
        for line in lines:
            match = definition(line)
            if match is None:
                out.append(line)
                continue
            self.references[match["name"].lower()] = match["target"]
            self.notes.did(line.number, "the address of a link was moved to where it is used")
            if match["tip"]:
                self.notes.did(line.number, f"{_NO_TIP}; left out: {match['tip']}")
        return out

    def _text(self, text: str, number: int) -> str:
        if "[" in text:
            text = outside(text, lambda part: _FOOTNOTE.sub(_note_sign, part))
            text = outside(text, lambda part: _WIKI.sub(lambda m: self._wiki(m, number), part))
            text = outside(text, lambda part: _REFERENCE.sub(self._inlined, part))
            code = code_regions(text)
            text = _LINK.sub(
                lambda m: (
                    m[0]
                    if is_in(code, m.start())
                    else self._one(m, number + text.count("\n", 0, m.start()))
                ),
                text,
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
        tip = (match["tip"] or "").strip()[1:-1].strip()
        if match["image"]:
            return self._picture(words, tip, target, number)
        if "![" in words:
            self.notes.ask(number, "pages cannot have images; its description took its place")
            words = _PICTURE_IN_WORDS.sub(lambda inner: inner[1] or "picture", words)
        if tip and tip not in words:
            self.notes.did(number, f"{_NO_TIP}; left out: {tip}")
        if re.match(r"https?://[^/\s]", target):
            return f"[{words or target}]({target.replace(' ', '%20')})"
        if target.startswith("#"):
            other = self.find(self.file, target) if not self.own.has(target) else None
            is_other = other is not None and other.has(target)
            found, name = (other, other.name) if other and is_other else (self.own, "")
            return self._anchored(found, name, words, target, number)
        if re.match(r"[a-z]+:", target) or not target:
            self.notes.did(number, "a link that pages do not allow became plain words")
            return words
        place = _PLACE.fullmatch(unquote(target).replace("\\", "/"))
        found = self.find(place["file"], place["anchor"] or "") if place else None
        if found is None or place is None:
            self.notes.ask(number, f"the link to {target} led to no file; only its words are left")
            return words
        self.notes.did(number, "a link to another file got its new name")
        return self._anchored(found, found.name, words, place["anchor"] or "", number)

    def _wiki(self, match: re.Match[str], number: int) -> str:
        target, anchor = match["target"].strip(), match["anchor"] or ""
        words = (match["words"] or "").strip()
        if match["image"]:
            return self._picture(words or target, "", target, number)
        found = self.find(target, anchor)
        if found is None:
            self.notes.ask(number, f"the link to {target} led to no file; only its words are left")
            return words or f"{target} {anchor.lstrip('#')}".strip()
        self.notes.did(number, "a link to another file got its new name")
        return self._anchored(found, found.name, words or target, anchor, number)

    def _anchored(self, target: Target, name: str, words: str, anchor: str, number: int) -> str:
        if anchor:
            is_title = target.has(anchor)
            anchor = target.anchor(anchor)
            if not anchor and not name:
                self.notes.did(number, "a link to a heading that does not exist became plain words")
                return words
            if not anchor and not is_title:
                self.notes.ask(number, "a link to a heading that does not exist leads to its page")
        title = f"{target.title} {target.anchors.get(anchor[1:], '')}"
        if name and not fits(re.sub(r"[`*$\\]", "", words), title):
            self.notes.did(number, "the words of a link became the title of its target")
            words = target.anchors.get(anchor[1:]) or target.title
        return f"[{words}]({name}{anchor})"

    def _picture(self, words: str, tip: str, address: str, number: int) -> str:
        words = ": ".join(part for part in (words, tip) if part) or "picture"
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


def _paragraphs(lines: list[Line]) -> Iterator[list[Line]]:
    """Runs of lines that a link may go on in: the lines of one paragraph, or else single ones."""
    run: list[Line] = []
    for line in lines:
        goes_on = run and line.kind == run[0].kind and line.kind in ("text", "quote")
        bare = EDGE.sub("", line.text, count=1)
        if not goes_on or not bare or _BEGINS.match(bare) or _is_edge_only(run[-1]):
            if run:
                yield run
            run = []
        run.append(line)
    if run:
        yield run


def _is_edge_only(line: Line) -> bool:
    return not EDGE.sub("", line.text, count=1)
