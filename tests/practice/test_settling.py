"""Which topics a diagnostic asks and skips, and what it says of each."""

from hypothesis import given
from hypothesis import strategies as st

from quizzes.practice.settling import (
    MOST_TASKS,
    Asked,
    Finding,
    all_asked,
    findings,
    next_topic,
)
from tests.planning.makers import topic

CHAIN = [
    topic("first", "a", leads_to=("second",)),
    topic("second", "b", builds_on=("first",), leads_to=("third",)),
    topic("third", "c", builds_on=("second",)),
]


def right(slug):
    return Asked(slug, is_right=True)


def wrong(slug):
    return Asked(slug, is_right=False)


def test_it_begins_in_the_middle_of_what_builds_on_what():
    assert next_topic(CHAIN, []) == "second"


def test_a_right_answer_settles_what_the_topic_builds_on():
    found = findings(CHAIN, [right("third")])
    assert found == {
        "first": Finding.PROBABLY_KNOWN,
        "second": Finding.PROBABLY_KNOWN,
        "third": Finding.KNOWN,
    }
    assert next_topic(CHAIN, [right("third")]) is None


def test_a_wrong_answer_settles_nothing_else_and_is_asked_again_at_the_end():
    asked = [wrong("second")]
    assert next_topic(CHAIN, asked) in ("first", "third")
    asked += [right("first"), right("third")]
    assert next_topic(CHAIN, asked) == "second"
    assert findings(CHAIN, [*asked, right("second")])["second"] == Finding.PARTLY
    assert findings(CHAIN, [*asked, wrong("second")])["second"] == Finding.TO_LEARN
    assert next_topic(CHAIN, [*asked, wrong("second")]) is None


def test_an_own_wrong_answer_counts_more_than_what_builds_on_it():
    found = findings(CHAIN, [wrong("first"), right("third")])
    assert found["first"] == Finding.TO_LEARN


def test_what_the_record_shows_as_known_is_not_asked():
    assert next_topic(CHAIN, [], {"second"}) in ("first", "third")
    assert findings(CHAIN, [], {"second"})["second"] == Finding.PROBABLY_KNOWN
    assert findings(CHAIN, [wrong("second")], {"second"})["second"] == Finding.TO_LEARN
    assert next_topic(CHAIN, [], {"first", "second", "third"}) is None


def test_a_topic_that_was_withdrawn_does_no_harm():
    assert next_topic(CHAIN, [right("gone"), wrong("gone")], {"gone too"}) == "second"
    assert next_topic([], []) is None


@given(st.lists(st.booleans(), min_size=20, max_size=20), st.integers(1, 30))
def test_it_always_ends_and_asks_no_topic_more_than_twice(answers, count):
    topics = [
        topic(
            f"t{n}",
            f"s{n}",
            builds_on=(f"t{n // 2}",) if n else (),
            leads_to=tuple(f"t{m}" for m in (2 * n, 2 * n + 1) if n < m < count),
        )
        for n in range(count)
    ]
    asked = []
    for is_right in answers:
        slug = next_topic(topics, asked)
        if slug is None:
            break
        asked.append(Asked(slug, is_right))
    assert next_topic(topics, asked) is None
    assert len(asked) <= MOST_TASKS
    slugs = [each.topic for each in asked]
    assert all(slugs.count(slug) <= 2 for slug in slugs)


def test_who_knows_all_is_asked_less_than_who_knows_nothing():
    assert len(all_asked(CHAIN, is_right=True)) == 2
    assert len(all_asked(CHAIN, is_right=False)) == 6
