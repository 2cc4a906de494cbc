"""The part of the table that is about what a learner keeps and takes along. `access_roles.py`
explains a row."""

from .access_roles import ANONYMOUS, OWNER, ROLES, SIGN_IN, Row, accounts, everyone, page

_QUESTION, _QUESTION_AT = "questions/<slug:slug>/", "questions/softmax/"
_ITEM, _ITEM_AT = f"{_QUESTION}items/<slug:key>/", f"{_QUESTION_AT}items/weights-of-keys/"

KEEPING = [
    *map(page, ("bookmarks/", "reports/")),
    Row(f"{_QUESTION}bookmark/", everyone(405), everyone(400), f"{_QUESTION_AT}bookmark/"),
    Row(f"{_ITEM}bookmark/", everyone(405), everyone(400), f"{_ITEM_AT}bookmark/"),
    # The learner has a note, which an empty form does not replace.
    Row(
        *(f"{_QUESTION}note/", everyone(200), everyone(302) | {OWNER: 409}),
        f"{_QUESTION_AT}note/",
    ),
    Row(f"{_ITEM}report/", everyone(200), everyone(400), f"{_ITEM_AT}report/"),
]

# Whoever has a mail can stop what it came from.
REMINDING = [
    Row("account/reminders/", everyone(200), accounts(422, others=SIGN_IN)),
    Row(
        *("reminders/off/<str:token>/", everyone(200), everyone(200), "{reminders off}/"),
        changed_by=tuple(ROLES),
    ),
]

_SCOPES = {
    _QUESTION: _QUESTION_AT,
    "topics/<slug:slug>/": "topics/attention-scores/",
    "quizzes/<slug:slug>/": "quizzes/softmax/",
    "mistakes/": "mistakes/",
}
EXPORTING = [
    row
    for route, at in _SCOPES.items()
    for row in (
        Row(f"{route}deck/", everyone(200), everyone(400), f"{at}deck/"),
        Row(f"{route}worksheet/", everyone(200), everyone(302), f"{at}worksheet/"),
    )
]

OWN_DATA = [
    *map(page, ("about/", "privacy/", "account/data/")),
    *map(page, ("account/data/attempts.csv", "account/data/attention-by-hand.json")),
    Row("account/delete/", everyone(200), everyone(422) | {ANONYMOUS: 302}),
    Row("account/deleted/", everyone(302) | {ANONYMOUS: 200}, everyone(405)),
]

KEPT = [*KEEPING, *REMINDING, *EXPORTING, *OWN_DATA]
