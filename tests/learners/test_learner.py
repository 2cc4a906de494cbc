"""How a learner is named where authors see answers."""

from quizzes.models import Learner


def test_two_learners_whose_accounts_were_deleted_have_two_names():
    assert str(Learner(pk=12)) == "learner 12"
    assert str(Learner(pk=13)) == "learner 13"
    assert str(Learner(browser_id="abcdef0123456789")) == "abcdef01"
