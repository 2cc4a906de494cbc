"""Complete interviews: a quiz that lists scripts is asked as a mock interview, too."""

import pytest

from quizzes.bank.store.quizzes import save_quiz
from quizzes.bank.sync.tree import sync_tree
from quizzes.bank.text.document import parse_question, parse_quiz
from quizzes.bank.text.scripts import ScriptSpec
from quizzes.editing.edits import faults_of_quiz
from quizzes.interviewing.asked import scripts_of
from quizzes.interviewing.choosing import SLACK
from quizzes.interviewing.times import minutes_of_script
from quizzes.models import Interview, Question, Quiz
from tests.interviewing.interviewee import Interviewee
from tests.real_bank import CONTENT

pytestmark = pytest.mark.django_db

TEXT = """---
title: A whole interview
status: published
pass_mark: 70
items: [asked/first-weights]
interview:
  role: systems
  seniority: senior
  minutes: 30
  scripts: [asked/weights]
---
Numbers first, then words.
"""


@pytest.fixture
def complete(asked) -> Quiz:
    return save_quiz(Quiz(slug="whole"), TEXT)


def start(client, **chosen: str):
    token = client.get("/interview/").context["token"]
    return client.post("/interview/", {"token": token} | chosen)


def test_it_is_offered_and_asks_its_scripts(complete, client):
    page = client.get("/interview/").content.decode()
    assert "A whole interview" in page
    assert "30 minutes · 1 question" in page
    response = start(client, complete="whole")
    interview = Interview.objects.get()
    assert response.headers["Location"] == interview.get_absolute_url()
    facts = (interview.role, interview.seniority, interview.minutes)
    assert facts == ("systems", "senior", 30)
    assert [script.title for script in scripts_of(interview)] == ["Attention weights"]
    assert "Tell me how a query attends" in Interviewee(client).page()


def test_the_page_of_the_quiz_leads_there(complete, client):
    page = client.get("/quizzes/whole/").content.decode()
    assert 'href="/interview/#complete"' in page


@pytest.mark.parametrize("slug", ["nothing", "No slug", "\x00"])
def test_one_that_does_not_exist_starts_nothing(complete, client, slug):
    response = start(client, complete=slug)
    assert response.status_code == 409
    assert "not available any more" in response.content.decode()
    assert not Interview.objects.exists()


def test_a_withdrawn_quiz_is_not_offered(complete, client):
    Quiz.objects.update(status="draft")
    assert "A whole interview" not in client.get("/interview/").content.decode()
    assert start(client, complete="whole").status_code == 409


def test_without_its_questions_it_starts_nothing(complete, client):
    Question.objects.update(status="draft")
    assert start(client, complete="whole").status_code == 409
    assert not Interview.objects.exists()


def test_in_the_browser_a_script_that_does_not_exist_is_refused(complete):
    text = TEXT.replace("asked/weights]", "asked/weights, asked/gone]")
    assert [each.message for each in faults_of_quiz(complete, text)] == [
        "there is no script asked/gone"
    ]


def test_a_sync_tells_the_interview_whose_script_is_gone(complete, asked):
    asked.write("quizzes/whole.md", TEXT)
    asked.sync()
    text = (asked.root / "12-asked.md").read_text()
    asked.write("12-asked.md", text.replace("key: weights\ntitle", "key: other\ntitle"))
    report = sync_tree(asked.root)
    assert "there is no script asked/weights" in [fault.message for fault in report.faults]


def scripts_of_the_bank() -> dict[str, tuple[ScriptSpec, int]]:
    """Every script and its planned minutes, by name."""
    found = {}
    for path in sorted(CONTENT.glob("[0-9]*.md")):
        if not path.name.endswith(".context.md"):
            question, faults = parse_question(path.name, path.read_text())
            assert question is not None, faults
            kinds = {item.spec.key: item.spec.kind for item in question.items}
            for script in question.scripts:
                minutes = minutes_of_script(script.spec, kinds)
                found[f"{question.slug}/{script.spec.key}"] = script.spec, minutes
    return found


def test_the_complete_interviews_of_the_bank_fit_their_time():
    """Three, one for each role."""
    scripts = scripts_of_the_bank()
    assert len(scripts) >= 40
    quizzes = [
        parse_quiz(f"quizzes/{path.name}", path.read_text())[0]
        for path in sorted((CONTENT / "quizzes").glob("*.md"))
    ]
    whole = [quiz.meta.interview for quiz in quizzes if quiz.meta.interview]
    assert sorted(each.role for each in whole) == ["engineer", "research", "systems"]
    for each in whole:
        planned = sum(scripts[name][1] for name in each.scripts)
        assert each.minutes - 5 <= planned <= each.minutes + SLACK, each
        assert all(each.role in scripts[name][0].roles for name in each.scripts)
