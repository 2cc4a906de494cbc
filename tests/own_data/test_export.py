"""The export has everything that is stored about whoever asks, in the documented shape, and no key
before its answer was submitted."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from quizzes.learners.own_rows import in_chunks
from quizzes.models import Attempt, Quiz, Verdict
from quizzes.own_data.export import SECTIONS
from quizzes.own_data.table import COLUMNS, safe_cell
from tests.answering.all_kinds import KEYS, stored_question, stored_quiz
from tests.own_data.living import person, unfinished
from tests.site.test_privacy import words_that_tell

JSON, CSV = "/account/data/attention-by-hand.json", "/account/data/attempts.csv"
DOCUMENT = Path(__file__).parents[2] / "docs" / "own-data.md"


def file(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    assert "attachment" in response.headers["Content-Disposition"]
    assert "no-store" in response.headers["Cache-Control"]
    return b"".join(response.streaming_content).decode()


def exported(client: Client) -> dict[str, Any]:
    return json.loads(file(client, JSON))


def lines(client: Client) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file(client, CSV), newline="")))


@pytest.fixture
def quiz(db: None) -> Quiz:
    stored_question()
    return stored_quiz(*KEYS)


def every_key(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            # What numbers were read and which choice was made are as the task has them.
            yield from every_key(inner) if key not in ("read_as", "choice") else ()
    elif isinstance(value, list):
        for inner in value:
            yield from every_key(inner)


def test_every_field_of_the_export_is_documented(quiz):
    ann = person("ann", with_account=True)
    found = exported(ann.client)
    documented = set(re.findall(r"`(\w+)`", DOCUMENT.read_text()))
    assert set(every_key(found)) - documented == set()
    # Nothing is there by halves: each list of the life that was led has a row.
    assert [section.name for section in SECTIONS if not found[section.name]] == []
    assert found["format"] == "attention-by-hand/own-data"
    assert found["version"] == 1


def test_an_answer_comes_back_as_it_was_typed_with_its_verdict(quiz):
    ann = person("ann", with_account=False)
    stored = {attempt.pk: attempt for attempt in Attempt.marked.filter(learner=ann.learner)}
    rows = exported(ann.client)["attempts"]
    assert [row["id"] for row in rows] == sorted(stored)
    for row in rows:
        attempt = stored[row["id"]]
        (mark,) = row["marks"]
        assert row["typed"] == attempt.raw
        assert mark["verdict"] == attempt.mark.verdict
        assert [mistake["id"] for mistake in mark["mistakes"]] == attempt.mark.mistakes
        assert (row["version"], row["seed"]) == (attempt.item_version.version, attempt.seed)
        assert Client().get(row["address"]).status_code == 200


def test_the_password_and_other_secrets_are_not_in_it(quiz):
    ann = person("ann", with_account=True)
    text = file(ann.client, JSON)
    hashed = User.objects.get(pk=ann.user.pk).password
    assert "ann@example.org" in text
    assert hashed not in text
    assert hashed.rpartition("$")[2] not in text
    assert "password" not in text
    assert ann.client.cookies["sessionid"].value not in text


def test_a_running_quiz_is_exported_without_a_key(tasks, client):
    for quiz in Quiz.published.all():
        token = client.get(quiz.get_absolute_url()).context["token"]
        client.post(quiz.get_absolute_url(), {"token": token})
    text = file(client, JSON)
    taken = json.loads(text)["quizzes_taken"]
    assert sum(len(sitting["tasks"]) for sitting in taken)
    assert all(sitting["finished_at"] is None for sitting in taken)
    for task in tasks:
        words = [word for word in words_that_tell(task) if word in text]
        assert words == []
    # Of each task there are its name, its numbers as a seed, and what was typed: nothing.
    allowed = {"question", "task", "kind", "version", "seed", "address", "typed", "flagged"}
    for sitting in taken:
        for entry in sitting["tasks"]:
            assert set(entry) == allowed | {"saved_at"}
            assert entry["typed"] == ""


def test_what_is_typed_in_a_running_quiz_is_in_it_and_not_judged(quiz):
    ann = person("ann", with_account=False)
    pk = str(unfinished(ann.learner).pk)
    found = exported(ann.client)
    (running,) = [each for each in found["quizzes_taken"] if each["id"] == pk]
    assert "ann-typed-this" in [entry["typed"] for entry in running["tasks"]]
    assert pk not in [row["quiz_taken"] for row in found["attempts"]]


def test_nobody_gets_what_belongs_to_somebody_else(quiz):
    ann, ben = person("ann", with_account=True), person("ben", with_account=False)
    for who, other in ((ann, ben), (ben, ann)):
        for address in (JSON, CSV):
            text = file(who.client, address)
            assert [secret for secret in other.secrets if secret in text] == []
    mine = {row["id"] for row in exported(ann.client)["attempts"]}
    assert mine == {*Attempt.objects.filter(learner=ann.learner).values_list("pk", flat=True)}


def test_an_admin_who_answered_gets_only_their_own(quiz):
    ann = person("ann", with_account=False)
    boss = Client()
    boss.force_login(User.objects.create_superuser("boss"))
    found = exported(boss)
    assert found["attempts"] == []
    assert found["settings"] is None
    assert ann.learner.browser_id not in json.dumps(found)


def test_a_newcomer_gets_an_empty_file(client, db):
    found = exported(client)
    assert found["account"] is found["settings"] is found["goal"] is None
    assert all(found[section.name] == [] for section in SECTIONS)
    assert file(client, CSV).splitlines() == [",".join(COLUMNS)]


def test_a_cookie_that_is_not_ours_leads_to_nobody(quiz):
    ann = person("ann", with_account=False)
    client = Client()
    client.cookies["learner"] = ann.learner.browser_id
    assert exported(client)["settings"] is None


def test_the_table_has_a_line_for_each_answer(quiz):
    ann = person("ann", with_account=False)
    rows = exported(ann.client)["attempts"]
    table = lines(ann.client)
    assert [line["attempt"] for line in table] == [str(row["id"]) for row in rows]
    assert [line["verdict"] for line in table] == [row["marks"][0]["verdict"] for row in rows]


FORMULAS = [
    *("=1+2", "@SUM(A1)", "+1+cmd|' /C calc'!A0", "-1+2", " =1", "\t=1", "\r=1"),
    *("＝1", "|x", "%1"),
]


@pytest.mark.parametrize("typed", FORMULAS)
def test_no_cell_is_run_as_a_formula(bank, learner_client, attempt, typed):
    attempt("ann", "softmax/which-grows", Verdict.WRONG, raw=typed)
    (line,) = lines(learner_client("ann"))
    assert line["typed"] == f"'{typed}"
    # The other file is for programs, and exact.
    assert exported(learner_client("ann"))["attempts"][0]["typed"] == typed


@pytest.mark.parametrize("typed", ["-0.5", "+3", "1e-9", "-.5", "[[1, -2], [3, 4]]", "0.5, -1"])
def test_an_answer_that_is_no_formula_stays_as_it_was_typed(typed):
    assert safe_cell(typed) == typed


@given(st.text(max_size=20))
def test_a_text_is_kept_whole_behind_the_apostrophe(text):
    assert safe_cell(text) in (text, f"'{text}")


def test_the_table_keeps_lines_and_quotes_of_an_answer(bank, learner_client, attempt):
    typed = 'a "quoted"\nsecond, line;\r\n2'
    attempt("ann", "softmax/which-grows", Verdict.WRONG, raw=typed)
    (line,) = lines(learner_client("ann"))
    assert line["typed"] == typed


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_chunks_have_every_row_once(bank, attempt, size):
    for _ in range(7):
        attempt("ann", "softmax/which-grows", Verdict.WRONG)
    chunks = list(in_chunks(Attempt.objects.all(), size))
    assert all(len(chunk) <= size for chunk in chunks)
    found = [row.pk for chunk in chunks for row in chunk]
    assert found == sorted(Attempt.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("address", [JSON, CSV, "/account/data/"])
def test_only_reading_is_possible(client, db, address):
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


def test_the_page_says_what_is_stored(quiz):
    ann = person("ann", with_account=True)
    page = ann.client.get("/account/data/").content.decode()
    answers = Attempt.objects.filter(learner=ann.learner).count()
    assert f"about your skills: <strong>{answers}</strong>" in page
    assert "ann@example.org" in page
    assert JSON in page
    assert CSV in page


def test_the_page_of_a_newcomer_offers_nothing_to_download(client, db):
    page = client.get("/account/data/").content.decode()
    assert "store nothing about you" in page
    assert JSON not in page
    assert not client.cookies
