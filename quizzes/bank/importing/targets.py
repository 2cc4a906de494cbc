"""What a link can lead to: a page with its headings, whatever another program calls them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache


@dataclass(frozen=True)
class Target:
    """A file that can be linked to: its new name, its title, and the ids of its headings."""

    name: str
    title: str
    anchors: dict[str, str]

    @cached_property
    def ids(self) -> dict[str, str]:
        """The ids of the headings by their bare forms, which other programs share."""
        return {_bare(name): name for name in reversed(self.anchors)}

    @cached_property
    def bare_title(self) -> str:
        return _bare(self.title)

    def anchor(self, wanted: str) -> str:
        """`#id` of the heading that another program's anchor means, or ``""``."""
        found = self.ids.get(_bare(wanted)) if _bare(wanted) else None
        return f"#{found}" if found else ""

    def has(self, wanted: str) -> bool:
        """True if another program's anchor means a heading here, or the title."""
        bare = _bare(wanted)
        return bare in self.ids or (bool(self.bare_title) and bare.endswith(self.bare_title))


# The target that a file name and an anchor (`#id` or ``""``) lead to.
FindTarget = Callable[[str, str], Target | None]


@lru_cache(maxsize=4096)
def _bare(anchor: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", anchor.lower()).strip("-")
