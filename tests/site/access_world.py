"""What the table of who may see what is about: a small bank, and people with work of their own.

Everything is made the way the site makes it, by posts of its forms. What a new room lets a learner
keep is made in `_work_of`; classes are made in `build`, once their people have signed up.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import Model
from django.http import QueryDict
from django.test import Client

from quizzes.answering.task import Task
from quizzes.bank.store.questions import save_question
from quizzes.bank.store.revisions import Change
from quizzes.labs import lab_of
from quizzes.labs.page import SKIPPED, lab_page
from quizzes.models import (
    Attempt,
    ContentConflict,
    Interview,
    Item,
    Learner,
    Origin,
    Question,
    Quiz,
    Report,
    Term,
    Topic,
)
from quizzes.pages.examples import example_panel, find_example
from quizzes.reminding.unsubscribing import off_path
from tests.accounts.passkeys import stored_passkey
from tests.accounts.signing_in import sign_up
from tests.answering.all_kinds import Page
from tests.bank.conftest import BODY, QUIZ, question_text
from tests.classes.teaching import assigned, joined, made_class, member, submitted
from tests.classes.teaching import begun as begun_assignment
from tests.fixtures import fill, new_bank
from tests.interviewing.scripted import asked_text
from tests.sittings.customizing import finished, made, started
from tests.sittings.taking import begun, post

from .access_roles import OTHER_LEARNER, OWNER, ROLES, STAFF, SUPERUSER, TEACHER

ADDRESS = "lena.secret@example.org"
# What the learner typed, and a draft that they wrote: nobody else reads any of it.
NUMBER, TEXT, DRAFT = "8765.4321", "marzipan-ladle", "What is a secret draft?"
NAME_IN_CLASS, NOTE, REPORT = "Lena Secretname", "pistachio-note", "This key looks tangerine to me."
SECRETS = (ADDRESS, NUMBER, TEXT, DRAFT, NAME_IN_CLASS, NOTE, REPORT)
# What makes the codes of the learner's app: no page shows it, to whomever.
APP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

TWO_TASKS = QUIZ.replace("which-grows]", "which-grows, softmax/weights-of-keys]")
GLOSSARY = "- term: softmax\n  definition: Exponentials, divided by their sum.\n"
CONTEXT = "## Where it is used\n\nIn a secret.\n"
# The example of the small bank has no picture.
DRAWN = BODY.replace("computation: softmax", "computation: attention_weights").replace(
    "{x: [20, 18, 19]}", "{query: [[1, 0], [0, 1]], key: [[1, 2], [0, 1]]}"
)
ITEM = "/questions/softmax/items/weights-of-keys/"
MATRIX = f"[[{NUMBER}, 0, 0], [0, 0, 0]]"


@dataclass
class World:
    """`visitors` are the browsers of all roles. `parts` fill the addresses of the table. `kept` is
    what belonged to the learner at first. Whoever has `session_key` is signed in as the learner."""

    visitors: dict[str, Client]
    owner: User
    learner: Learner
    parts: dict[str, Any]
    session_key: str = field(init=False)
    kept: dict[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.session_key = self.visitors[OWNER].cookies[settings.SESSION_COOKIE_NAME].value
        self.kept = self.belongings()

    def changes(self) -> list[str]:
        """The tables of the learner's that differ from those at first."""
        now = self.belongings()
        return [name for name in now | self.kept if now.get(name) != self.kept.get(name)]

    def belongings(self) -> dict[str, list[str]]:
        """Every row that belongs to the learner: the account, its session, and whatever points to
        them, also through other rows. A new table of a learner's is among them by itself."""
        found: dict[type[Model], dict[Any, str]] = {}
        todo: list[tuple[type[Model], dict[str, Any]]] = [
            (User, {"pk": self.owner.pk}),
            (Learner, {"pk": self.learner.pk}),
            (Session, {"pk": self.session_key}),
        ]
        while todo:
            model, which = todo.pop()
            known = found.setdefault(model, {})
            rows = model._base_manager.filter(**which).values()
            new = {row[model._meta.pk.attname]: str(row) for row in rows}
            new = {key: text for key, text in new.items() if key not in known}
            known |= new
            if new:
                todo += [
                    (relation.related_model, {f"{relation.field.name}__in": list(new)})
                    for relation in model._meta.get_fields(include_hidden=True)
                    if relation.auto_created and (relation.one_to_many or relation.one_to_one)
                    if not relation.concrete
                ]
        return {model.__name__: sorted(rows.values()) for model, rows in found.items() if rows}


def build(folder: Path) -> World:
    bank = new_bank(folder)
    bank.write("glossary.yaml", GLOSSARY)
    fill(bank, TWO_TASKS)
    bank.write("12-asked.md", asked_text())
    bank.sync()
    # Browsers say that a form stands on a page of this site.
    own = {"Sec-Fetch-Site": "same-origin"}
    visitors = {role: Client(raise_request_exception=False, headers=own) for role in ROLES}
    for role, visitor in visitors.items():
        if role == OWNER:
            sign_up(visitor, ADDRESS)
        elif ROLES[role]:
            sign_up(visitor, f"{role.replace(' ', '.')}@example.org")
    owner = User.objects.get(email=ADDRESS)
    User.objects.filter(email=f"{STAFF}@example.org").update(is_staff=True)
    boss = User.objects.filter(email=f"{SUPERUSER}@example.org")
    boss.update(is_staff=True, is_superuser=True)
    parts = _of_the_bank(owner) | _work_of(visitors[OWNER]) | _of_the_account(owner)
    # The other teacher has only just signed up.
    for role in (OTHER_LEARNER, TEACHER, STAFF, SUPERUSER):
        _answer(visitors[role], "[[1, 2, 3], [4, 5, 6]]")
    parts |= _class_of(visitors)
    return World(visitors, owner, Learner.objects.get(user=owner), parts)


def _of_the_bank(owner: User) -> dict[str, Any]:
    softmax = Question.objects.get(slug="softmax")
    ContentConflict.objects.create(question=softmax, file_source=question_text(title="File?"))
    save_question(Question(slug="drawn"), question_text(11, "What is drawn?", body=DRAWN))
    text = question_text(10, DRAFT, "draft", DRAWN)
    by_owner = Change(Origin.BROWSER, owner)
    draft = save_question(Question(slug="draft"), text, CONTEXT, change=by_owner)
    panel = example_panel(find_example(draft, "three-scores"), draft, {})
    return {
        "picture": panel["pictures"][0].name,
        "lab picture": _lab_picture("scaling"),
        "draft": draft.slug,
        "question type": ContentType.objects.get_for_model(Question).pk,
        "draft id": draft.pk,
        "quizzes/question": softmax.pk,
        "quizzes/item": softmax.items.get(key="weights-of-keys").pk,
        "quizzes/quiz": Quiz.objects.get().pk,
        "quizzes/term": Term.objects.get().pk,
        "quizzes/topic": Topic.objects.get().pk,
        "auth/group": Group.objects.create(name="Editors").pk,
    }


def _lab_picture(slug: str) -> str:
    shown = lab_page(lab_of(slug), QueryDict(f"guess={SKIPPED}"))
    return f"{shown.outcome.pictures[0].name}.csv?{shown.query}"


def _work_of(browser: Client) -> dict[str, Any]:
    """What the learner keeps here. The quiz of the bank goes on; the custom one is finished."""
    _answer(browser, MATRIX)
    browser.post("/theme/", {"theme": "dark"})
    browser.post("/plan/", {"role": "engineer", "minutes_a_day": "25"})
    custom = made(browser, length=5)
    over = started(browser, custom)
    for number in range(1, 1 + len(over.plan)):
        post(browser, over, number, MATRIX)
    finished(browser, over)
    browser.post("/questions/softmax/bookmark/", {"keep": "yes"})
    browser.post(f"{ITEM}bookmark/", {"keep": "yes"})
    browser.post("/questions/softmax/note/", {"text": NOTE})
    token = browser.get(f"{ITEM}report/?seed=1&version=1").context["form"]["token"].value()
    browser.post(
        f"{ITEM}report/?seed=1&version=1", {"token": token, "kind": "answer", "text": REPORT}
    )
    token = browser.get("/practice/").context["token"]
    practice = browser.post("/practice/", {"token": token, "length": "5 tasks"})
    token = browser.get("/interview/").context["token"]
    interview = browser.post(
        "/interview/",
        {"token": token, "role": "engineer", "seniority": "mid", "minutes": "15"},
    )
    running = begun(browser)
    post(browser, running, 2, TEXT)
    return {
        "quizzes/attempt": Attempt.objects.latest("pk").pk,
        "custom": custom.pk,
        "over": over.pk,
        "practice": practice.headers["Location"].split("/")[2],
        "interview": interview.headers["Location"].split("/")[2],
        "seat": Interview.objects.get().seat_token,
        "running": running.pk,
        "quizzes/report": Report.objects.get().pk,
        "reminders off": off_path(Learner.objects.get(user__email=ADDRESS)).strip("/"),
    }


def _class_of(visitors: dict[str, Client]) -> dict[str, Any]:
    """A class of the teacher's, which both learners have joined, with a try of the learner's."""
    classroom = made_class(visitors[TEACHER])
    joined(classroom, NAME_IN_CLASS, visitors[OWNER])
    joined(classroom, "Olaf", visitors[OTHER_LEARNER])
    assignment = assigned(visitors[TEACHER], classroom)
    attempt = begun_assignment(visitors[OWNER], assignment)
    submitted(visitors[OWNER], attempt, TEXT, MATRIX)
    return {
        "class": classroom.pk,
        "class code": classroom.code,
        "member": member(classroom, NAME_IN_CLASS).pk,
        "assignment": assignment.pk,
        "assigned": attempt.pk,
    }


def _of_the_account(owner: User) -> dict[str, Any]:
    app = TOTP.activate(owner, APP_SECRET)
    RecoveryCodes.activate(owner)
    return {
        "passkey": stored_passkey(owner, "Phone").pk,
        "auth/user": owner.pk,
        "account/emailaddress": EmailAddress.objects.get(user=owner).pk,
        "mfa/authenticator": app.instance.pk,
        "usersessions/usersession": UserSession.objects.get(user=owner).pk,
    }


def _answer(browser: Client, raw: str) -> None:
    item = Item.published.get(key="weights-of-keys")
    Page(browser, Task(item, item.seeds[0])).answer(raw)
