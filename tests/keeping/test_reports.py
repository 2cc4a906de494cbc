"""Reports of problems with a task: sent once, answered in the admin, seen by their learner."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from quizzes.keeping.reports import MOST_A_DAY, TooManyReports, variant_of
from quizzes.keeping.reports import send as send_report
from quizzes.models import Item, Learner, Report
from tests.fixtures import stored_attempt
from tests.keeping.kept import QUESTION, REPORT, TASK, TOKEN, learner, send

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ADMIN = "/admin/quizzes/report/"


@pytest.fixture
def ann(learner_client, bank):
    learner("ann")
    return learner_client("ann")


@pytest.fixture
def item(bank):
    return Item.objects.get(key="weights-of-keys")


def staff(*permissions):
    user = User.objects.create_user("ben", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def text(client, address):
    return client.get(address).content.decode()


def test_a_newcomer_can_report_before_answering(client, item):
    page = text(client, f"{TASK}?seed={item.seeds[1]}")
    link = re.search(rf'href="({REPORT}[^"]*)"', page)[1].replace("&amp;", "&")
    token = re.search(r'name="token" value="(\w+)"', text(client, link))[1]
    form = {"kind": "text", "text": "Which weights are meant here?", "token": token}
    response = client.post(link, form)
    report = Report.objects.get()
    assert response.url == f"/reports/?sent={report.pk}#report-{report.pk}"
    assert (report.seed, report.item_version.version) == (item.seeds[1], item.version)
    assert (report.verdict, report.attempt, report.status) == ("", None, "open")
    page = text(client, f"/reports/?sent={report.pk}")
    assert "Your report was sent" in page
    assert "Which weights are meant here?" in page


def test_the_latest_answer_to_these_numbers_comes_along(ann, item):
    stored_attempt("ann", item, "right", raw="1 2")
    latest = stored_attempt("ann", item, "wrong", raw="3 4")
    stored_attempt("ann", item, "right", seed=item.seeds[1])
    stored_attempt("ben", item, "right")
    send(ann)
    report = Report.objects.get()
    assert (report.attempt, report.verdict) == (latest, "wrong")


def test_the_same_form_twice_makes_one_report(ann):
    first, second = send(ann), send(ann)
    assert first.url == second.url
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"text": "too short"}, "Your text has 9 characters. Describe the problem in 10 to 2,000."),
        ({"text": "x" * 2001}, "Your text has 2,001 characters"),
        ({"text": "   "}, "Describe it in 10 to 2,000 characters."),
        ({"kind": ""}, "Choose what the problem is."),
        ({"kind": "praise"}, "Choose one of the four problems."),
    ],
)
def test_a_report_that_lacks_something_names_it_and_keeps_the_text(ann, change, told):
    response = send(ann, **change)
    assert response.status_code == 422
    page = response.content.decode()
    assert told in page
    assert change.get("text", "The second row").strip() in page
    assert not Report.objects.exists()


def test_a_line_end_counts_as_one_character(ann):
    assert send(ann, "x\r\n" * 999 + "xy").status_code == 302


@pytest.mark.parametrize("token", ["", "short", "g" * 32])
def test_a_form_of_ones_own_making_is_refused(ann, token):
    assert send(ann, token=token).status_code == 400
    assert not Report.objects.exists()


@pytest.mark.parametrize("asked", ["seed=999999", "seed=x", "version=77", "version=²", "seed=-1"])
def test_numbers_that_never_were_cannot_be_reported(ann, asked):
    assert ann.get(f"{REPORT}?{asked}").status_code == 404


def test_a_form_of_another_site_sends_nothing(ann):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = ann.cookies
    assert send(strict).status_code == 403
    assert not Report.objects.exists()


def test_twenty_a_day_and_the_next_is_told_when(bank, item):
    ann = learner("ann")
    variant = variant_of(item, "", "")
    for number in range(MOST_A_DAY):
        at = NOW + timedelta(minutes=number)
        send_report(ann, variant, "other", "something is odd", f"{number:032x}", at)
    later = NOW + timedelta(hours=2)
    with pytest.raises(TooManyReports, match=r"20 reports within 24 hours.* in 22 hours\."):
        send_report(ann, variant, "other", "something is odd", TOKEN, later)
    # A form that was posted before is no further report.
    send_report(ann, variant, "other", "something is odd", "0" * 32, later)
    send_report(ann, variant, "other", "something is odd", TOKEN, NOW + timedelta(days=1))
    assert Report.objects.count() == MOST_A_DAY + 1


def test_the_limit_keeps_the_text_on_the_page(ann, monkeypatch):
    monkeypatch.setattr("quizzes.keeping.reports.MOST_A_DAY", 1)
    send(ann)
    response = send(ann, "This is the next one.", token="b" * 32)
    assert response.status_code == 429
    assert "This is the next one." in response.content.decode()


def test_the_report_page_tells_no_answer(ann, item):
    from quizzes.answering.task import Task

    right = Task(item, item.seeds[0]).kind.right_answer()
    explained = "Softmax along each row"
    for client in (ann, Client()):
        page = text(client, REPORT)
        assert right not in page
        assert explained not in page


def test_markup_in_a_report_stays_text(ann, item):
    hostile = "<script>alert(1)</script> is wrong"
    stored_attempt("ann", item, "wrong", raw="<script>alert(2)</script>")
    send(ann, hostile)
    report = Report.objects.get()
    Report.objects.update(reply="<script>alert(3)</script>")
    boss = staff("view_report", "change_report")
    pages = [text(ann, "/reports/"), text(boss, ADMIN), text(boss, f"{ADMIN}{report.pk}/change/")]
    for page in pages:
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_a_report_is_seen_by_its_learner_alone(ann, learner_client):
    send(ann)
    report = Report.objects.get()
    learner("ben")
    for other in (Client(), learner_client("ben")):
        assert "The second row" not in text(other, f"/reports/?sent={report.pk}")
        assert "Your report was sent" not in text(other, f"/reports/?sent={report.pk}")
        assert "You reported a problem" not in other.get(TASK, follow=True).content.decode()
    assert "no-store" in ann.get("/reports/").headers["Cache-Control"]


def test_status_and_reply_reach_the_learner(ann, item):
    stored_attempt("ann", item, "wrong", raw="7.5 8.5")
    send(ann)
    report = Report.objects.get()
    boss = staff("view_report", "change_report")
    page = text(boss, f"{ADMIN}{report.pk}/change/")
    for shown in ("7.5 8.5", "Right answer:", "query = ", "Wrong", "The second row"):
        assert shown in page, shown
    form = {"status": "mended", "reply": "Thank you, the seed is gone."}
    boss.post(f"{ADMIN}{report.pk}/change/", form)
    report.refresh_from_db()
    assert report.answered_at is not None
    page = text(ann, "/reports/")
    assert "Mended" in page
    assert "Thank you, the seed is gone." in page
    assert "Status: mended." in ann.get(TASK, follow=True).content.decode()


def test_many_reports_change_their_status_at_once(ann):
    for number in range(3):
        send(ann, token=f"{number:032x}")
    boss = staff("view_report", "change_report")
    chosen = {
        "action": "set_no_fault",
        "_selected_action": [*Report.objects.values_list("pk", flat=True)[:2]],
    }
    page = boss.post(ADMIN, chosen, follow=True).content.decode()
    assert "Now not a fault: 2." in page
    assert sorted(Report.objects.values_list("status", flat=True)) == [
        "no_fault",
        "no_fault",
        "open",
    ]
    assert "The second row" in text(boss, f"{ADMIN}?status__exact=open")


def test_staff_without_the_permission_see_and_change_no_report(ann):
    send(ann)
    report = Report.objects.get()
    assert staff("view_question").get(ADMIN).status_code == 403
    User.objects.all().delete()
    viewer = staff("view_report")
    assert viewer.get(ADMIN).status_code == 200
    form = {"status": "mended", "reply": "x"}
    assert viewer.post(f"{ADMIN}{report.pk}/change/", form).status_code == 403
    viewer.post(ADMIN, {"action": "set_mended", "_selected_action": [report.pk]})
    report.refresh_from_db()
    assert report.status == "open"


def test_a_reply_over_its_limit_is_refused(ann):
    send(ann)
    report = Report.objects.get()
    boss = staff("view_report", "change_report")
    form = {"status": "mended", "reply": "x" * 2001}
    assert boss.post(f"{ADMIN}{report.pk}/change/", form).status_code == 200
    report.refresh_from_db()
    assert report.status == "open"


def test_reporting_works_in_a_quiz_that_runs_and_reveals_nothing(ann, bank):
    page = ann.get("/quizzes/softmax/").content.decode()
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    sitting = ann.post("/quizzes/softmax/", {"token": token}, follow=True)
    link = re.search(r'href="(/questions/[^"]+/report/\?[^"]+)"', sitting.content.decode())[1]
    link = link.replace("&amp;", "&")
    shown = text(ann, link)
    form = {"kind": "broken", "text": "I cannot type anything.", "token": TOKEN}
    assert ann.post(link, form).status_code == 302
    report = Report.objects.get()
    assert (report.attempt, report.verdict) == (None, "")
    for page in (shown, text(ann, "/reports/")):
        assert "Right answer" not in page
        assert "explain" not in page.lower()


def test_the_form_says_that_reports_are_deleted_with_the_learner_and_they_are(ann):
    assert "your reports are deleted with it" in text(ann, REPORT)
    send(ann)
    Learner.objects.get().delete()
    assert not Report.objects.exists()


def test_empty_list_says_what_to_do(client, bank):
    page = text(client, "/reports/")
    assert "choose “Report a problem with this task”" in page


def test_a_withdrawn_task_stays_in_the_list_without_its_title(ann):
    send(ann)
    Item.objects.get(key="weights-of-keys").question.__class__.objects.filter(
        slug="softmax"
    ).update(status="draft", title="Secret plans")
    page = text(ann, "/reports/")
    assert "A task that was withdrawn" in page
    assert "Secret plans" not in page
    assert ann.get(REPORT).status_code == 404
    assert QUESTION not in page
