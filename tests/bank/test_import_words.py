"""No word of a source vanishes unreported: 400 sources, each word looked for on the pages."""

import re

import pytest

from quizzes.bank.importing.decoding import Decoded
from quizzes.bank.importing.entries import finder
from quizzes.bank.importing.finding import Found
from quizzes.bank.importing.making import entries_of
from quizzes.bank.importing.numbering import number_all
from quizzes.bank.page.render import render_question
from quizzes.bank.text.document import parse_question

from .constructs import CONSTRUCTS, source
from .oddities import ODDITIES

pytestmark = pytest.mark.django_db
SOURCES = 400
# Environments and sizes that formulas have, and readers do not see.
MARKUP = re.compile(r"(?s)<!--.*?-->|\\[a-z]+|\]\([^()]*\)|<[^<>]*>|```\S*|\{\.js\}|https?://\S*")
TEX = ("align", "equation")
LEFT_OUT = re.compile(r":(\d+): needs a person: the lines? .*left out")
LINES = re.compile(r"the lines (\d+) to (\d+) ")
TAG = re.compile(r"<[^<>]*>")


def imported(tmp_path, text):
    """The questions of a source, and all that the report says."""
    entries = entries_of(Found(tmp_path / "a_guide.md", Decoded(text)), None)
    assert isinstance(entries, list), entries
    assert number_all(entries) == []
    find = finder(entries)
    shown, told = "", []
    for entry in entries:
        entry.compose(find, "imported")
        entry.report.outcome = "new"
        parsed, faults = parse_question(entry.name, entry.draft, entry.context)
        assert faults == []
        rendered = render_question(parsed)
        html = [each["html"] for each in rendered.fields["blocks"] if each["type"] == "html"]
        shown += " ".join([entry.title, *(TAG.sub("", each) for each in html)])
        told += entry.report.lines()
    return shown, told


def reported(text, told):
    """The words of the report, and of the lines that it says were left out."""
    lines = text.split("\n")
    words = "\n".join(told)
    for line in told:
        if match := LINES.search(line):
            words += "\n".join(lines[int(match[1]) - 1 : int(match[2])])
        elif match := LEFT_OUT.search(line):
            words += lines[int(match[1]) - 1]
    return words


def lost(tmp_path, text, words):
    shown, told = imported(tmp_path, text)
    seen = shown + reported(text, told)
    return [word for word in words if word not in seen]


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_every_word_of_a_construct_is_on_the_page_or_in_the_report(tmp_path, name):
    words = iter(range(1, 99))
    text = re.sub("@", lambda _: f"word{next(words)}x", CONSTRUCTS[name])
    assert lost(tmp_path, f"# Title\n\n{text}\n", re.findall(r"word\d+x", text)) == []


def test_no_word_of_400_sources_vanishes_unreported(tmp_path):
    found = {}
    for number in range(SOURCES):
        text, words = source(number)
        if missing := lost(tmp_path, text, words):
            found[number] = missing
    assert found == {}


def test_no_word_of_the_oddities_vanishes_unreported(tmp_path):
    for name, (text, _seen) in ODDITIES.items():
        text = text.format(key="key", title="Title")
        plain = MARKUP.sub(" ", text)
        words = [word for word in re.findall(r"[A-Za-z]{4,}", plain) if word not in TEX]
        assert lost(tmp_path, f"# Title\n\n{text}\n", words) == [], name
