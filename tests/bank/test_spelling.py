"""Spelling: misspelled and British words are found, and correct ones pass."""

import subprocess
import sys
from pathlib import Path

import pytest

from quizzes.bank.text.files import read_tree
from scripts import spelling
from scripts.spelling import Dictionary, names_of, of_bank, of_markdown, read_terms

from .conftest import QUIZ, question_text

ROOT = Path(__file__).parents[2]
FIELD = """# A comment with a mispelling
softmax logits
strided
"""


@pytest.fixture(scope="module")
def dictionary():
    return Dictionary(read_terms(FIELD), {"Vaswani"})


def unknown(dictionary, text):
    passages = of_markdown("x.md", 1, text)
    return [word for _path, _line, words in passages for word in dictionary.unknown(words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The simularity of two kays.", ["simularity", "kays"]),
        ("A **vlaue** and an *eigenvlaue*.", ["vlaue", "eigenvlaue"]),
        (
            "The colour is normalised in the neighbouring centre.",
            ["colour", "normalised", "neighbouring", "centre"],
        ),
        ("- Atention, of\n- queryies", ["Atention", "queryies"]),
        ("| one dimensoin | two |", ["dimensoin"]),
        ("## The gradeint", ["gradeint"]),
        ("[the projektion](07-softmax.md#tehre)", ["projektion"]),
        ("The matrixs’s rows.", ["matrixs"]),
        ("Vaswany found it.", ["Vaswany"]),
    ],
)
def test_a_misspelled_or_british_word_is_found(dictionary, text, words):
    assert unknown(dictionary, text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Softmax turns the logits into weights; the strided pattern doesn't.",
        "Vaswani's paper has eight authors’ names.",
        "FlashAttention, PostgreSQL and a KV cache use bfloat16 in O(n) and 3x3 blocks.",
        "The code `kays` and the formula $vlaue$ are neither.",
        "```python\nkays = vlaue\n```",
        "The value {{ softmax([1, 2]) }} is computed.",
        "See [the paper](https://example.org/kays/vlaue) or https://example.org/kays.",
        "Write 07-softmax.md, vlaues.yaml and README.md.",
        "<span class='vlaue'>normalized</span>",
    ],
)
def test_a_right_text_is_left_alone(dictionary, text):
    assert unknown(dictionary, text) == []


def test_a_word_is_found_on_its_line_in_each_kind_of_text(bank, dictionary):
    bank.write("07-softmax.md", question_text().replace("It falls", "It flals"))
    bank.write("07-softmax.context.md", "## Where\n\nOne\n\ntehre.\n")
    bank.write("quizzes/softmax.md", QUIZ.replace("One task", "One taks"))
    found = [
        (path, line, word)
        for path, line, text in of_bank(read_tree(bank.root))
        for word in dictionary.unknown(text)
    ]
    lines = (bank.root / "07-softmax.md").read_text().splitlines()
    place = next(number for number, line in enumerate(lines, start=1) if "flals" in line)
    assert found == [
        ("content/07-softmax.md", place, "flals"),
        ("content/07-softmax.context.md", 5, "tehre"),
        ("content/quizzes/softmax.md", 7, "taks"),
    ]


def test_authors_are_known_from_the_sources(bank):
    assert names_of(read_tree(bank.root)) == {"Vaswani"}


def test_the_pages_are_read_without_what_is_computed(tmp_path, monkeypatch):
    monkeypatch.setattr(spelling, "ROOT", tmp_path)
    page = tmp_path / "quizzes" / "templates" / "page.html"
    page.parent.mkdir(parents=True)
    page.write_text('{% if kays > 1 %}\n<p class="{{ vlaue }}"\n>Right {{ wrnog }}\nwrods</p>')
    words = [(line, text.split()) for _path, line, text in spelling.of_templates()]
    assert [each for each in words if each[1]] == [(3, ["Right"]), (4, ["wrods"])]


def test_the_linter_of_known_misspellings_knows_british_forms(tmp_path):
    """Runs `typos` as `make lint` does, with the settings of pyproject.toml."""
    text = tmp_path / "text.md"
    text.write_text("The behaviour was recieved and initialised.\n")
    command = [
        Path(sys.executable).parent / "typos",
        "--config",
        ROOT / "pyproject.toml",
        "--format",
        "brief",
    ]
    found = subprocess.run([*command, text], capture_output=True, text=True, check=False)
    assert found.returncode == 2
    assert found.stdout.count("should be") == 3
    text.write_text("The behavior was received and initialized, np.arange(3) by Pinter.\n")
    assert subprocess.run([*command, text], check=False).returncode == 0
