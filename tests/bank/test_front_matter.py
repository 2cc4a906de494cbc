"""Front matter: every fault has its line and says what to do."""

import time

import pytest

from quizzes.bank.text.document import parse_question
from quizzes.bank.text.yaml_nodes import YamlFault, read_yaml

from .conftest import question_text


def faults_of(text):
    parsed, faults = parse_question("07-softmax.md", text)
    assert (parsed is None) == bool(faults)
    return [str(fault).removeprefix("07-softmax.md:") for fault in faults]


def with_line(old, new):
    text = question_text()
    assert old in text
    return faults_of(text.replace(old, new))


def test_a_right_file_is_read():
    parsed, faults = parse_question("07-softmax.md", question_text())
    assert faults == []
    assert (parsed.slug, parsed.meta.number, parsed.meta.title) == (
        *("softmax", 7),
        "What does softmax do?",
    )
    assert [item.spec.key for item in parsed.items] == ["which-grows"]
    assert [example.spec.key for example in parsed.examples] == ["three-scores"]


@pytest.mark.parametrize(
    ("old", "new", "where", "words"),
    [
        ("number: 7", "number: 08", 2, "put quotes around it if it is text"),
        ("number: 7", "number: 1e3", 2, "YAML reads 1e3 as a number in a surprising way"),
        ("number: 7", "number: '7'", 2, "number must be a whole number, without quotes"),
        ("number: 7", "number: 8", 2, "number is 8 but the file is named 07-softmax.md"),
        ("number: 7", "", 2, "number is missing"),
        ("title: What does softmax do?", "title: no", 3, "YAML reads no as a boolean"),
        ("title: What does softmax do?", "title: 2024-01-01", 3, "YAML reads 2024-01-01 as a date"),
        ("title: What does softmax do?", "title: 12:30", 3, "as a number in a surprising way"),
        ("title: What does softmax do?", "title: 12", 3, "must be text; put quotes around it"),
        (
            "title: What does softmax do?",
            "title: a: b",
            3,
            "put quotes around a text that contains",
        ),
        ("title: What does softmax do?", "title: 'x", 3, ""),
        ("topic: attention-scores", "topic: Attention", 4, "lowercase letters, digits"),
        ("difficulty: 2", "difficulty: 9", 5, "difficulty"),
        ("difficulty: 2", "difficulty: true", 5, "must be a whole number"),
        ("status: published", "status: done", 6, "'draft', 'review' or 'published'"),
        ("status: published", "status: published\nextra: 1", 7, "extra is not a known field"),
        ("difficulty: 2", "difficulty: 2\ntitle: twice", 6, "'title' appears twice"),
        ("https://arxiv", "ftp://arxiv", 8, "must be an address that starts with https://"),
        ("title: What does softmax do?", 'title: "a\\0b"', 3, "the control character U+0000"),
        ("title: What does softmax do?", 'title: "\\ud800"', 3, "the control character U+D800"),
        ("topic: attention-scores", "topic: &a x", 4, "an anchor (&) is not allowed"),
        ("topic: attention-scores", "topic: *a", 4, "an alias (*) is not allowed"),
        ("topic: attention-scores", "topic: !!python/name:os.system x", 4, "a tag (!)"),
    ],
)
def test_each_fault_has_its_line_and_its_words(old, new, where, words):
    (fault, *_more) = with_line(old, new)
    assert fault.startswith(f"{where}: ")
    assert words in fault


def test_a_file_without_front_matter_is_told_how_to_begin():
    assert faults_of("## Hello\n") == [
        "1: FRONT-MATTER a file must start with front matter: a line ---, its values, a line ---"
    ]


def test_several_faults_are_all_told_at_once():
    text = question_text().replace("difficulty: 2", "difficulty: 0").replace("topic:", "subject:")
    assert {fault.split(":")[0] for fault in faults_of(text)} >= {"2", "4", "5"}


def test_windows_line_endings_and_a_byte_order_mark_are_read_the_same():
    text = "\ufeff" + question_text().replace("\n", "\r\n")
    assert faults_of(text) == []


def test_a_yaml_bomb_is_refused_at_once():
    bomb = "a: &a [x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)
    )
    with pytest.raises(YamlFault, match="anchor"):
        read_yaml(bomb, first_line=1)


@pytest.mark.parametrize(
    "text",
    [
        *("[" * 20_000, "{a: " * 9_000, "- " * 15_000, "? " * 15_000),
        # Closed again, and below the depth at which Python gives up.
        *("x: " + "[" * depth + "]" * depth for depth in (13, 1_000, 3_000)),
        "x: " + "{a: " * 500 + "}" * 500,
    ],
)
def test_deep_nesting_is_refused_in_words_and_at_once(text):
    start = time.thread_time()
    with pytest.raises(YamlFault, match="nested too deeply"):
        read_yaml(text, first_line=1)
    # It took minutes; a slow machine takes half a second.
    assert time.thread_time() - start < 5
