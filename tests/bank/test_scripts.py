"""Scripts: every answer leads on, and every mistake to a number that shows it."""

import pytest

from quizzes.bank.checking.check import check_question_texts
from quizzes.bank.page.render import render_question
from quizzes.bank.text.document import parse_question
from tests.interviewing.scripted import MINUTE, READ, asked_text

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


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("weak: Says", f"weak: {'word ' * 450}", "weak: String should have at most 2000"),
        ("opening: Tell", f"opening: {'word ' * 450}", "opening: String should have at most 2000"),
        ("title: Attention", f"title: {'long ' * 30}", "title: String should have at most 120"),
        ("hint: Begin", f"hint: {'begin ' * 80}", "follow_ups.0.hint: String should have at most"),
        (
            "heard: Attention",
            f"heard: {'free ' * 100}",
            "traps.0.heard: String should have at most",
        ),
        ("terms: [root]", "terms: []", "rubric.1.terms: List should have at least 1"),
        (
            "terms: [root]",
            "terms: [aa, bb, cc, dd, ee, ff, gg]",
            "rubric.1.terms: List should have",
        ),
        ("terms: [root]", "terms: [x]", "rubric.1.terms.0: String should have at least 2"),
        ("[engineer, systems, research]", "[]", "roles: List should have at least 1"),
        ("[engineer, systems, research]", "[king]", "roles.0: Input should be 'engineer'"),
        ("seniority: mid", "seniority: chief", "seniority: Input should be 'junior'"),
        ("key: free,", "key: Not a key,", "traps.0.key: must be lowercase"),
        (
            "opening: Tell",
            f"asked: {['How?'] * 7}\nopening: Tell",
            "asked: List should have at most",
        ),
        ("MINUTE", f"{MINUTE} {MINUTE}", "the good minute has 198 words"),
    ],
)
def test_no_part_of_a_script_is_longer_or_shorter_than_can_be_used(before, after, says):
    found = faults((MINUTE if before == "MINUTE" else before, after))
    assert any(says in fault for fault in found), found


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (
            f"terms: [softmax], read: {READ}}}",
            f"terms: [softmax], read: {READ}, level: great}}",
            "a good answer needs at least 3 points",
        ),
        ("item: first-weights", "item: which-grows", "a number that the engine computes"),
        ('"Why the root?", good: BECAUSE-OF-VARIANCE.', '"Why the root?"', "needs either `good`"),
        ('"Why the root?",', '"Why the root?", item: which-grows,', "needs either `good`"),
        ("good: THE-DOT-PRODUCTS., because: STEP-BY-STEP.", "good: SO.", "because: "),
        ("good: EQUAL.,", "good: EQUAL., hint: No.,", "hint: is not a known field"),
    ],
)
def test_a_script_asks_enough_and_says_what_it_wants_to_hear(before, after, says):
    found = faults((before, after))
    assert any(says in fault for fault in found), found


def test_two_scripts_of_a_question_have_two_keys():
    text = asked_text()
    script = text[text.index("```script") :]
    again = text + script.replace("key: weights\n", "key: weights\nkind: estimate\n")
    found = [fault.message for fault in check_question_texts(NAME, again)]
    assert "a second script has the key weights" in found


@pytest.mark.parametrize(
    "place",
    [
        "weak: Says",
        "great: Says",
        "good: EQUAL.",
        "hint: Begin",
        "answer: QUADRATIC-COST.",
        "asked",
    ],
)
def test_no_result_is_typed_by_hand_in_a_script(place):
    """Whatever the interviewer says: a number is computed."""
    result = "$2 \\cdot 3 = 7.5$"
    if place == "asked":
        change = ("opening: Tell", f"asked: ['How much is {result}?']\nopening: Tell")
    else:
        key, words = place.split(": ")
        change = (place, f"{key}: 'It is {result}. {words}'")
        if key in ("weak", "great"):
            line = next(each for each in asked_text().splitlines() if each.startswith(place))
            change = (line, f"{key}: 'It is {result}.'")
        if key == "hint":
            change = ("hint: Begin with the dot products.", f"hint: 'It is {result}.'")
    found = faults(change)
    assert any(fault.startswith("TYPED-RESULT") for fault in found), found


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("say: Put numbers on it.", "say: Put numbers on the example above.", "'example above'"),
        ("opening: Tell me how", "opening: Tell me, as on this page, how", "'this page'"),
        ("heard: Attention is free.", "heard: The table above is free.", "'table above'"),
        ("opening: Tell", "asked: ['What does the page say?']\nopening: Tell", "'the page'"),
    ],
)
def test_an_interviewer_does_not_speak_of_the_page(before, after, says):
    """A mock interview asks away from it."""
    found = faults((before, after))
    assert any(fault.startswith("ASK script weights") and says in fault for fault in found), found


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
