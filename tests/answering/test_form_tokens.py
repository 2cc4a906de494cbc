"""The tokens of forms: issued by us, for one form, and tamper-proof."""

import pytest
from django.core.signing import Signer

from quizzes.answering.form_tokens import (
    BadToken,
    ItemToken,
    TaskChanged,
    issue_item_token,
    issue_quiz_token,
    read_item_token,
    read_quiz_token,
    task_of_token,
)
from tests.answering.all_kinds import task


def test_a_token_says_what_its_form_was_made_for():
    token = read_item_token(issue_item_token(5, 2, 7, now=1000.9))
    assert (token.item, token.version, token.seed, token.issued) == (5, 2, 7, 1000)
    assert len(token.nonce) == 32


def test_no_two_forms_have_the_same_nonce():
    assert len({read_item_token(issue_item_token(1, 1, 1, 0)).nonce for _ in range(50)}) == 50


@pytest.mark.parametrize("text", ["", "x", "a:b", "a:b:c", "\x00", "é" * 300, "." * 5000])
def test_what_is_no_token_is_refused(text):
    with pytest.raises(BadToken):
        read_item_token(text)


def test_every_change_to_a_token_is_refused():
    token = issue_item_token(5, 2, 7, 1000)
    for place in range(len(token)):
        changed = "A" if token[place] != "A" else "B"
        # The last character of base64 has unused bits.
        if place in (token.index(":") - 1, len(token) - 1):
            continue
        with pytest.raises(BadToken):
            read_item_token(token[:place] + changed + token[place + 1 :])


def test_a_token_of_another_kind_of_form_is_refused():
    with pytest.raises(BadToken):
        read_item_token(issue_quiz_token(5, 0))
    with pytest.raises(BadToken):
        read_quiz_token(issue_item_token(5, 1, 1, 0), 5, 0)
    with pytest.raises(BadToken):
        read_item_token(Signer().sign_object([5, 2, 7, "0" * 32, 0]))


def test_a_token_of_another_quiz_is_refused():
    with pytest.raises(BadToken):
        read_quiz_token(issue_quiz_token(5, 0), 6, 0)
    assert len(read_quiz_token(issue_quiz_token(5, 0), 5, 0)) == 32


def test_the_time_on_a_task_is_known_unless_the_tab_was_forgotten():
    token = ItemToken(1, 1, 1, "0" * 32, issued=1000)
    assert token.seconds_until(1042.7) == 42
    assert token.seconds_until(1000 + 25 * 60 * 60) is None
    assert token.seconds_until(900) is None


@pytest.mark.usefixtures("all_kinds")
class TestTheTaskOfAToken:
    def form_of(self, shown, **changed) -> str:
        made_for = {"item": shown.item.pk, "version": shown.item.version, "seed": shown.seed}
        return issue_item_token(**made_for | changed, now=1000)

    @pytest.mark.parametrize("in_the_address", [True, False])
    def test_a_form_leads_to_the_task_it_was_made_for(self, in_the_address):
        shown = task("dot", 1)
        seed = str(shown.seed) if in_the_address else None
        found, token = task_of_token(shown.item, self.form_of(shown), seed, now=1000)
        assert (found, token.issued) == (shown, 1000)

    def test_a_form_of_another_item_or_of_other_numbers_is_refused(self):
        shown, other = task("dot", 0), task("dot", 1)
        with pytest.raises(BadToken):
            task_of_token(task("weights").item, self.form_of(shown), now=1000)
        with pytest.raises(BadToken):
            task_of_token(shown.item, self.form_of(shown), str(other.seed), now=1000)
        with pytest.raises(BadToken):
            task_of_token(shown.item, self.form_of(shown), "", now=1000)

    @pytest.mark.parametrize("changed", [{"version": 99}, {"seed": 999}])
    def test_where_the_item_has_changed_since_the_form_is_known_but_has_no_task(self, changed):
        shown = task("dot")
        with pytest.raises(TaskChanged) as refused:
            task_of_token(shown.item, self.form_of(shown, **changed), now=1000)
        for name, value in changed.items():
            assert getattr(refused.value.token, name) == value
