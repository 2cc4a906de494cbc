"""Our HTML as it can stand in another program: no addresses of this site, nothing to focus."""

import re

_LINK = re.compile(r"</?a\b[^>]*>")
# The source of a formula is for copying on our pages. Its backslashes and braces mean something to
# some of the formats, and MathML does without it.
_TEX = re.compile(r' data-tex="[^"]*"')
_BOX = re.compile(r' (?:tabindex="0"|role="group"|aria-label="[^"]*")')


def portable(html: str) -> str:
    """Part of one of our pages, on one line, because GIFT ends a text with an empty one."""
    return _on_one_line(_BOX.sub("", _TEX.sub("", _LINK.sub("", html))))


def _on_one_line(html: str) -> str:
    """The same HTML without line breaks. Code keeps its lines as `<br>`."""
    parts = re.split(r"(<pre\b.*?</pre>)", html, flags=re.DOTALL)
    parts[::2] = [re.sub(r"\s+", " ", part) for part in parts[::2]]
    parts[1::2] = [part.replace("\n", "<br>") for part in parts[1::2]]
    return "".join(parts).strip()
