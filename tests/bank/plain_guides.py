"""Fifty plain guides with their context pages, written the way collections on the web do it."""

from itertools import cycle, islice
from pathlib import Path

from .oddities import ODDITIES

COUNT = 50
PER_FILE = 6
_TITLES = (
    "# Question {n}: {t}",
    "# 📚 Question {n}: **{t}**",
    "# Q{n}. {t}",
    "# {n}. {t}",
    "## Question {n} - {t}",
    "Question {n}: {t}\n=================",
)
_SHORT = (
    "**Short answer:**\n",
    "**Short answer:** ",
    "## TL;DR\n\n",
    "**Human Answer (A. N. Other):**\n",
)
_LONG = ("**Deep Dive:**\n", "## Deep Dive\n\n", "**AI Answer:**\n", "**Detailed explanation**:\n")
# The encodings of files. With the last one, a text loses characters that Windows-1252 lacks.
_WRITTEN = (
    lambda text: text.encode("utf-8"),
    lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
    lambda text: text.encode("utf-16"),
    lambda text: text.encode("cp1252", errors="ignore"),
)


def title_of(number: int) -> str:
    return f"What is guide {number} about – softly?"


def oddities_of(number: int) -> list[str]:
    """The oddities of a file. Every oddity is in several files, next to different others."""
    names = sorted(ODDITIES)
    start = (number * 5 + number // 8) % len(names)
    return list(islice(cycle(names), start, start + PER_FILE))


def file_name(number: int) -> str:
    """Every ten files, the naming style changes, as between systems and authors."""
    names = (
        "{n:02d}_guide_{n}.md",
        "{n} Guide {n}.MD",
        "Q{n}-guide-{n}.md",
        "{n:03d}_Guide_{n}.markdown",
    )
    return names[(number // 10) % len(names)].format(n=number)


def guide(number: int) -> str:
    title = title_of(number)
    odd = [_oddity(name, number, title) for name in oddities_of(number)]
    head = _TITLES[number % len(_TITLES)].format(n=number, t=title)
    short = _SHORT[number % len(_SHORT)] + f"A short answer to guide {number}.\n"
    long = _LONG[number % len(_LONG)] + f"The long story of guide {number}.\n"
    sources = "**References:**\n- [A paper (2017)](https://arxiv.org/abs/1706.03762) - good\n"
    pointer = f"---\n\n📚 See the [extended context](content/{_context_name(number)}).\n"
    return "\n".join([head, "", short, long, *odd, sources, pointer])


def context(number: int) -> str:
    odd = [_oddity(name, number, "Extended context") for name in oddities_of(number + 7)]
    return "\n".join(
        [f"# Extended context for question {number}\n", "**Business view:**\nIt pays.\n", *odd]
    )


def write_guides(root: Path, count: int = COUNT) -> Path:
    """Writes questions into `root`, and their contexts into `root/content`. Returns `root`."""
    (root / "content").mkdir(parents=True)
    for number in range(1, count + 1):
        written = _WRITTEN[number % len(_WRITTEN)] if number % 3 == 0 else _WRITTEN[0]
        (root / file_name(number)).write_bytes(written(guide(number)))
        (root / "content" / _context_name(number)).write_bytes(context(number).encode())
    return root


def is_in_windows_1252(number: int) -> bool:
    return number % 3 == 0 and number % len(_WRITTEN) == 3


def _context_name(number: int) -> str:
    return f"{file_name(number).rpartition('.')[0]}_context.md"


def _oddity(name: str, number: int, title: str) -> str:
    return ODDITIES[name][0].format(key=f"{name} {number}", title=title)
