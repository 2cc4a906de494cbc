"""Turns `<table>` in a plain text into the lines of a Markdown table."""

from html.parser import HTMLParser

from .lines import Line, Notes, joined


def from_html(lines: list[Line], notes: Notes) -> list[Line]:
    out: list[Line] = []
    index = 0
    while index < len(lines):
        end = _end_of(lines, index)
        if end is None:
            out.append(lines[index])
            index += 1
            continue
        number = lines[index].number
        reader = _Cells()
        reader.feed(joined(lines[index : end + 1]))
        reader.close()
        rows = [row for row in reader.rows if row]
        notes.did(number, "an HTML table became a Markdown table")
        # A caption, and what stands before the table on its line or after it.
        out += [Line(number, ""), Line(number, " ".join(reader.outside.split())), Line(number, "")]
        for place, row in enumerate(rows):
            out.append(Line(number, f"| {' | '.join(' '.join(cell.split()) for cell in row)} |"))
            if place == 0:
                out.append(Line(number, "|" + " --- |" * len(row)))
        out.append(Line(lines[end].number, ""))
        index = end + 1
    return out


def _end_of(lines: list[Line], start: int) -> int | None:
    if lines[start].kind != "text" or "<table" not in lines[start].text.lower():
        return None
    for index in range(start, len(lines)):
        if "</table>" in lines[index].text.lower():
            return index
    return None


class _Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.is_in_cell = False
        self.outside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
            self.is_in_cell = True
        elif self.is_in_cell:
            self._add(self.get_starttag_text() or f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self.is_in_cell = False
        elif self.is_in_cell:
            self._add(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.is_in_cell:
            self._add(data.replace("|", "\\|"))
        else:
            self.outside += data

    def _add(self, text: str) -> None:
        self.rows[-1][-1] += text
