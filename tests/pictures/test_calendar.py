"""A calendar shows every day once, also a leap day, and nothing after today."""

import re
from datetime import date, timedelta

from quizzes.pictures import calendar

FIRST, TODAY = date(2028, 2, 14), date(2028, 3, 1)
COUNTS = {date(2028, 2, 29): 12, date(2028, 2, 14): 1}


def drawn(today: date = TODAY, counts=COUNTS):
    return calendar("activity", "Activity", FIRST, today, counts, "First answers")


def test_the_table_has_each_day_with_its_count_and_a_dash_for_days_to_come():
    assert drawn().table.shown() == [
        ("Feb 14", ["1", "0", "0", "0", "0", "0", "0"]),
        ("Feb 21", ["0", "0", "0", "0", "0", "0", "0"]),
        ("Feb 28", ["0", "12", "0", "–", "–", "–", "–"]),
    ]


def test_a_day_is_fuller_the_more_was_done_and_one_answer_is_visible():
    cells = re.findall(r'class="(more-\d+|hidden-cell)"', drawn().svg())
    assert len(cells) == 21
    assert (cells[0], cells[1], cells[15]) == ("more-1", "more-0", "more-10")
    assert cells[17:] == ["hidden-cell"] * 4


def test_one_answer_alone_is_not_the_fullest_there_is():
    assert "more-10" not in drawn(counts={TODAY: 1}).svg()


def test_one_answer_beside_a_day_of_many_is_still_visible():
    svg = drawn(counts={TODAY: 1, FIRST: 40}).svg()
    assert re.findall(r'class="(more-[1-9]\d*)"', svg) == ["more-10", "more-1"]


def test_words_say_how_much_and_when_most():
    assert drawn().description == (
        "First answers each day. From February 14, 2028 to March 1, 2028, today, which is framed. "
        "13 on 2 days; most on February 29, 2028: 12."
    )
    assert drawn(counts={}).description.endswith("None so far.")


def test_days_outside_are_left_out_of_the_words():
    old = {FIRST - timedelta(1): 40, **COUNTS}
    assert "13 on 2 days" in drawn(counts=old).description


def test_a_monday_begins_a_row_of_its_own():
    assert [row[0] for row in drawn(today=date(2028, 3, 6)).table.shown()][-1] == "Mar 6"
