"""The content rules over a whole tree, or over the texts of one question."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tqdm import tqdm

from quizzes.items import ItemSpec

from .data_check import faults_of_lists, known_of_lists
from .document import ParsedQuestion, ParsedQuiz, parse_question, parse_quiz
from .faults import Fault
from .files import Tree
from .known import Known, KnownPage, known_question
from .newlines import plain
from .paths import QUESTION_FILE, context_file
from .render import Rendered, render_question, render_quiz
from .rules import Subject, judge

IsProven = Callable[[str, ItemSpec], bool]


@dataclass
class ReadFile:
    """One question (with its context) or quiz of a tree: its texts, read and rendered."""

    parsed: ParsedQuestion | ParsedQuiz
    rendered: Rendered
    source: str
    context_source: str = ""


@dataclass
class Checked:
    """What was read of a tree, by file name, and every fault found."""

    files: dict[str, ReadFile] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def check_tree(tree: Tree) -> list[Fault]:
    """Every fault of a content folder, sorted by file and line."""
    return check_files(tree, set(tree.texts)).faults


def check_files(
    tree: Tree,
    names: set[str],
    elsewhere: Known | None = None,
    is_proven: IsProven = lambda identity, spec: False,
    *,
    progress: bool = False,
) -> Checked:
    """Reads, renders and judges the named files of a tree.

    `elsewhere` tells what is known of all other files; `is_proven` which items passed their
    proofs before and need not be tried again; `progress` shows a bar on a terminal.
    """
    checked = Checked(faults=[*tree.faults, *_faults_of_names(tree), *faults_of_lists(tree)])
    for name in tree.questions():
        if name in names or context_file(name) in names:
            _read_question(tree, name, checked)
    for name in set(tree.quizzes()) & names:
        _read_quiz(tree, name, checked)
    known = (elsewhere or Known()).joined(known_of_lists(tree))
    for read in checked.files.values():
        known = known.joined(_known(read))
    for read in tqdm(checked.files.values(), "Checking", leave=False, disable=not progress):
        subject = Subject(
            read.parsed, read.rendered, known, read.source, read.context_source, is_proven
        )
        checked.faults += judge(subject)
    checked.faults = sorted(set(checked.faults))
    return checked


def check_question_texts(
    name: str,
    source: str,
    context_source: str = "",
    known: Known | None = None,
    is_proven: IsProven = lambda identity, spec: False,
    as_published: bool = False,
) -> list[Fault]:
    """The faults of one question's texts, as a form or an import asks for them.

    `name` is its file name. A fault with `blocks` false may stay in a draft.
    """
    parsed, faults = parse_question(name, plain(source), plain(context_source))
    if parsed is None:
        return sorted(faults)
    rendered = render_question(parsed)
    known = (known or Known()).joined(known_question(parsed, rendered))
    subject = Subject(parsed, rendered, known, source, context_source, is_proven)
    return judge(subject, as_published)


def _read_question(tree: Tree, name: str, checked: Checked) -> None:
    source = tree.texts[name]
    context_source = tree.texts.get(context_file(name), "")
    parsed, faults = parse_question(name, source, context_source)
    checked.faults += faults
    if parsed is not None:
        rendered = render_question(parsed)
        checked.files[name] = ReadFile(parsed, rendered, source, context_source)


def _read_quiz(tree: Tree, name: str, checked: Checked) -> None:
    parsed, faults = parse_quiz(name, tree.texts[name])
    checked.faults += faults
    if parsed is not None:
        checked.files[name] = ReadFile(parsed, render_quiz(parsed), tree.texts[name])


def _known(read: ReadFile) -> Known:
    if isinstance(read.parsed, ParsedQuestion):
        return known_question(read.parsed, read.rendered)
    quiz = read.parsed
    anchors = {h.id: h.text for piece in read.rendered.pieces for h in piece.converted.headings}
    return Known({quiz.name: KnownPage(quiz.meta.title, anchors)})


def _faults_of_names(tree: Tree) -> list[Fault]:
    """Numbers and slugs that two files share, and contexts without a question."""
    faults = []
    numbers: dict[str, str] = {}
    slugs: dict[str, str] = {}
    for name in tree.questions():
        match = QUESTION_FILE.fullmatch(name)
        assert match is not None  # noqa: S101 - questions() lists only these
        for words, seen in (("number", numbers), ("slug", slugs)):
            if match[words] in seen:
                other = seen[match[words]]
                message = f"the {words} {match[words]} is that of {other}, too"
                faults.append(Fault(name, 1, "UNIQUE", message))
            seen.setdefault(match[words], name)
    questions = {context_file(name) for name in tree.questions()}
    for name in tree.contexts():
        if name not in questions:
            owner = name.replace(".context.md", ".md")
            faults.append(Fault(name, 1, "CONTEXT", f"there is no {owner} that it belongs to"))
        elif not tree.texts[name].strip():
            faults.append(Fault(name, 1, "CONTEXT", "is empty; write it or delete the file"))
    return faults
