"""Places in a page where something of one visitor can stand, while the page is rendered."""

import re
import secrets
from dataclasses import dataclass, field


@dataclass
class Places:
    """Replaces each place by a mark that nobody can have written into the page: it is random.

    The template tag `{% place %}` calls `mark` when a page is rendered to be kept.
    """

    nonce: str = field(default_factory=secrets.token_hex)
    found: list[tuple[str, str]] = field(default_factory=list)

    def mark(self, name: str, usual: str) -> str:
        """The mark of a place; `usual` is what stands there for everybody."""
        self.found.append((name, usual))
        return f"[{self.nonce} {len(self.found) - 1}]"

    def split(self, page: str) -> tuple[list[str], list[tuple[str, str]]]:
        """The page's pieces, and between them the places with their names and usual texts."""
        first, *others = re.split(rf"\[{self.nonce} (\d+)\]", page)
        return [first, *others[1::2]], [self.found[int(number)] for number in others[::2]]
