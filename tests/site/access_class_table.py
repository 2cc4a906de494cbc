"""The part of the table that is about classes. `access_roles.py` explains a row.

The teacher has a class with an assignment; both learners have joined it, and the first one has
taken the assignment. To everybody else it does not exist.
"""

from .access_roles import (
    OTHER_LEARNER,
    OWNER,
    TEACHER,
    Row,
    Statuses,
    accounts,
    everyone,
    page,
)

_CLASS, _AT = "classes/<uuid:pk>/", "classes/{class}/"
_ASSIGNMENT = f"{_CLASS}assignments/<uuid:assignment>/"
_ASSIGNMENT_AT = f"{_AT}assignments/{{assignment}}/"
_MEMBER, _MEMBER_AT = f"{_CLASS}members/<int:member>/remove/", f"{_AT}members/{{member}}/remove/"


def teacher(status: int) -> Statuses:
    return everyone(404) | {TEACHER: status}


def members(status: int, teacher: int = 404) -> Statuses:
    return everyone(404) | {OWNER: status, OTHER_LEARNER: status, TEACHER: teacher}


def of_class(route: str, get: Statuses, post: Statuses, at: str) -> Row:
    """The teacher may read the learner's name and results, and take them out of the class."""
    both = (OWNER, TEACHER)
    return Row(route, get, post, at, words_for=both, changed_by=both)


CLASSES = [
    page("classes/"),
    Row("classes/new/", accounts(200, others=403), accounts(422, others=403)),
    Row("classes/join/", get=everyone(302), post=everyone(405)),
    Row(
        "classes/join/<str:code>/",
        *(everyone(200), everyone(422), "classes/join/{class code}/"),
    ),
    Row("^classes/.*$", everyone(404), everyone(404), "classes/nothing/"),
    of_class(_CLASS, members(200, teacher=200), everyone(405), _AT),
    of_class(f"{_CLASS}settings/", teacher(200), teacher(422), f"{_AT}settings/"),
    of_class(f"{_CLASS}code/", everyone(405), teacher(302), f"{_AT}code/"),
    of_class(f"{_CLASS}archive/", everyone(405), teacher(302), f"{_AT}archive/"),
    of_class(f"{_CLASS}delete/", teacher(200), teacher(302), f"{_AT}delete/"),
    of_class(f"{_CLASS}gradebook.csv", teacher(200), everyone(405), f"{_AT}gradebook.csv"),
    of_class(_MEMBER, teacher(200), teacher(302), _MEMBER_AT),
    of_class(f"{_CLASS}name/", everyone(405), members(422), f"{_AT}name/"),
    of_class(f"{_CLASS}leave/", members(200), members(302), f"{_AT}leave/"),
    of_class(
        *(f"{_CLASS}assignments/new/", teacher(200), teacher(422), f"{_AT}assignments/new/"),
    ),
    of_class(_ASSIGNMENT, members(200, teacher=200), members(409), _ASSIGNMENT_AT),
    of_class(f"{_ASSIGNMENT}window/", teacher(200), teacher(422), f"{_ASSIGNMENT_AT}window/"),
    of_class(f"{_ASSIGNMENT}delete/", teacher(200), teacher(302), f"{_ASSIGNMENT_AT}delete/"),
    # What was typed in the try is the learner's alone.
    Row(
        "sittings/<uuid:pk>/results/",
        *(everyone(404) | {OWNER: 200}, everyone(405), "sittings/{assigned}/results/"),
    ),
]
