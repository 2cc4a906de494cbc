"""Every answer leads on: to the probe of its mistake, to the harder one, to one that helps."""

from quizzes.bank.text.scripts import ScriptSpec
from quizzes.interviewing.branching import Done, Next, next_prompt
from quizzes.models import Part

POINTS = [
    {"key": f"p{n}", "point": "A point.", "terms": ["term"], "read": "[The answer](#answer)"}
    for n in range(3)
]
SPEC = ScriptSpec.model_validate(
    {
        "key": "any",
        "title": "Any",
        "roles": ["engineer"],
        "seniority": "mid",
        "opening": "Tell me.",
        "weak": "Little.",
        "good": "Enough.",
        "great": "More.",
        "rubric": POINTS,
        "follow_ups": [
            {
                "key": "number",
                "say": "How many?",
                "item": "count",
                "then": {
                    "right": "harder",
                    "mistakes": {"unscaled": "equal-keys"},
                    "otherwise": "slowly",
                },
            },
            {"key": "why", "say": "Why?", "good": "Because."},
        ],
        "probes": [
            {"key": "harder", "say": "And then?", "good": "So.", "because": "It was right."},
            {"key": "equal-keys", "say": "Equal?", "item": "equal", "because": "Unscaled."},
            {"key": "slowly", "say": "Step by step?", "good": "So.", "because": "It helps."},
        ],
        "traps": [
            {"key": "free", "heard": "It is free.", "ask": "Is it?", "answer": "No."},
            {"key": "exact", "heard": "It is exact.", "ask": "Is it?", "answer": "No."},
        ],
    }
)
OPENING = Done(Part.OPENING)
ITEMS = {"count", "equal"}


def number(outcome: str) -> Done:
    return Done(Part.FOLLOW_UP, "number", outcome)


def test_begins_with_the_opening_then_the_first_follow_up():
    assert next_prompt(SPEC, [], ITEMS) == Next(Part.OPENING)
    assert next_prompt(SPEC, [OPENING], ITEMS) == Next(Part.FOLLOW_UP, "number")


def test_each_outcome_leads_to_its_probe():
    for outcome, key, after in [
        ("right", "harder", "right"),
        ("unscaled", "equal-keys", "unscaled"),
        ("sign_flipped", "slowly", "otherwise"),
        ("otherwise", "slowly", "otherwise"),
    ]:
        asked = next_prompt(SPEC, [OPENING, number(outcome)], ITEMS)
        assert asked == Next(Part.PROBE, key, after)


def test_after_the_probe_the_next_follow_up_and_then_the_end():
    done = [OPENING, number("right"), Done(Part.PROBE, "harder")]
    assert next_prompt(SPEC, done, ITEMS) == Next(Part.FOLLOW_UP, "why")
    assert next_prompt(SPEC, [*done, Done(Part.FOLLOW_UP, "why")], ITEMS) is None


def test_traps_that_were_said_are_asked_about_first_and_once():
    opening = Done(Part.OPENING, heard=("exact", "free"))
    assert next_prompt(SPEC, [opening], ITEMS) == Next(Part.TRAP, "free", "heard")
    one = [opening, Done(Part.TRAP, "free")]
    assert next_prompt(SPEC, one, ITEMS) == Next(Part.TRAP, "exact", "heard")
    both = [*one, Done(Part.TRAP, "exact")]
    assert next_prompt(SPEC, both, ITEMS) == Next(Part.FOLLOW_UP, "number")


def test_tasks_that_are_not_there_any_more_are_passed_over():
    assert next_prompt(SPEC, [OPENING], {"equal"}) == Next(Part.FOLLOW_UP, "why")
    done = [OPENING, number("unscaled")]
    assert next_prompt(SPEC, done, {"count"}) == Next(Part.FOLLOW_UP, "why")
