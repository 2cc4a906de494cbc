"""Say it: the page of a question shows how it is asked, and what a good minute contains."""

import re

import pytest
from django.urls import reverse

from quizzes.bank.text.document import parse_question
from quizzes.editing.preview import preview_question
from quizzes.models import Question
from tests.interviewing.scripted import asked_text

ADDRESS = "/questions/asked/"


@pytest.fixture
def asked(empty_bank):
    empty_bank.write("12-asked.md", asked_text())
    empty_bank.sync()
    return empty_bank


def page(client) -> str:
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_it_shows_the_opening_the_rubric_and_the_traps(client, asked):
    text = page(client)
    assert "Tell me how a query attends to its keys." in text
    assert "It divides by the root." in text
    assert "Attention is free." in text
    assert "QUADRATIC-COST" in text
    assert f'href="{reverse("interviews")}?question=asked"' in text


def test_it_shows_nothing_of_the_tasks_follow_ups_and_probes(client, asked):
    text = page(client)
    for hidden in ("Put numbers on it.", "BECAUSE-OF-VARIANCE", "STEP-BY-STEP", "Begin with the"):
        assert hidden not in text


def test_the_contents_lead_to_it(client, asked):
    text = page(client)
    assert text.count('id="say-weights"') == 1
    assert text.count('href="#say-weights"') == 2  # next to the text, and folded on a phone


def test_the_recorder_is_hidden_without_a_script(client, asked):
    [recorder] = re.findall(r"<div[^>]*data-recorder[^>]*>", page(client))
    assert 'data-recorder-key="say-asked-weights"' in recorder
    assert recorder.endswith(" hidden>")


def test_a_page_without_a_script_loads_no_recorder(client, bank):
    text = client.get("/questions/softmax/").content.decode()
    assert "recorder" not in text
    assert "Say it" not in text


def test_an_estimate_is_one_line(client, asked):
    asked.write(
        "12-asked.md", asked_text().replace("key: weights\n", "key: weights\nkind: estimate\n")
    )
    asked.sync()
    text = page(client)
    assert "An estimate to practice" in text
    assert "Tell me how a query attends" not in text
    assert 'href="#say-weights"' not in text


def test_an_edit_of_the_script_shows_at_once(client, asked):
    assert "QUADRATIC-COST" in page(client)
    asked.write("12-asked.md", asked_text().replace("QUADRATIC-COST", "IT-IS-QUADRATIC"))
    asked.sync()
    text = page(client)
    assert "IT-IS-QUADRATIC" in text
    assert "QUADRATIC-COST" not in text


def test_it_costs_no_query(client, asked, django_assert_num_queries):
    with django_assert_num_queries(4):
        client.get(ADDRESS)
    with django_assert_num_queries(1):
        client.get(ADDRESS)


def test_the_programs_interface_leaves_it_out(client, asked):
    answer = client.get("/api/v1/questions/asked").json()
    assert "QUADRATIC-COST" not in str(answer)
    assert {block["type"] for block in answer["blocks"]} <= {"html", "example", "item"}


def test_the_preview_shows_it_and_its_faults_with_their_lines(db):
    text = asked_text().replace("right: harder", "right: nowhere")
    shown = preview_question(Question(slug="asked"), text, "")
    assert any(block["type"] == "script" for block in shown.page["blocks"])
    lines = text.splitlines()
    [fault] = [each for each in shown.faults if "there is no probe nowhere" in each.message]
    assert "right: nowhere" in lines[fault.line - 1]
    assert parse_question("12-asked.md", text)[0] is not None


def test_the_search_finds_what_is_said_and_leads_to_it(client, asked):
    found = client.get("/search/?q=quadratic+free").content.decode()
    assert "/questions/asked/#say-weights" in found
    assert "/questions/asked/" not in client.get("/search/?q=harder+equal+keys").content.decode()
