"""A mock interview from the first question to the debrief."""

from datetime import timedelta

import pytest

from quizzes.answering.standing import standing_of
from quizzes.answering.task import Task
from quizzes.interviewing.debrief import slips_in
from quizzes.interviewing.expiry import expire
from quizzes.interviewing.turns import finish
from quizzes.models import Attempt, Card, Interview, Question, Turn
from tests.interviewing.scripted import held_interview

pytestmark = pytest.mark.django_db

HIDDEN = (
    *("BECAUSE-OF-VARIANCE", "EQUAL", "YOU-WERE-RIGHT", "YOU-LEFT-OUT-THE-ROOT"),
    *("THE-DOT-PRODUCTS", "STEP-BY-STEP", "QUADRATIC-COST", "A weight says how much"),
)


def test_a_prompt_gives_away_nothing_of_its_script(interviewee):
    page = interviewee.page()
    assert "Tell me how a query attends to its keys." in page
    assert [words for words in HIDDEN if words in page] == []


def test_after_the_answer_come_the_model_the_rubric_and_the_terms_found(interviewee):
    interviewee.page()
    interviewee.post("answer", text="Inner products, then the soft-max, er, softmax")
    page = interviewee.page()
    assert "A weight says how much" in page
    assert "It divides by the root." in page
    assert "You wrote: “Inner products”." in page
    assert "Not found: root." in page
    assert "BECAUSE-OF-VARIANCE" not in page


@pytest.mark.parametrize(
    ("mistake", "says", "because"),
    [
        ("unscaled", "Now these.", "YOU-LEFT-OUT-THE-ROOT"),
        ("", "What if keys are equal?", "YOU-WERE-RIGHT"),
        ("scores_not_weights", "Which step is first?", "STEP-BY-STEP"),
    ],
)
def test_an_answer_leads_to_the_probe_of_its_mistake(interviewee, mistake, says, because):
    interviewee.say()
    assert "Put numbers on it." in interviewee.page()
    verdict = interviewee.type(mistake)
    assert because not in verdict
    page = interviewee.go_on()
    assert says in page
    assert because not in page
    if interviewee.turn.item_id:
        page = interviewee.type(mistake)
    else:
        interviewee.post("answer")
        page = interviewee.page()
    assert because in page
    assert "Why the root?" in interviewee.go_on()


def test_a_number_is_an_attempt_like_any_other(interviewee):
    interviewee.say()
    interviewee.type("unscaled")
    attempt = Attempt.marked.get()
    assert attempt.mark.mistakes == ["unscaled"]
    assert Card.objects.filter(learner=attempt.learner, name="unscaled").exists()
    assert Turn.objects.get(number=2).attempt == attempt


def test_the_task_of_a_mistake_shows_that_mistake(interviewee):
    """At whatever numbers: the answer under the mistake differs from the right one."""
    interviewee.say()
    interviewee.type("unscaled")
    interviewee.go_on()
    assert "Unscaled" in interviewee.type("unscaled") or "square root" in interviewee.page()
    assert Turn.objects.get(number=3).attempt.marks.get().mistakes[0] == "unscaled"


def test_what_was_admitted_is_asked_about(interviewee):
    interviewee.say(heard=("free",))
    assert "What does it cost?" in interviewee.page()
    interviewee.post("answer")
    assert "QUADRATIC-COST" in interviewee.page()
    assert "Put numbers on it." in interviewee.go_on()


def test_an_answer_that_cannot_be_read_comes_back_and_counts_nothing(interviewee):
    interviewee.say()
    interviewee.page()
    response = interviewee.post("answer", answer="[[1, 2", text="my notes")
    assert response.status_code == 422
    assert "[[1, 2" in response.content.decode()
    assert "my notes" in response.content.decode()
    assert not Attempt.objects.exists()
    assert interviewee.turn.answered_at is None


def test_a_second_tab_finds_the_interview_where_it_is(interviewee):
    interviewee.page()
    first = interviewee.turn.number
    interviewee.post("answer", text="the first tab")
    response = interviewee.client.post(
        interviewee.address, {"turn": first, "action": "answer", "text": "the second"}
    )
    page = response.content.decode()
    assert "already answered" in page
    assert interviewee.turn.text == "the first tab"
    interviewee.post("mark")
    interviewee.page()
    interviewee.client.post(interviewee.address, {"turn": first, "action": "answer"})
    assert interviewee.turn.number == first + 1
    assert interviewee.turn.answered_at is None


def test_the_clock_stands_while_an_answer_is_marked_and_in_a_pause(interviewee, clock):
    interviewee.page()
    clock.goes_on(seconds=50)
    interviewee.post("answer")
    clock.goes_on(minutes=9)
    assert "14:10" in interviewee.page()
    interviewee.go_on()
    interviewee.post("pause", text="so far")
    clock.goes_on(minutes=30)
    page = interviewee.page()
    assert "14:10" in page
    assert "so far" in page
    interviewee.post("resume", text="so far")
    clock.goes_on(seconds=10)
    assert "14:00" in interviewee.page()
    assert interviewee.turn.pauses == 1


def test_when_the_time_is_out_the_answer_is_finished_and_the_debrief_comes(interviewee, clock):
    interviewee.page()
    clock.goes_on(minutes=16)
    page = interviewee.page()
    assert "Time is up" in page
    interviewee.post("answer", text="what I wanted to say")
    interviewee.post("mark", points=("dot", "no-such-point"))
    page = interviewee.page()
    assert "Debrief" in page
    assert "what I wanted to say" in page
    assert "1 of 3 points of a good answer" in page
    assert interviewee.interview.finished_at is not None


def test_ending_is_asked_about_first(interviewee):
    interviewee.page()
    interviewee.post("save", text="half a thought")
    asked = interviewee.client.get(f"{interviewee.address}end/")
    assert "End the interview?" in asked.content.decode()
    assert interviewee.interview.finished_at is None
    interviewee.client.post(f"{interviewee.address}end/")
    page = interviewee.page()
    assert "Debrief" in page
    assert "half a thought" in page
    assert "cut off by the end" in page
    assert "points of a good answer" not in page


def test_the_debrief_names_mistakes_missed_points_and_where_to_read(interviewee):
    interviewee.say(points=("dot",))
    interviewee.type("unscaled")
    interviewee.go_on()
    interviewee.client.post(f"{interviewee.address}end/")
    page = interviewee.page()
    assert "0 of 1 number was right" in page
    assert "It divides by the root." in page
    assert '<a href="/questions/asked/#the-long-answer">The long answer</a>' in page
    assert "Ask me again" in page


def test_nobody_is_praised_for_wrong_numbers(interviewee):
    interviewee.say(points=("dot", "scale", "soft"))
    interviewee.type("unscaled")
    interviewee.client.post(f"{interviewee.address}end/")
    page = interviewee.page()
    assert "3 of 3 points of a good answer" in page
    assert "What was strong" not in page
    assert "Attention scores" in page.split("Practice:")[1]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        # One number fits two mistakes, the next number only one of them.
        ([[("a",), ("b",)], [("b",)]], [((("b",),), 2)]),
        ([[("a",), ("b",)]], [((("a",), ("b",)), 1)]),
        # Two mistakes at once are one cause.
        ([[("a", "b")], [("a",)]], [((("a", "b"),), 1), ((("a",),), 1)]),
        ([], []),
    ],
)
def test_a_number_that_fits_two_mistakes_is_told_by_the_other_numbers(answers, said):
    assert slips_in(answers) == said


def test_a_follow_up_that_was_not_answered_comes_with_its_good_answer(interviewee):
    interviewee.say()
    interviewee.type()
    interviewee.go_on()
    interviewee.post("skip")
    interviewee.go_on()
    interviewee.post("answer", text="no idea")
    interviewee.go_on()
    page = interviewee.page()
    assert "Debrief" in page
    todo = page.split("Follow-ups to answer again")[1].split("Say it again")[0]
    assert "What if keys are equal?" in todo
    assert "Why the root?" in todo
    assert f'href="#turn-{interviewee.turn.number}"' in todo
    assert "BECAUSE-OF-VARIANCE" in page


def test_ending_loses_nothing_that_was_typed_or_ticked(interviewee):
    interviewee.page()
    asked = interviewee.post("end", text="half a thought")
    assert asked.headers["Location"] == f"{interviewee.address}end/"
    assert "half a thought" in interviewee.page()
    interviewee.post("answer", text="a whole one")
    interviewee.post("end", points=("dot",))
    assert interviewee.turn.marks == ["dot"]


@pytest.mark.parametrize("skips", [True, False])
def test_the_solution_is_shown_on_request_and_remembered(interviewee, skips):
    interviewee.say()
    interviewee.page()
    if skips:
        interviewee.post("skip")
    else:
        interviewee.type("unscaled")
    task = Task(interviewee.turn.item, interviewee.turn.seed)
    page = interviewee.page()
    assert "Worked solution" not in page
    assert "Show solution" in page
    assert "Not right yet" not in page
    interviewee.post("solution")
    page = interviewee.page()
    assert "Worked solution" in page
    assert "Show solution" not in page
    assert standing_of(interviewee.interview.learner, task).history.way_shown
    interviewee.post("mark")
    interviewee.client.post(f"{interviewee.address}end/")
    page = interviewee.page()
    assert "0 of 1 number was right" in page
    assert task.address in page.split("Numbers to work out again")[1]


def test_a_skipped_question_is_not_asked_what_was_said(interviewee):
    interviewee.page()
    interviewee.post("skip")
    page = interviewee.page()
    assert "A weight says how much" in page
    assert "It divides by the root." in page
    assert 'name="points"' not in page
    assert 'name="heard"' not in page


def test_with_time_left_there_is_another_question(interviewee, clock):
    """One script is planned and one is in reserve."""
    interview = interviewee.interview
    reserve = interview.scripts[0] | {"is_reserve": True, "title": "In reserve"}
    Interview.objects.update(scripts=[*interview.scripts, reserve])
    for _prompt in range(4):
        interviewee.page()
        interviewee.post("skip")
        interviewee.go_on()
    assert interviewee.turn.script == 1
    Turn.objects.filter(script=1).delete()
    clock.goes_on(minutes=0)
    last = interviewee.turn
    Turn.objects.filter(pk=last.pk).update(answered_at=last.asked_at + timedelta(minutes=12.5))
    page = interviewee.page()
    assert "Debrief" in page
    assert "In reserve" not in page


def test_an_open_interview_is_continued_and_a_second_is_refused_in_words(interviewee):
    assert (
        "You have an unfinished interview" in interviewee.client.get("/interview/").content.decode()
    )
    response = interviewee.start()
    assert response.status_code == 409
    assert "You have not finished another interview" in response.content.decode()
    assert Interview.objects.count() == 1


def test_a_form_posted_twice_starts_one(asked, client):
    token = client.get("/interview/").context["token"]
    form = {"token": token, "role": "systems", "seniority": "senior", "minutes": "30"}
    first, second = client.post("/interview/", form), client.post("/interview/", form)
    assert first.headers["Location"] == second.headers["Location"]
    assert Interview.objects.get().minutes == 30


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("role", "king", "Choose a role"),
        ("seniority", "", "Choose a seniority"),
        ("minutes", "600", "Choose 15, 30 or 45 minutes."),
        ("topics", "cooking", "not on the list"),
    ],
)
def test_a_choice_that_is_not_offered_names_its_field(asked, client, field, value, says):
    token = client.get("/interview/").context["token"]
    form = {"token": token, "role": "systems", "seniority": "senior", "minutes": "30"}
    response = client.post("/interview/", form | {field: value})
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not Interview.objects.exists()


def test_without_a_script_the_page_says_so(bank, client):
    assert "no interview script at the moment" in client.get("/interview/").content.decode()


def test_a_question_can_be_asked_first(asked, client):
    page = client.get("/interview/?question=asked").content.decode()
    assert "How is a question asked?" in page


def test_a_task_that_was_changed_meanwhile_can_be_skipped(interviewee, asked):
    interviewee.say()
    interviewee.page()
    text = (asked.root / "12-asked.md").read_text()
    asked.write("12-asked.md", text.replace("halves(2, 4)", "halves(3, 4)"))
    asked.sync()
    page = interviewee.page()
    assert "was changed while the interview was going on" in page
    assert interviewee.post("answer", answer="[[1]]").status_code == 409
    interviewee.post("skip")
    assert "Which step is first?" in interviewee.go_on()


def test_an_interview_left_alone_ends(interviewee, clock):
    interviewee.page()
    interviewee.post("save", text="kept")
    clock.goes_on(days=40)
    assert expire(clock.now) == 1
    interview = interviewee.interview
    assert interview.finished_at is not None
    assert interview.turns.get().text == "kept"
    assert expire(clock.now) == 0


def test_earlier_interviews_are_listed_with_what_came_of_them(interviewee):
    held_interview(interviewee.interview.learner, "words")
    page = interviewee.client.get("/interview/").content.decode()
    assert "1 of 3" in page


def test_no_page_asks_more_the_longer_the_interview_is(interviewee, django_assert_max_num_queries):
    interviewee.say()
    interviewee.page()
    with django_assert_max_num_queries(16):
        interviewee.client.get(interviewee.address)
    interviewee.type("unscaled")
    with django_assert_max_num_queries(18):
        interviewee.client.get(interviewee.address)
    interviewee.client.post(f"{interviewee.address}end/")
    with django_assert_max_num_queries(16):
        interviewee.client.get(f"{interviewee.address}debrief/")


def test_the_plan_says_what_to_say_again(interviewee):
    interviewee.say(points=("dot", "grows"))
    assert "Say it again" not in interviewee.client.get("/plan/").content.decode()
    interviewee.type("unscaled")
    interviewee.client.post(f"{interviewee.address}end/")
    for address in ("/plan/", "/"):
        page = interviewee.client.get(address).content.decode()
        assert "you marked 1 of 3 points" in page, address


def test_a_good_answer_need_not_be_said_again(interviewee):
    interviewee.say(points=("dot", "scale"))
    interviewee.client.post(f"{interviewee.address}end/")
    assert "Say it again" not in interviewee.client.get("/plan/").content.decode()


def test_a_null_character_is_no_harm(interviewee):
    """PostgreSQL cannot hold one."""
    interviewee.page()
    interviewee.post("answer", text="a\x00b")
    assert interviewee.turn.text == "a\ufffdb"
    assert interviewee.client.get("/interview/?question=%00").status_code == 200
    assert interviewee.client.get("/interview/seat/%00/").status_code == 404
    token = interviewee.client.get("/interview/").context["token"]
    form = {"token": token, "role": "systems", "seniority": "mid", "minutes": "15"}
    assert interviewee.client.post("/interview/", form | {"question": "\x00"}).status_code == 422


def test_what_was_withdrawn_is_not_to_be_said_again(interviewee, asked):
    interviewee.say()
    interviewee.client.post(f"{interviewee.address}end/")
    assert "Say it again" in interviewee.client.get("/plan/").content.decode()
    Question.objects.filter(slug="asked").update(status="draft")
    assert "Say it again" not in interviewee.client.get("/plan/").content.decode()


def test_ending_an_interview_of_somebody_who_is_gone_changes_nothing(interviewee, clock):
    interviewee.page()
    interview = interviewee.interview
    Interview.objects.all().delete()
    finish(interview, clock.now)
    assert not Interview.objects.exists()
