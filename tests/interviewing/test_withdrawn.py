"""Whatever became of the bank since an interview began, its pages stay and link to nothing gone."""

import re
from collections.abc import Callable

import pytest

from quizzes.models import Item, Question
from tests.bank.conftest import question_text
from tests.fixtures import Bank
from tests.interviewing.scripted import asked_text

pytestmark = pytest.mark.django_db

LINK = re.compile(r'href="([^"#?][^"#]*)')


def as_draft(bank: Bank) -> None:
    bank.write("12-asked.md", asked_text().replace("status: published", "status: draft"))
    bank.sync()


def without_its_file(bank: Bank) -> None:
    bank.remove("12-asked.md")
    bank.sync()


def without_script_and_tasks(bank: Bank) -> None:
    bank.write("12-asked.md", question_text(12, "How is a question asked?"))
    bank.sync()


def with_other_tasks(bank: Bank) -> None:
    bank.write("12-asked.md", asked_text().replace("decimals: 3", "decimals: 4"))
    bank.sync()


def with_other_seeds(bank: Bank) -> None:
    Item.objects.update(seeds=[9_999_999])


WAYS = (as_draft, without_its_file, without_script_and_tasks, with_other_tasks, with_other_seeds)


def broken_links(interviewee, page: str) -> list[str]:
    main = page[page.index("<main") : page.index("</main>")]
    found = {each.replace("&amp;", "&") for each in LINK.findall(main)}
    return [each for each in sorted(found) if interviewee.client.get(each).status_code >= 400]


@pytest.mark.parametrize("withdraw", WAYS)
def test_no_link_of_an_old_debrief_is_broken(interviewee, asked, withdraw: Callable[[Bank], None]):
    interviewee.say()
    interviewee.type("unscaled")
    interviewee.go_on()
    interviewee.post("skip")
    interviewee.client.post(f"{interviewee.address}end/")
    before = interviewee.page()
    assert broken_links(interviewee, before) == []
    assert "This task, with the same numbers" in before
    withdraw(asked)
    page = interviewee.page()
    assert broken_links(interviewee, page) == []
    assert "Attention weights" in page
    assert "It takes dot products." in page


@pytest.mark.parametrize("withdraw", WAYS)
def test_a_running_interview_goes_on_to_its_end(interviewee, asked, withdraw):
    interviewee.page()
    withdraw(asked)
    for _prompt in range(5):
        assert broken_links(interviewee, interviewee.page()) == []
        interviewee.post("skip")
        assert broken_links(interviewee, interviewee.page()) == []
        interviewee.post("mark")
        if interviewee.client.get(interviewee.address).status_code == 302:
            break
    assert "Debrief" in interviewee.page()


def test_a_question_that_was_deleted_is_named_and_not_linked(interviewee):
    interviewee.say()
    interviewee.client.post(f"{interviewee.address}end/")
    Question.objects.get(slug="asked").delete()
    page = interviewee.page()
    assert broken_links(interviewee, page) == []
    assert "Attention weights" in page
    assert "Ask me again" not in page


def test_what_was_asked_leads_to_other_questions_only_while_they_are_public(asked, interviewee):
    interview = interviewee.interview
    said = 'See <a href="/questions/masks/#the-long-answer">what a mask hides</a>.'
    interview.scripts[0]["spec"]["rendered"]["good"] = said
    interview.save()
    interviewee.page()
    interviewee.post("answer")
    assert 'href="/questions/masks/#the-long-answer"' in interviewee.page()
    Question.objects.filter(slug="masks").update(status="draft")
    page = interviewee.page()
    assert "/questions/masks/" not in page
    assert "See what a mask hides." in page


@pytest.mark.parametrize("withdraw", [without_script_and_tasks, with_other_tasks])
def test_a_number_typed_for_a_task_that_was_changed_comes_back(interviewee, asked, withdraw):
    interviewee.say()
    interviewee.page()
    withdraw(asked)
    response = interviewee.post("answer", answer="[[7, 7, 7]]", text="how I got there")
    page = response.content.decode()
    assert response.status_code == 409
    assert "[[7, 7, 7]]" in page
    assert "how I got there" in page
    assert interviewee.turn.text == "how I got there"
    assert "costs you nothing" not in page


def test_a_solution_that_is_gone_is_refused_with_its_status(interviewee, asked):
    interviewee.say()
    interviewee.page()
    interviewee.post("skip")
    with_other_tasks(asked)
    response = interviewee.post("solution")
    assert response.status_code == 409
    assert "has no solution now" in response.content.decode()
