"""Plain words from the HTML that we generate, for summaries, search and rules."""

from html.parser import HTMLParser

from attention_engine.plain_tex import plain_tex

_BLOCKS = {"p", "li", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "pre", "blockquote", "div"}

WORDS_A_MINUTE = 200


def plain_words(html: str) -> str:
    """The words of a piece of HTML on one line, with formulas as plain text."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.parts).split())


def reading_minutes(text: str) -> int:
    """Reading time of a text in whole minutes, at least one."""
    return max(1, round(len(text.split()) / WORDS_A_MINUTE))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.in_formula = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "math":
            self.in_formula = True
            self.parts.append(plain_tex(dict(attrs).get("data-tex") or ""))
        self._space(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "math":
            self.in_formula = False
        self._space(tag)

    def handle_data(self, data: str) -> None:
        if not self.in_formula:
            self.parts.append(data)

    def _space(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append(" ")
