"""Who comes to an address, what is expected to come of it, and the words for a row of the table."""

from collections.abc import Mapping
from dataclasses import dataclass

ANONYMOUS = "anonymous"
# Everything in the world of the table that belongs to somebody belongs to this one.
OWNER = "learner"
OTHER_LEARNER = "other learner"
TEACHER, OTHER_TEACHER = "teacher", "other teacher"
STAFF = "staff"
SUPERUSER = "superuser"
# Whether each has an account. The other learner has a browser with work of its own instead. Staff
# may enter the admin and have no right there.
ROLES = {
    ANONYMOUS: False,
    OWNER: True,
    OTHER_LEARNER: False,
    TEACHER: True,
    OTHER_TEACHER: True,
    STAFF: True,
    SUPERUSER: True,
}
# Instead of a status: a redirect to the page for signing in.
SIGN_IN = "sign in"
Statuses = Mapping[str, int | str]


@dataclass(frozen=True)
class Row:
    """An address of this route, without the slash at its start, and what each role gets for it.

    `route` is what stands in the urls.py files, joined; `at` the address, in which names in braces
    are parts of the world. `get` and `post` are for a GET and for an empty form. `words_for` may
    read what the learner typed; `changed_by` may change what belongs to the learner.
    """

    route: str
    get: Statuses
    post: Statuses
    at: str = ""
    words_for: tuple[str, ...] = (OWNER,)
    changed_by: tuple[str, ...] = (OWNER,)


def everyone(status: int | str) -> Statuses:
    return dict.fromkeys(ROLES, status)


def owner(status: int | str, others: int | str = 404) -> Statuses:
    return {role: status if role == OWNER else others for role in ROLES}


def accounts(status: int | str, others: int | str = SIGN_IN) -> Statuses:
    return {role: status if has_account else others for role, has_account in ROLES.items()}


def admins(status: int | str, staff: int | str = 403) -> Statuses:
    return everyone(SIGN_IN) | {STAFF: staff, SUPERUSER: status}


def page(route: str, at: str = "") -> Row:
    """The same page for everyone, which takes no form."""
    return Row(route, everyone(200), everyone(405), at)
