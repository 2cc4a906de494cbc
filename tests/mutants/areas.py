"""What is broken, which tests must notice, and how many breaks are tried."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Area:
    """`code` are patterns of files, `tests` are what pytest runs, `sample` is the number of mutants
    that are drawn; every mutant if there are no more."""

    name: str
    code: tuple[str, ...]
    tests: tuple[str, ...]
    sample: int


def _engine(*names: str) -> tuple[str, ...]:
    return tuple(f"tests/engine/test_{name}.py" for name in names)


AREAS = (
    Area(
        "judge",
        (
            "attention_engine/judging/*.py",
            "attention_engine/mistakes/diagnose.py",
            "attention_engine/mistakes/evidence.py",
        ),
        _engine(
            "cells",
            "judge",
            "judge_promises",
            "tolerance",
            "rounding",
            "rounding_promises",
            "steps",
            "steps_promises",
            "told",
            "counts",
            "growth",
            "diagnosis",
        ),
        130,
    ),
    Area(
        "reader",
        ("attention_engine/reading/*.py",),
        _engine(
            "asked",
            "counts",
            "growth",
            "latex",
            "parse",
            "parse_around",
            "parse_errors",
            "parse_excerpt",
            "parse_forms",
            "parse_latex",
            "parse_pasted",
            "parse_tables",
            "reader_promises",
        ),
        70,
    ),
    Area(
        "marking",
        ("quizzes/answering/marking.py", "quizzes/answering/standing.py"),
        (
            "tests/answering/test_marking.py",
            "tests/answering/test_marking_promises.py",
            "tests/answering/test_record.py",
        ),
        40,
    ),
    Area("sittings", ("quizzes/sittings/*.py",), ("tests/sittings",), 60),
    Area(
        "hints",
        ("quizzes/answering/hint_record.py", "quizzes/answering/hints.py"),
        ("tests/answering/test_hints.py", "tests/answering/test_hint_promises.py"),
        40,
    ),
    Area(
        "tokens",
        ("quizzes/answering/form_tokens.py",),
        ("tests/answering/test_form_tokens.py", "tests/answering/test_token_promises.py"),
        40,
    ),
    Area(
        "merge",
        ("quizzes/bank/store/merge.py",),
        ("tests/bank/test_merge_promises.py", "tests/bank/test_sync.py"),
        40,
    ),
    Area(
        "sanitizing",
        ("quizzes/bank/page/sanitise.py",),
        ("tests/bank/test_sanitise.py", "tests/bank/test_sanitise_promises.py"),
        40,
    ),
)
