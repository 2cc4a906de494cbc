"""The Markdown files of a collection: all folders, without those that hold no guides."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from ..text.names import names
from .contexts import context_name
from .names import INDEXES

_ENDINGS = (".md", ".mdx", ".markdown")
# Files about a collection, in the names that repositories and the makers of sites use.
_ABOUT = names(
    """
    contributing license licence copying changelog code_of_conduct code-of-conduct contributors
    codeowners pull_request_template issue_template bug_report feature_request
    _sidebar _navbar _coverpage _footer _header 404
    """
)
_ABOUT_AT_THE_TOP = names(
    "about authors changes history maintainers news notice releases roadmap security summary"
    " support toc todo"
)
# Folders of programs and of site makers.
_NO_GUIDES = names(
    """
    node_modules venv env __pycache__ site-packages dist build
    _site _includes _layouts _sass _data _templates layouts themes archetypes templates
    """
)


@dataclass
class Walked:
    """The Markdown files below a folder. `indexes` may only list the others. `left_out` says which
    were not taken, and why."""

    files: list[Path] = field(default_factory=list)
    indexes: list[Path] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def real(path: Path) -> Path:
    """A path with symlinks resolved. One that links to itself stays, and reading it then fails."""
    return Path(os.path.realpath(path))


def is_markdown(path: Path) -> bool:
    return (
        path.suffix.lower() in _ENDINGS
        and not path.name.startswith((".", "~"))
        and not path.is_dir()
    )


def walked(root: Path) -> Walked:
    """Every Markdown file in a folder and below, except files about the collection itself."""
    found = Walked()
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        found.left_out += _skipped(here, folders)
        folders[:] = sorted(name for name in folders if _may_have_guides(name))
        about = _ABOUT | (_ABOUT_AT_THE_TOP if here == root else frozenset())
        paths = [path for name in sorted(files) if is_markdown(path := here / name)]
        guides = [path for path in paths if path.stem.lower() not in (*about, *INDEXES)]
        index = [path for path in paths if path.stem.lower() in INDEXES]
        found.files += guides
        found.left_out += [
            f"{path} was left out: it is about the collection."
            for path in paths
            if path.stem.lower() in about
        ]
        # A folder with nothing but an index is a guide of its own, as what-is-a-token/README.md.
        is_bundle = len(index) == 1 and here != root and all(map(context_name, guides))
        (found.files if is_bundle else found.indexes).extend(index)
    if not found.files:
        found.files, found.indexes = found.indexes[:1], found.indexes[1:]
    return found


def _may_have_guides(name: str) -> bool:
    return not name.startswith(".") and name.lower() not in _NO_GUIDES


def _skipped(folder: Path, names_in_it: list[str]) -> list[str]:
    links = [name for name in names_in_it if (folder / name).is_symlink()]
    others = [name for name in names_in_it if name.lower() in _NO_GUIDES and name not in links]
    told = [f"{folder / name} was left out: it is a link to another folder." for name in links]
    return told + [f"{folder / name} was left out: such folders hold no guides." for name in others]
