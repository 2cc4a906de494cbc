"""What the lists of the bank say to its other files, and what is wrong in them."""

from .faults import Fault
from .files import Tree
from .known import Known
from .paths import TOPICS_FILE
from .topics import parse_topics


def faults_of_lists(tree: Tree) -> list[Fault]:
    """Every fault of `topics.yaml`, where it stands in the tree."""
    text = tree.texts.get(TOPICS_FILE)
    return [] if text is None else list(parse_topics(text).faults)


def known_of_lists(tree: Tree) -> Known:
    """The topics that the questions of the tree may name."""
    text = tree.texts.get(TOPICS_FILE)
    return Known(topics=None if text is None else parse_topics(text).slugs)
