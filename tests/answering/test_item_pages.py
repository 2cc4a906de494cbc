"""The page of an item: its URL, its form, and every form that must not count."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from attention_engine import format_array
from quizzes.answering.form_tokens import issue_item_token, read_item_token
from quizzes.learners.cookie import COOKIE_NAME
from quizzes.models import Attempt, CardKind, Item
from tests.answering.all_kinds import KEYS, QUESTION, Page, stored_question, task, wrong_raw
from tests.fixtures import kept_learner, stored_card

pytestmark = pytest.mark.usefixtures("all_kinds")


def html(response) -> str:
    return response.content.decode()


class TestAddress:
    def test_without_a_seed_it_leads_to_the_first_numbers(self, client):
        shown = task("softmax")
        response = client.get(shown.item.get_absolute_url())
        assert response.status_code == 302
        assert response.url == shown.address

    def test_who_solved_some_is_led_to_the_next(self, client):
        page = Page(client, task("softmax"))
        page.answer(page.task.kind.right_answer())
        response = client.get(page.task.item.get_absolute_url())
        assert response.url == task("softmax", 1).address

    def test_who_solved_all_may_begin_again(self, client):
        for nth in range(8):
            page = Page(client, task("dot", nth))
            page.answer(page.task.kind.right_answer())
        response = client.get(task("dot").item.get_absolute_url())
        assert response.url == task("dot").address

    def test_the_same_address_shows_the_same_numbers_to_anybody(self, client):
        pages = [html(browser.get(task("weights").address)) for browser in (client, Client())]
        first, second = (page.split('class="givens"')[1].split("<form")[0] for page in pages)
        assert first == second

    def test_another_seed_shows_other_numbers(self, client):
        first = client.get(task("weights").address).context["givens"][0]
        second = client.get(task("weights", 1).address).context["givens"][0]
        assert first.value.tolist() != second.value.tolist()

    @pytest.mark.parametrize("seed", ["0", "9999", "-1", "1.5", "x", "", "１", "9" * 400, "1 OR 1"])
    def test_a_seed_that_was_not_released_is_refused_with_a_way_on(self, client, seed):
        shown = task("softmax")
        response = client.get(shown.item.get_absolute_url(), {"seed": seed})
        assert response.status_code == 404
        assert "is not a version of this task." in html(response)
        assert f'href="{shown.address}"' in html(response)

    def test_an_unknown_task_is_not_found_in_words(self, client):
        response = client.get("/questions/weights/items/nothing/")
        assert response.status_code == 404
        assert "There is no such task" in html(response)

    def test_a_withdrawn_task_and_one_of_a_draft_are_not_found(self, client):
        address = task("softmax").address
        Item.objects.filter(key="softmax").update(retired=True)
        assert client.get(address).status_code == 404
        stored_question(QUESTION.replace("status: published", "status: draft"))
        assert client.get("/questions/weights/items/dot/?seed=1").status_code == 404

    def test_a_task_without_released_numbers_is_not_found(self, client):
        address = task("softmax").item.get_absolute_url()
        Item.objects.filter(key="softmax").update(seeds=[])
        assert client.get(address).status_code == 404

    def test_other_methods_are_refused(self, client):
        assert client.put(task("dot").address).status_code == 405

    def test_no_page_is_kept_for_others(self, client):
        headers = client.get(task("dot").address).headers
        assert "private" in headers["Cache-Control"]


class TestPage:
    @pytest.mark.parametrize("key", KEYS)
    def test_it_shows_the_ask_and_a_form_that_works_without_scripts(self, client, key):
        page = Page(client, task(key))
        assert page.task.item.ask_html in page.text
        assert f'action="{page.task.address}"' in page.text
        assert 'name="csrfmiddlewaretoken"' in page.text
        assert ">Show solution</button>" in page.text

    @pytest.mark.parametrize("key", ["dot", "softmax", "weights", "derive"])
    def test_it_states_the_tolerance_in_words(self, client, key):
        page = Page(client, task(key))
        assert page.task.kind.tolerance_words() in page.text

    def test_it_shows_each_given_with_name_meaning_and_shape(self, client):
        page = Page(client, task("weights"))
        assert "query" in page.text
        assert "3 rows, 4 columns" in page.text

    def test_a_growth_is_asked_in_letters_not_numbers(self, client):
        assert Page(client, task("cost")).response.context["givens"] == []

    def test_the_other_numbers_are_a_plain_link(self, client):
        page = Page(client, task("weights"))
        assert f'href="{task("weights", 1).address}"' in page.text
        assert "Try new numbers" in page.text

    def test_the_last_numbers_lead_back_to_the_first(self, client):
        assert task("weights", 7).other.seed == task("weights", 0).seed

    def test_with_fixed_numbers_there_are_no_others(self, client):
        assert "Try new numbers" not in Page(client, task("cost")).text

    def test_htmx_names_the_address_on_the_items_own_page_only(self, client):
        shown = task("weights")
        headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{shown.address}"}
        assert client.get(shown.address, headers=headers).headers["HX-Replace-Url"] == shown.address
        headers["HX-Current-URL"] = "http://testserver/questions/weights/"
        assert "HX-Replace-Url" not in client.get(shown.address, headers=headers).headers

    def test_a_header_that_holds_no_address_is_no_page(self, client):
        headers = {"HX-Request": "true", "HX-Current-URL": "http://["}
        response = client.get(task("weights").address, headers=headers)
        assert response.status_code == 200
        assert "HX-Replace-Url" not in response.headers

    def test_htmx_without_a_seed_gets_the_form_at_once(self, client):
        address = task("weights").item.get_absolute_url()
        response = client.get(address, headers={"HX-Request": "true"})
        assert response.status_code == 200
        assert f'action="{task("weights").address}"' in html(response)


class TestAnswer:
    def test_what_was_read_is_echoed_with_its_cells_marked(self, client):
        page = Page(client, task("softmax"))
        right = page.task.kind.expected()
        page.answer(f"{right[0]:.3f} {right[1]:.3f} 5 6")
        assert "Read as" in page.text
        assert page.text.count('class="cell-right"') == 2
        assert page.text.count('class="cell-wrong"') == 2

    def test_a_wrong_shape_is_named_and_never_uses_up_a_try(self, client):
        page = Page(client, task("weights"))
        token = page.token
        for _ in range(3):
            page.answer("1 2; 3 4; 5 6")
            assert page.response.status_code == 422
            assert "Your answer is 3 x 2; the task asks for 2 x 3." in page.text
            assert "Its transpose has the right shape" in page.text
            assert page.token == token
        assert not Attempt.objects.exists()
        page.answer(page.task.kind.right_answer())
        assert Attempt.marked.get().mark.verdict == "right"

    def test_too_few_digits_are_told_apart_from_wrong(self, client):
        page = Page(client, task("softmax"))
        page.answer(format_array(page.task.kind.expected(), decimals=2))
        assert "The right idea, too few digits" in page.text
        assert "give three decimals" in page.text
        assert 'class="cell-short"' in page.text
        assert "cell-wrong" not in page.text

    def test_digits_are_not_said_to_be_too_few_where_enough_were_typed(self, client):
        page = Page(client, task("softmax"))
        page.answer(
            next(probe.raw for probe in page.task.kind.probes() if probe.verdict == "imprecise")
        )
        assert "Close, but not close enough" in page.text
        assert 'class="cell-close"' in page.text
        assert "too few digits" not in page.text

    def test_a_known_mistake_is_named_and_explained(self, client):
        page = Page(client, task("weights"))
        probe = next(probe for probe in page.task.kind.probes() if probe.mistake == "unscaled")
        page.answer(probe.raw)
        findings = page.response.context["feedback"].diagnosis.findings
        assert ("unscaled",) in [finding.mistakes for finding in findings]
        assert all(finding.title and finding.tells for finding in findings)

    def test_the_chosen_option_is_told_why_it_is_wrong_and_the_others_are_not(self, client):
        page = Page(client, task("grows"))
        options = page.task.kind.options()
        wrong = next(i for i, option in enumerate(options) if "FALLS" in option.why)
        page.answer("abc"[wrong])
        assert "WHY-FALLS" in page.text
        assert "WHY-GROWS" not in page.text
        assert "WHY-STAYS" not in page.text

    def test_a_step_that_follows_from_an_own_slip_is_right(self, client):
        page = Page(client, task("derive"))
        steps = page.task.kind.expected()
        own = steps["dot_products"] + 1
        page.post(
            {
                "token": page.token,
                "answer-dot_products": str(own.tolist()),
                "answer-scores": str((own / 2).tolist()),
            }
        )
        assert "consistent with your earlier step" in page.text
        assert "left blank" in page.text

    def test_a_format_error_says_where_and_keeps_the_text(self, client):
        page = Page(client, task("softmax"))
        response = page.answer("0.1 0.2,, <b>")
        assert response.status_code == 422
        assert "line 1, character" in page.text
        assert "0.1 0.2,, &lt;b&gt;" in page.text
        assert not Attempt.objects.exists()

    def test_an_answer_of_100_kilobytes_is_answered_in_words(self, client):
        response = Page(client, task("softmax")).answer("(" * 100_000)
        assert response.status_code == 422

    def test_a_null_character_is_a_format_error(self, client):
        assert Page(client, task("softmax")).answer("1\x002").status_code == 422

    def test_after_the_way_a_right_answer_does_not_count_and_says_so(self, client):
        page = Page(client, task("softmax"))
        page.give_up()
        page.answer(page.task.kind.right_answer())
        assert "this answer does not count" in page.text
        assert Attempt.objects.first().way_shown

    def test_the_page_says_later_that_the_way_was_seen(self, client):
        Page(client, task("softmax")).give_up()
        page = Page(client, task("softmax"))
        assert "You have already seen this solution" in page.text
        assert "Show solution" not in page.text

    def test_who_solved_a_task_is_not_told_that_its_solution_spoils_it(self, client):
        page = Page(client, task("softmax"))
        page.answer(page.task.kind.right_answer())
        again = Page(client, page.task)
        assert "You have already solved this one" in again.text
        assert "does not count" not in again.text


class TestForm:
    def test_the_same_form_twice_gives_the_first_result_and_no_second_attempt(self, client):
        page = Page(client, task("softmax"))
        data = {"token": page.token, "answer": wrong_raw(page.task)}
        first, second = html(page.post(data)), html(page.post(data))
        assert Attempt.objects.count() == 1
        assert "Not right yet" in first
        assert "Not right yet" in second

    def test_a_newcomer_who_posts_one_form_from_two_tabs_is_one_learner(self, client):
        page = Page(client, task("softmax"))
        data = {"token": page.token, "answer": wrong_raw(page.task)}
        client.post(page.task.address, data)
        # At once: the second request does not have the learner's cookie yet.
        del client.cookies[COOKIE_NAME]
        client.post(page.task.address, data)
        assert Attempt.objects.count() == 1

    def test_a_used_form_with_new_text_says_so_and_keeps_the_text(self, client):
        page = Page(client, task("softmax"))
        token = page.token
        page.post({"token": token, "answer": "1 2 3 4"})
        page.post({"token": token, "answer": "4 3 2 1"})
        assert "We had already checked this form" in page.text
        assert page.response.context["boxes"].raw == "4 3 2 1"
        assert Attempt.objects.get().raw == "1 2 3 4"

    @pytest.mark.parametrize("token", ["", "forged", "a:b"])
    def test_a_forged_token_is_refused_and_nothing_stored(self, client, token):
        response = client.post(task("softmax").address, {"token": token, "answer": "1 2 3 4"})
        assert response.status_code == 400
        assert "Nothing was checked or saved" in html(response)
        assert not Attempt.objects.exists()

    def test_the_form_of_another_task_is_refused(self, client):
        token = Page(client, task("dot")).token
        response = client.post(task("softmax").address, {"token": token, "answer": "1 2 3 4"})
        assert response.status_code == 400
        assert not Attempt.objects.exists()

    @pytest.mark.parametrize("seed", ["2", "x", "999", ""])
    def test_a_seed_changed_in_the_address_is_refused(self, client, seed):
        page = Page(client, task("softmax"))
        address = f"{page.task.item.get_absolute_url()}?seed={seed}"
        assert str(page.task.seed) != seed
        assert page.post({"token": page.token, "answer": "1"}, address).status_code == 400
        assert not Attempt.objects.exists()

    def test_a_task_that_changed_is_shown_anew_with_the_text_kept(self, client):
        page = Page(client, task("softmax"))
        stored_question(QUESTION.replace("What are the weights?", "Which weights come out?"))
        response = page.answer("0.1 0.2 0.3 0.4")
        assert response.status_code == 409
        assert "This task has changed since you opened it" in page.text
        assert "0.1 0.2 0.3 0.4" in page.text
        assert not Attempt.objects.exists()
        page.answer("0.1 0.2 0.3 0.4")
        assert Attempt.objects.get().item_version.version == 2

    def test_letters_chosen_for_a_task_that_changed_are_not_kept(self, client):
        page = Page(client, task("grows"))
        stored_question(QUESTION.replace("It falls", "It sinks"))
        page.answer("b")
        assert "checked" not in page.text.split("<form")[1].split("</form>")[0]

    def test_a_token_for_a_seed_that_is_not_released_is_not_judged(self, client):
        item = task("softmax").item
        token = issue_item_token(item.pk, item.version, 9999, 0)
        address = f"{item.get_absolute_url()}?seed=9999"
        response = client.post(address, {"token": token, "answer": "1 2 3 4"})
        assert response.status_code == 409
        assert not Attempt.objects.exists()

    def test_without_the_csrf_token_nothing_is_stored(self):
        client = Client(enforce_csrf_checks=True)
        page = Page(client, task("softmax"))
        assert page.answer("1 2 3 4").status_code == 403
        assert not Attempt.objects.exists()

    def test_the_time_on_the_task_comes_from_the_signed_token(self, client):
        page = Page(client, task("softmax"))
        issued = read_item_token(page.token).issued
        page.answer("1 2 3 4")
        attempt = Attempt.objects.get()
        assert abs(attempt.created_at.timestamp() - issued - attempt.seconds) < 2


class TestTheLevelOnTheTask:
    def level_in(self, client: Client) -> str:
        page = " ".join(client.get(task("softmax").address).content.decode().split())
        found = re.search(r'Your level in <a href="([^"]+)">this skill</a>: .*?>([^<]+)<', page)
        return "" if found is None else f"{found[1]} {found[2]}"

    def test_who_has_answered_sees_their_own_level_and_nobody_elses(self, client, learner_client):
        ann = kept_learner("ann")
        due = timezone.now().date() + timedelta(3)
        stored_card(ann, CardKind.SKILL, task("softmax").item.skill, due, streak=2)
        stored_card(ann, CardKind.SKILL, "computation:entropy", due, streak=3)
        address = f"/levels/{task('softmax').item.skill}/"
        assert self.level_in(learner_client("ann")) == f"{address} proficient"
        assert self.level_in(learner_client("ben")) == ""
        assert self.level_in(client) == ""

    def test_the_level_falls_when_it_is_probably_forgotten(self, learner_client):
        long_ago = date(2020, 2, 29)
        stored_card(kept_learner("ann"), CardKind.SKILL, task("softmax").item.skill, long_ago)
        assert self.level_in(learner_client("ann")).endswith("familiar")
