"""Faults under the content rules, as the admin shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from quizzes.bank.text.faults import Fault, shortened
from quizzes.bank.text.newlines import plain

# Showing more at once helps nobody.
MOST_SHOWN = 40
LINE_LENGTH = 160


@dataclass(frozen=True)
class ShownFault:
    """A fault with the field it belongs to and the text of its line."""

    field: str
    line: int
    rule: str
    message: str
    text: str
    blocks: bool

    def html(self) -> SafeString:
        """`line 12: RULE message`, the line linked to its place in the form."""
        return format_html(
            '<a href="#id_{}" data-fault-field="id_{}" data-fault-line="{}">line {}</a>: '
            '<strong class="fault-rule">{}</strong> {}{}',
            *(self.field, self.field, self.line, self.line, self.rule, self.message),
            format_html(' <code class="fault-text">{}</code>', self.text) if self.text else "",
        )

    def words(self) -> str:
        where = "extended context, " if self.field == "context_source" else ""
        return f"{where}line {self.line}: {self.rule} {self.message}"


def shown_faults(
    faults: Iterable[Fault], source: str, context_source: str = ""
) -> list[ShownFault]:
    texts = {"source": source, "context_source": context_source}
    lines = {field: plain(text).split("\n") for field, text in texts.items()}
    shown = []
    for fault in faults:
        field = "context_source" if fault.path.endswith(".context.md") else "source"
        own = lines[field]
        text = own[fault.line - 1] if 0 < fault.line <= len(own) else ""
        shown.append(
            ShownFault(
                *(field, fault.line, fault.rule, fault.message),
                *(shortened(text, LINE_LENGTH), fault.blocks),
            )
        )
    return shown
