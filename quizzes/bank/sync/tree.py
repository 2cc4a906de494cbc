"""Loads a content folder into the database: nothing lost, half done, or done twice."""

from collections.abc import Iterable
from pathlib import Path

from django.db import IntegrityError, transaction

from ..checking.check import check_files
from ..page.known_pages import Known
from ..proofs.cache import VerdictCache
from ..store.lookup import ProvenItems, known_items, known_pages, known_scripts, linked_files
from ..store.questions import EditConflict
from ..text.document import parse_quiz
from ..text.faults import ContentFaults
from ..text.files import Tree, read_tree
from ..text.paths import QUESTION_FILE, context_file
from .lists import ListSync
from .questions import QuestionSync
from .quizzes import QuizSync
from .report import SyncReport
from .rows import QuestionRows


def sync_tree(
    root: Path,
    *,
    check: bool = False,
    progress: bool = False,
    cache: VerdictCache | None = None,
) -> SyncReport:
    """Updates the database to the files under `root`, or with `check` only reports what would
    change. `cache` stores finished proofs.

    Unchanged files cost a hash each and three queries in all. If there is any blocking fault,
    nothing is written; otherwise everything is written in one transaction. Raises EditConflict if
    somebody stored an edit, or another sync its files, during rendering: run the sync again.
    """
    tree = read_tree(root)
    report = SyncReport()
    lists = ListSync(tree)
    questions, quizzes = QuestionSync(QuestionRows(tree)), QuizSync(tree)
    changed = questions.changed() | quizzes.changed() | (lists.homeless() & set(tree.texts))
    names, elsewhere, is_proven = _touched(tree, changed, questions, quizzes)
    checked = check_files(tree, names, elsewhere, is_proven, cache=cache, progress=progress)
    report.rendered = len(checked.files)
    report.faults = [*checked.faults, *questions.rows.faults()]
    if any(fault.blocks for fault in report.faults):
        return report
    try:
        questions.plan(checked.files, report)
        quizzes.plan(report)
        lists.plan(report)
        if not check:
            with transaction.atomic():
                lists.write()
                questions.write()
                quizzes.write(checked.files, report)
    except ContentFaults as error:
        return SyncReport(faults=error.faults, rendered=report.rendered)
    except IntegrityError as error:
        # A row planned as new exists now: PostgreSQL lets two syncs write side by side.
        raise EditConflict("another sync changed the bank in the meantime") from error
    return report


def _touched(
    tree: Tree, changed: set[str], questions: QuestionSync, quizzes: QuizSync
) -> tuple[set[str], Known, ProvenItems]:
    """The changed files with those whose links or items they may break, what is known about all
    other files, and which of their items the database has proven."""
    gone = questions.gone() | quizzes.gone()
    names = changed | _leaning_on(tree, (changed | gone) - quizzes.changed())
    slugs = [match["slug"] for name in names if (match := QUESTION_FILE.fullmatch(name))]
    return names, _elsewhere(tree, names), ProvenItems(slugs)


def _leaning_on(tree: Tree, touched: set[str]) -> set[str]:
    """Files that link to a touched one, are a quiz with its items, or belong to it."""
    touched = touched | {context_file(name) for name in touched if QUESTION_FILE.fullmatch(name)}
    slugs = {match["slug"] for name in touched if (match := QUESTION_FILE.fullmatch(name))}
    names = {name for name, text in tree.texts.items() if linked_files(text) & touched}
    if slugs:
        names |= {name for name in tree.quizzes() if _questions_of(tree, name) & slugs}
    return {name.replace(".context.md", ".md") for name in names}


def _elsewhere(tree: Tree, names: set[str]) -> Known:
    """What the files named `names` need to know about the files that are not read again."""
    texts = [
        tree.texts[name]
        for base in names
        for name in (base, context_file(base))
        if name in tree.texts
    ]
    known = known_pages((linked_files(*texts) - names) & set(tree.texts))
    items, scripts = _listed(tree, names)
    # Those of questions that are read again are known from their files alone.
    read = {match["slug"] for name in names if (match := QUESTION_FILE.fullmatch(name))}
    known.items = _elsewhere_than(read, known_items(items))
    known.scripts = _elsewhere_than(read, known_scripts(scripts))
    return known


def _elsewhere_than(questions: set[str], identities: set[str]) -> set[str]:
    return {each for each in identities if each.partition("/")[0] not in questions}


def _questions_of(tree: Tree, quiz: str) -> set[str]:
    """The slugs of the questions whose items or scripts a quiz lists."""
    items, scripts = _listed(tree, [quiz])
    return {identity.partition("/")[0] for identity in items | scripts}


def _listed(tree: Tree, names: Iterable[str]) -> tuple[set[str], set[str]]:
    """The items and the scripts that quizzes list."""
    items: set[str] = set()
    scripts: set[str] = set()
    for name in set(tree.quizzes()) & set(names):
        quiz, _faults = parse_quiz(name, tree.texts[name])
        if quiz:
            items |= set(quiz.meta.items)
            scripts |= set(quiz.scripts_listed)
    return items, scripts
