"""What the bank's lists (topics and glossary) tell its other files, and the faults in them."""

from ..page.glossary import parse_glossary
from ..page.known_pages import Known
from ..page.terms import NO_TERMS, Terms
from ..text.faults import Fault
from ..text.files import Tree
from ..text.paths import GLOSSARY_FILE, QUESTION_FILE, TOPICS_FILE
from ..text.topics import parse_topics


def faults_of_lists(tree: Tree) -> list[Fault]:
    """Every fault of `topics.yaml` and `glossary.yaml`, if the tree has them."""
    topics, glossary = tree.texts.get(TOPICS_FILE), tree.texts.get(GLOSSARY_FILE)
    faults = [] if topics is None else list(parse_topics(topics).faults)
    if glossary is not None:
        faults += [*parse_glossary(glossary).faults, *_unknown_questions(tree, glossary)]
    return faults


def known_of_lists(tree: Tree) -> Known:
    """The topics that questions in the tree may name."""
    text = tree.texts.get(TOPICS_FILE)
    return Known(topics=None if text is None else parse_topics(text).slugs)


def terms_of(tree: Tree) -> Terms:
    """The terms that the pages of the tree link to."""
    text = tree.texts.get(GLOSSARY_FILE)
    return NO_TERMS if text is None else parse_glossary(text).terms


def _unknown_questions(tree: Tree, text: str) -> list[Fault]:
    slugs = {match["slug"] for name in tree.questions() if (match := QUESTION_FILE.fullmatch(name))}
    glossary = parse_glossary(text)
    return [
        Fault(GLOSSARY_FILE, line, "GLOSSARY", f"there is no question {entry.read} to read")
        for entry, line in zip(glossary.entries, glossary.read_lines, strict=True)
        if entry.read and entry.read not in slugs
    ]
