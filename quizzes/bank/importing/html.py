"""Raw HTML in Markdown: tags that pages allow stay, and the others become Markdown."""

import re
from dataclasses import dataclass

from ..text.names import names
from .lines import Line, Notes, outside

_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)((?:\s[^<>]*)?)/?>")
# A tag that goes on in the next line.
_UNFINISHED = re.compile(r"<(?:img|a|p|div|span|details|summary|font|h[1-6])(?:\s[^<>]*)?$", re.I)
_SUMMARY = re.compile(r"(<summary\b[^<>]*>)(.{0,1000}?)(</summary\s*>)", re.IGNORECASE)
_IN_SUMMARY = re.compile(r"</?(?:b|strong|h[1-6]|p|em|i)\b[^<>]*>|\*\*", re.IGNORECASE)
_MOST_LINES = 12
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_KEPT = names("br sub sup kbd mark small del ins abbr cite q")
_BLOCKS = names(
    """
    p div center details section article figure figcaption header footer main ul ol dl dt dd
    thead tbody blockquote
    """
)
# Whole tables were converted before, so a table tag here is a stray one.
_DROPPED = names("span font u big nobr wbr picture source pre code tt table tr td th caption col")
_SIGNS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_PAIRED = {"s": "~~", "strike": "~~", "code": "`", "tt": "`"}
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^\s<>]+>|<[\w.+-]+@[\w.-]+>")
_ATTRIBUTE = r"""\b{}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""


def html(lines: list[Line], notes: Notes) -> list[Line]:
    out: list[Line] = []
    for line in _whole_tags(_without_comments(lines, notes)):
        if line.kind not in ("text", "table") or "<" not in line.text:
            out.append(line)
            continue
        reader = _Reader(line, notes)
        texts = outside(line.text, reader.changed).split("\n")
        kept = [text for text in texts if text.strip()] if len(texts) > 1 else texts
        for index, text in enumerate(kept):
            if len(texts) > 1 and (index or text.lstrip().startswith(("#", "**"))):
                is_item = text.startswith("- ") and out and out[-1].text.startswith("- ")
                out += [] if is_item else [Line(line.number, "")]
            out.append(line.with_text(text))
        if len(texts) > 1 and not (kept and kept[-1].startswith("- ")):
            out.append(Line(line.number, ""))
    return out


def _whole_tags(lines: list[Line]) -> list[Line]:
    """Joins the lines of a tag that goes on in the next one."""
    out: list[Line] = []
    joined = 0
    for line in lines:
        last = out[-1] if out else None
        goes_on = last and last.kind == line.kind == "text" and joined < _MOST_LINES
        if goes_on and last and _is_unfinished(last.text):
            out[-1] = last.with_text(f"{last.text.rstrip()} {line.text.strip()}".rstrip())
            joined += 1
        else:
            out.append(line)
            joined = 0
        if "<summary" in out[-1].text.lower():
            out[-1] = out[-1].with_text(_SUMMARY.sub(_plain_summary, out[-1].text))
    return out


def _is_unfinished(text: str) -> bool:
    """True if a tag, or a summary, goes on in the next line."""
    opened = text.lower().rfind("<summary")
    is_open = opened >= 0 and text.lower().find("</summary", opened) < 0
    return is_open or _UNFINISHED.search(text[text.rfind("<") :]) is not None


def _plain_summary(match: re.Match[str]) -> str:
    return f"{match[1]}{_IN_SUMMARY.sub('', match[2]).strip()}{match[3]}"


def _without_comments(lines: list[Line], notes: Notes) -> list[Line]:
    """Removes HTML comments, which may span lines."""
    out: list[Line] = []
    is_open = False
    for line in lines:
        text = line.text
        if line.kind not in ("text", "table"):
            out.append(line)
            continue
        if is_open:
            _before, end, text = text.partition("-->")
            is_open = not end
            text = text if end else ""
        shorter = outside(text, lambda part: _COMMENT.sub("", part)) if "<!--" in text else text
        if shorter != text:
            notes.did(line.number, "an HTML comment was removed")
            last = text.rfind("<!--")
            is_open = "-->" not in text[last:]
        out.append(line.with_text(shorter))
    return out


@dataclass
class _Reader:
    line: Line
    notes: Notes

    def changed(self, part: str) -> str:
        place, parts = 0, []
        for match in _TAG.finditer(part):
            if _AUTOLINK.match(part, match.start()):
                continue
            parts += [part[place : match.start()], self._tag(part, match)]
            place = match.end()
        return "".join([*parts, part[place:]])

    def _tag(self, part: str, match: re.Match[str]) -> str:
        is_end, name, attributes = bool(match[1]), match[2].lower(), match[3]
        if name == "br":
            return "<br>"
        tip = _value(attributes, "title")
        if tip and name != "img":
            self.notes.did(self.line.number, f"a tag has no tip on our pages; left out: {tip}")
        if name in _KEPT and (is_end or f"</{name}" in part[match.end() :].lower()):
            return f"<{'/' * is_end}{name}>"
        new = self._instead(part, match, is_end, name, attributes)
        if new is None:
            self.notes.did(self.line.number, "a tag that is not HTML is shown as code")
            return f"`{match[0].strip()}`"
        self.notes.did(self.line.number, "HTML became Markdown or was removed")
        return new

    def _instead(
        self, part: str, match: re.Match[str], is_end: bool, name: str, attributes: str
    ) -> str | None:
        apart = " " if self.line.kind == "table" else "\n"
        if name in _SIGNS:
            return _SIGNS[name]
        if name in _PAIRED and f"<{name}>" in part.lower() and f"</{name}>" in part.lower():
            return _PAIRED[name]
        if name in _DROPPED:
            return ""
        if name in _BLOCKS:
            return apart
        if name == "li":
            return "" if is_end else f"{apart}- "
        if name == "hr":
            return f"{apart}---{apart}"
        if name == "summary":
            return f":**{apart}" if is_end else f"{apart}**"
        if re.fullmatch(r"h[1-6]", name):
            return apart if is_end else f"{apart}{'#' * int(name[1])} "
        if name == "a":
            return self._link(part, match, is_end, attributes)
        if name == "img":
            return self._image(attributes)
        return None

    def _link(self, part: str, match: re.Match[str], is_end: bool, attributes: str) -> str:
        address = _value(attributes, "href")
        if not is_end:
            return "[" if address else ""
        opened = None
        for other in _TAG.finditer(part, 0, match.start()):
            if other[2].lower() == "a":
                opened = None if other[1] else other
        address = _value(opened[3], "href") if opened else ""
        return f"]({address})" if address else ""

    def _image(self, attributes: str) -> str:
        words, tip = _value(attributes, "alt"), _value(attributes, "title")
        words = ": ".join(dict.fromkeys(each for each in (words, tip) if each))
        return f"![{words}]({_value(attributes, 'src')})"


def _value(attributes: str, name: str) -> str:
    match = re.search(_ATTRIBUTE.format(name), attributes, re.IGNORECASE)
    return next((value for value in match.groups() if value is not None), "") if match else ""
