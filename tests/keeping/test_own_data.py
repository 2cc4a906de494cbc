"""A learner's own bookmarks, notes and reports as plain data."""

import json

import pytest

from quizzes.keeping.own_data import own_bookmarks, own_notes, own_reports
from quizzes.models import Report
from tests.keeping.kept import QUESTION, TASK, keep, learner, send, write

pytestmark = pytest.mark.django_db


def test_everything_that_was_kept_is_listed_and_nothing_of_others(learner_client, bank):
    for name in ("ann", "ben"):
        learner(name)
        client = learner_client(name)
        for page in (QUESTION, TASK):
            keep(client, page)
        write(client, f"note of {name}")
        send(client, f"a report of {name}")
    Report.objects.update(reply="Thank you.")
    ann = learner("ann")
    bookmarks = own_bookmarks(ann)
    assert [(row["question"], row["task"]) for row in bookmarks] == [
        ("softmax", None),
        ("softmax", "weights-of-keys"),
    ]
    (note,) = own_notes(ann)
    assert (note["question"], note["text"]) == ("softmax", "note of ann")
    (report,) = own_reports(ann)
    assert report["text"] == "a report of ann"
    assert report["reply"] == "Thank you."
    assert report["answered_at"] is None
    told = json.dumps([bookmarks, note, report])
    assert "ben" not in told


def test_a_learner_who_kept_nothing_has_empty_lists(bank):
    ann = learner("ann")
    assert own_bookmarks(ann) == own_notes(ann) == own_reports(ann) == []
