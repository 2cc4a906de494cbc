"""Applies the content rules to a whole tree, or to the texts of one question."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tqdm import tqdm

from quizzes.items import ItemSpec

from ..page.known_pages import Known, KnownPage, known_question
from ..page.render import Rendered, render_question, render_quiz
from ..proofs.cache import VerdictCache
from ..proofs.proving import Wanted, proofs_begun, spec_text
from ..rules import Subject, judge
from ..text.document import ParsedQuestion, ParsedQuiz, parse_question, parse_quiz
from ..text.faults import Fault
from ..text.files import Tree
from ..text.newlines import plain
from ..text.paths import QUESTION_FILE, context_file
from .lists import faults_of_lists, known_of_lists, terms_of

IsProven = Callable[[str, ItemSpec], bool]


@dataclass
class ReadFile:
    """One question (with its context) or quiz of a tree: its texts, parsed, rendered, judged."""

    parsed: ParsedQuestion | ParsedQuiz
    rendered: Rendered
    source: str
    context_source: str = ""
    faults: list[Fault] = field(default_factory=list)


@dataclass
class Checked:
    """The files of a tree that could be read, by name, and every fault found."""

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
    cache: VerdictCache | None = None,
    progress: bool = False,
) -> Checked:
    """Reads, renders and judges the named files of a tree.

    `elsewhere` is what is known about all other files. `is_proven` says which items passed their
    proofs before and need not be tried again. `cache` stores the finished proofs. `progress`
    shows a progress bar.
    """
    checked = Checked(faults=[*tree.faults, *_faults_of_names(tree), *faults_of_lists(tree)])
    parsed = list(_parsed(tree, names, checked))
    steps = tqdm(total=2 * len(parsed), desc="Checking", leave=False, disable=not progress)
    with steps, proofs_begun(_wanted(parsed, is_proven), cache or VerdictCache()):
        known = (elsewhere or Known()).joined(known_of_lists(tree))
        for each in parsed:
            checked.files[each.name] = read = _rendered(tree, each)
            known = known.joined(known_file(read))
            steps.update()
        for read in checked.files.values():
            subject = Subject(
                read.parsed, read.rendered, known, read.source, read.context_source, is_proven
            )
            read.faults = judge(subject)
            checked.faults += read.faults
            steps.update()
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
    """The faults in one question's texts, for a form or an import.

    `name` is its file name. A fault with `blocks` False may stay in a draft.
    """
    parsed, faults = parse_question(name, plain(source), plain(context_source))
    if parsed is None:
        return sorted(faults)
    rendered = render_question(parsed)
    known = (known or Known()).joined(known_question(parsed, rendered))
    subject = Subject(parsed, rendered, known, source, context_source, is_proven)
    return judge(subject, as_published)


def _parsed(tree: Tree, names: set[str], checked: Checked) -> Iterator[ParsedQuestion | ParsedQuiz]:
    """Yields the named files that can be read, and records faults for the others."""
    for name in tree.questions():
        if name in names or context_file(name) in names:
            context = tree.texts.get(context_file(name), "")
            question, faults = parse_question(name, tree.texts[name], context)
            checked.faults += faults
            if question is not None:
                yield question
    for name in tree.quizzes():
        if name in names:
            quiz, faults = parse_quiz(name, tree.texts[name])
            checked.faults += faults
            if quiz is not None:
                yield quiz


def _wanted(parsed: list[ParsedQuestion | ParsedQuiz], is_proven: IsProven) -> Iterator[Wanted]:
    for question in parsed:
        for item in question.items if isinstance(question, ParsedQuestion) else ():
            identity = question.identity(item)
            if not is_proven(identity, item.spec):
                yield identity, 1, spec_text(item.spec)


def _rendered(tree: Tree, parsed: ParsedQuestion | ParsedQuiz) -> ReadFile:
    source = tree.texts[parsed.name]
    if isinstance(parsed, ParsedQuiz):
        return ReadFile(parsed, render_quiz(parsed), source)
    context_source = tree.texts.get(parsed.context_name, "")
    rendered = render_question(parsed, terms=terms_of(tree))
    return ReadFile(parsed, rendered, source, context_source)


def known_file(read: ReadFile) -> Known:
    """What other pages may need to know about this one."""
    if isinstance(read.parsed, ParsedQuestion):
        return known_question(read.parsed, read.rendered)
    quiz = read.parsed
    anchors = {h.id: h.text for piece in read.rendered.pieces for h in piece.converted.headings}
    return Known({quiz.name: KnownPage(quiz.meta.title, anchors)})


def _faults_of_names(tree: Tree) -> list[Fault]:
    """Faults for numbers and slugs that two files share, and contexts without a question."""
    faults = []
    numbers: dict[str, str] = {}
    slugs: dict[str, str] = {}
    for name in tree.questions():
        match = QUESTION_FILE.fullmatch(name)
        assert match is not None  # noqa: S101 - questions() lists only these
        for words, seen in (("number", numbers), ("slug", slugs)):
            if match[words] in seen:
                other = seen[match[words]]
                message = f"the {words} {match[words]} is already used by {other}"
                faults.append(Fault(name, 1, "UNIQUE", message))
            seen.setdefault(match[words], name)
    questions = {context_file(name) for name in tree.questions()}
    for name in tree.contexts():
        if name not in questions:
            owner = name.replace(".context.md", ".md")
            faults.append(Fault(name, 1, "CONTEXT", f"belongs to {owner}, which does not exist"))
        elif not tree.texts[name].strip():
            faults.append(Fault(name, 1, "CONTEXT", "is empty; write it or delete the file"))
    return faults
