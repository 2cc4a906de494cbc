"""What the results show of each task: what was asked, and an answer that could not be read."""

import pytest

from quizzes.learners.cookie import learner_with
from quizzes.sittings import lifecycle
from quizzes.sittings.results import results_of, shortened
from tests.answering.all_kinds import stored_quiz


@pytest.mark.parametrize(
    ("length", "shown"), [(0, 0), (199, 199), (200, 200), (201, 201), (5000, 201)]
)
def test_a_long_answer_is_cut_after_two_hundred_characters(length, shown):
    text = shortened("1" * length)
    assert len(text) == shown
    assert text.endswith("…") == (length > 200)
    assert text.rstrip("…") == "1" * min(length, 200)


@pytest.mark.usefixtures("all_kinds")
def test_what_could_not_be_read_is_shown_as_it_was_typed():
    sitting = lifecycle.start(stored_quiz("softmax", "dot"), learner_with("1" * 32), "a" * 32)
    lifecycle.save(sitting, {sitting.plan[0]["item"]: "0.1 0.2,, 0.3"}, sitting.started_at)
    lifecycle.finish(sitting, sitting.started_at)
    sitting.refresh_from_db()
    unread, blank = results_of(sitting).tasks
    assert unread.feedback is not None
    assert unread.feedback.heading == "This answer could not be read"
    assert unread.feedback.read_as == "You typed “0.1 0.2,, 0.3”."
    assert blank.feedback is not None
    assert (blank.feedback.heading, blank.feedback.read_as) == ("Left blank", "")


@pytest.mark.usefixtures("all_kinds")
def test_each_result_repeats_what_was_asked():
    sitting = lifecycle.start(stored_quiz("softmax", "dot"), learner_with("1" * 32), "a" * 32)
    lifecycle.finish(sitting, sitting.started_at)
    sitting.refresh_from_db()
    weights, product = results_of(sitting).tasks
    assert "What are the weights?" in weights.ask_html
    assert "What is the dot product?" in product.ask_html
