"""The code of a class: what a teacher writes on the board and a learner types."""

import re
import unicodedata

from django.utils.crypto import get_random_string

from quizzes.models import Classroom
from quizzes.models.classroom import CODE_LENGTH

# Neither 0 and O nor 1, I and L. 30 ** 9 codes are 44 bits.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 3
_BETWEEN = re.compile(r"[\s_\-\u2010-\u2015\u2212]+")


def new_code() -> str:
    """A code that no class has."""
    while True:
        code = get_random_string(CODE_LENGTH, ALPHABET)
        if not Classroom.objects.filter(code=code).exists():
            return code


def code_in(text: str) -> str:
    """The code as it is stored: however it was spaced, in capitals or not. It need not be one."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper()


def is_code(code: str) -> bool:
    return len(code) == CODE_LENGTH and set(code) <= set(ALPHABET)


def shown(code: str) -> str:
    """The code in groups: `K7M-2QX-4RT`."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))
