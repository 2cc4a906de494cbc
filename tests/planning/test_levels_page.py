"""The rules in words, and the answers behind one level."""

from datetime import UTC, datetime

import pytest

from quizzes.models import Attempt, Card, CardKind, Learner, Verdict
from quizzes.planning.behind_a_level import behind_a_level
from quizzes.reviewing import levels
from quizzes.reviewing.ratings import Evidence
from quizzes.reviewing.recording import Shown, record
from tests.fixtures import kept_learner

pytestmark = pytest.mark.django_db
SKILL = "concept:softmax"


@pytest.fixture
def answers(bank, attempt):
    """Records first answers to one task, each on the next day, with these verdicts."""

    def made(*verdicts, learner="ann", is_mixed=False):
        for day, verdict in enumerate(verdicts, start=1):
            stored = Attempt.marked.get(pk=attempt(learner, "softmax/which-grows", verdict).pk)
            stored.created_at = datetime(2026, 3, day, 12, tzinfo=UTC)
            record(stored.learner, [Shown(stored, Evidence(is_first=True), is_mixed)])
        return Learner.objects.get(browser_id=learner)

    return made


def words(client, address):
    return " ".join(client.get(address).content.decode().split())


def test_the_rules_state_the_numbers_of_the_code(client, bank, monkeypatch):
    page = words(client, "/levels/")
    assert f"your last {levels.PROFICIENT_STREAK} first answers were right on the first try" in page
    assert f"on at least {levels.MASTERED_DAYS} days" in page


def test_a_level_names_the_answers_that_made_it(answers):
    learner = answers(Verdict.RIGHT, Verdict.WRONG, Verdict.RIGHT, Verdict.RIGHT)
    day = datetime(2026, 3, 5, tzinfo=UTC).date()
    found = behind_a_level(learner, SKILL, day)
    assert found.level == levels.Level.PROFICIENT
    assert [(a.words, a.counts) for a in found.answers] == [
        ("right on first try", True),
        ("right on first try", True),
        ("wrong, blank or solution shown", False),
        ("right on first try", False),
    ]
    assert found.wants == [
        "One more right answer on the first try, without hints, with new numbers.",
        "2 more right in mixed practice or in a mixed quiz.",
    ]


def test_what_is_missing_is_told_at_every_level(answers):
    day = datetime(2026, 3, 5, tzinfo=UTC).date()
    assert behind_a_level(None, SKILL, day).wants == ["Answer one task for this skill."]
    learner = answers(Verdict.WRONG)
    assert (
        "2 right answers in a row, on the first try" in behind_a_level(learner, SKILL, day).wants[0]
    )
    learner = answers(*[Verdict.RIGHT] * 3, learner="ben", is_mixed=True)
    mastered = behind_a_level(learner, SKILL, day)
    assert (mastered.level, mastered.wants) == (levels.Level.MASTERED, [])


def test_a_level_that_faded_says_that_one_answer_brings_it_back(answers):
    learner = answers(*[Verdict.RIGHT] * 3, is_mixed=True)
    later = datetime(2030, 3, 5, tzinfo=UTC).date()
    found = behind_a_level(learner, SKILL, later)
    assert found.level == levels.Level.FAMILIAR
    assert "One right answer restores your level" in found.wants[0]


def test_the_page_shows_the_own_answers_alone(learner_client, answers):
    answers(Verdict.RIGHT)
    kept_learner("ben")
    assert "counts" in words(learner_client("ann"), f"/levels/{SKILL}/")
    assert "You have not answered a task for this skill" in words(
        learner_client("ben"), f"/levels/{SKILL}/"
    )


@pytest.mark.parametrize("skill", ["concept:nothing", "softmax", "computation:", "a%00b"])
def test_an_unknown_skill_is_a_sentence(client, bank, skill):
    response = client.get(f"/levels/{skill}/")
    assert response.status_code == 404
    assert "There is no such skill" in " ".join(response.content.decode().split())


def test_a_long_record_is_cut_and_counted(answers):
    learner = answers(*[Verdict.RIGHT] * 28)
    Card.objects.filter(learner=learner, kind=CardKind.SKILL).update(reviews=40)
    found = behind_a_level(learner, SKILL, datetime(2026, 4, 1, tzinfo=UTC).date())
    assert (len(found.answers), found.more) == (28, 10)
