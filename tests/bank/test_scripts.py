"""Scripts: every answer leads on, and every mistake to a number that shows it."""

import pytest

from quizzes.bank.checking.check import check_question_texts
from quizzes.bank.page.render import render_question
from quizzes.bank.text.document import parse_question
from tests.interviewing.scripted import asked_text

NAME = "12-asked.md"


def faults(*changes: tuple[str, str]) -> list[str]:
    text = asked_text()
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    found = check_question_texts(NAME, text)
    return [f"{fault.rule} {fault.message}" for fault in found]


def test_the_script_of_the_tests_is_right():
    assert faults() == []


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("{key: scale,", "{key: dot,", "the key dot is used twice"),
        ("{key: why,", "{key: number,", "the key number is used twice"),
        ("good: A weight", "good: No weight. #", "the good minute has 2 words"),
        (", level: great", "", "no point is `level: great`"),
        ("right: harder", "right: nowhere", "there is no probe nowhere"),
        ("right: harder", "right: slowly", "no answer leads to the probe harder"),
        ("item: first-weights", "item: third-weights", "this question has no item third-weights"),
        ("item: first-weights", "item: more-weights", "the item more-weights is asked twice"),
        ("unscaled: once-more", "kv_heads_left_out: once-more", "no answer to first-weights shows"),
        ("unscaled: once-more", "unscaled: slowly", "the probe slowly asks for no number"),
        ("mistakes: {unscaled: once-more}, ", "", "has known mistakes"),
        ("then: {right", "then: {left", "then.left: is not a known field"),
        ("opening: Tell", "opening: |\n  ## A heading\n\n  Tell", "HEADINGS"),
        ("(#the-long-answer)", "(#the-short-answer)", "LINK there is no #the-short-answer"),
    ],
)
def test_a_fault_names_its_place_and_what_is_wrong(before, after, says):
    found = faults((before, after))
    assert any(says in fault for fault in found), found


def test_a_probe_that_does_not_show_the_mistake_is_refused():
    """A scale of one leaves nothing to forget."""
    keys = "key: more-weights"
    text = asked_text()
    before, after = text.split(keys)
    after = after.replace('key: "halves(3, 4)"}', 'key: "halves(3, 4)", scale: 1}', 1)
    found = [fault.message for fault in check_question_texts(NAME, before + keys + after)]
    assert any("the mistake unscaled gives the right answer" in message for message in found)


def test_a_second_script_of_kind_question_is_refused():
    text = asked_text()
    script = text[text.index("```script") :]
    again = text + script.replace("key: weights\n", "key: again\n")
    found = [fault.message for fault in check_question_texts(NAME, again)]
    assert any("a second script of kind question" in message for message in found)
    estimate = again.replace("key: again\n", "key: again\nkind: estimate\n")
    assert check_question_texts(NAME, estimate) == []


def test_links_within_the_page_name_it_because_scripts_are_read_elsewhere():
    parsed, _faults = parse_question(NAME, asked_text())
    [script] = render_question(parsed).scripts
    assert '"/questions/asked/#the-long-answer"' in script.stored["rendered"]["rubric"][0]["read"]


def test_the_page_holds_nothing_of_the_tasks_and_follow_ups():
    parsed, _faults = parse_question(NAME, asked_text())
    [block] = [b for b in render_question(parsed).fields["blocks"] if b["type"] == "script"]
    assert "THE-DOT-PRODUCTS" not in str(block)
    assert "Put numbers on it." not in str(block)
    assert "QUADRATIC-COST" in str(block)
