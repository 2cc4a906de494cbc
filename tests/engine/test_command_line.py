"""The engine on the command line, as a person runs it."""

import subprocess
import sys
from pathlib import Path

import pytest

from attention_engine.__main__ import main

ROOT = Path(__file__).parents[2]
QUERY, KEY = "1 0 1 2; 0 1 1 0", "1 1 0 1; 0 2 1 0; 1 0 0 1"


def test_a_worked_answer_is_printed_step_by_step():
    command = [sys.executable, "-m", "attention_engine", "softmax", "2 1 0"]
    out = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "3. Weights: w_i = e_i/Z" in out
    assert "[0.6652, 0.2447, 0.0900]" in out


def test_the_engine_needs_neither_django_nor_anything_but_numpy():
    code = (
        "import sys, attention_engine\n"
        "rooms = {name.split('.')[0] for name in sys.modules}\n"
        "print(sorted(rooms & {'django', 'quizzes', 'markdown', 'math_core', 'pydantic'}))"
    )
    command = [sys.executable, "-c", code]
    out = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert out.strip() == "[]"


def test_options_and_flags_are_those_of_the_computation(capsys):
    assert main(["attention_weights", QUERY, KEY, "--is_causal"]) == 0
    assert "Masked scores" in capsys.readouterr().out
    assert main(["attention_weights", QUERY, KEY, "--attn_mask", "1 0 1; 1 1 0"]) == 0
    assert "-inf" in capsys.readouterr().out
    assert main(["complexity", "1024", "64", "--method", "local", "--window", "128"]) == 0
    assert "63143936" in capsys.readouterr().out


def test_a_right_result_is_right(capsys):
    assert main(["check", "softmax", "2 1 0", "--answer", "0.67 0.24 0.09", "--decimals", "2"]) == 0
    assert "Right." in capsys.readouterr().out


def test_a_wrong_result_is_told_its_mistake(capsys):
    # The dot products themselves: the division by the root of 4 is missing.
    arguments = ["check", "scores", QUERY, KEY, "--answer", "3 1 3; 1 3 0"]
    assert main(arguments) == 1
    out = capsys.readouterr().out
    assert "Read as:\n   [3, 1, 3]\n   [1, 3, 0]" in out
    assert "You left out the division by the square root of d_k." in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["scores", "1 2; 3", KEY], "query: Row 2 has 1 number"),
        (["scores", "1 2", KEY], "key has 4 columns but query has 2"),
        (["softmax", "2 1", "--temperature", "0"], "temperature must be above 0"),
        (["check", "softmax", "2 1", "--answer", "much"], "much"),
    ],
)
def test_input_that_cannot_be_used_is_refused_in_words(arguments, words, capsys):
    assert main(arguments) == 2
    assert words in capsys.readouterr().err
