"""The lab on cost: a stored measurement that says where it was made, and a live one."""

import json

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from attention_engine import attention_cost
from attention_engine.experiments.complexity import FORMS, Taken
from quizzes.labs.base import MAX_FLOPS
from quizzes.labs.complexity import lab
from quizzes.labs.complexity.stored_run import STORED, WIDTHS, run_of, stored_run

PAGE = "/labs/complexity/"
LENGTHS = [1024, 2048, 4096]
EVERY_WIDTH = pytest.mark.parametrize("width", [str(width) for width in WIDTHS])


def numbers(picture) -> np.ndarray:
    return np.array([row[1:] for row in picture.table.rows], dtype=float)


def made_up(**powers: float):
    """A run whose times grow with these exponents; with 1 for all other forms."""
    taken = [
        Taken(form, length, 1e-6 * length ** powers.get(form, 1.0), 1000 * length)
        for form in FORMS
        for length in LENGTHS
    ]
    return run_of(taken, 16, made="1999-12-31", machine="an abacus", clock="time", rounds=3)


@pytest.fixture
def shown(monkeypatch):
    """The lab's outcome if this run were stored."""

    def outcome(**powers: float):
        monkeypatch.setattr(lab, "stored_run", lambda width: made_up(**powers))
        return lab.run("16")

    return outcome


@pytest.mark.parametrize(
    ("power", "right"), [(0.1, "same"), (1.0, "double"), (1.5, "three"), (1.9, "four")]
)
def test_the_measured_slope_decides_what_is_right(shown, power, right):
    assert shown(memory_efficient=power).right == right
    assert right in dict(lab.LAB.expectation.options)


def test_only_a_measured_difference_from_the_count_is_spoken_of(shown):
    assert "looks through a mask" in shown(strided=2.0).says[2]
    assert "looks through a mask" not in shown(strided=1.5).says[2]


def test_figures_are_named_as_those_of_their_machine(shown):
    words = shown().says[0]
    assert "1999-12-31 on one core of an abacus" in words
    assert "times and memory are those of that machine" in words
    assert "the median of 3 runs" in words


@EVERY_WIDTH
def test_the_pictures_have_the_stored_and_the_counted_numbers(width):
    time, flops, memory, held, _slopes = lab.run(width).pictures
    kept = json.loads(STORED.read_text())["taken"][width]
    lengths = sorted({row["length"] for row in kept})
    for picture, field, unit in ((time, "seconds", 1e-3), (memory, "extra_bytes", 1e6)):
        by_case = {(row["form"], row["length"]): row[field] / unit for row in kept}
        expected = [[by_case[form, length] for form in FORMS] for length in lengths]
        np.testing.assert_allclose(numbers(picture), expected)
    options = {"dense": {}, "local": {"window": 64}, "linear": {}}
    for form, more in options.items():
        place = FORMS.index(form)
        for row, length in enumerate(lengths):
            cost = attention_cost(length, int(width), method=form, **more)
            assert numbers(flops)[row, place] == cost.flops / 1e6
            assert numbers(held)[row, place] == cost.bytes / 1e6


@EVERY_WIDTH
def test_slopes_are_those_of_a_line_through_the_points(width):
    outcome = lab.run(width)
    lengths = [row[0] for row in outcome.pictures[0].table.rows]
    for place, picture in enumerate(outcome.pictures[:3]):
        fitted = np.polyfit(np.log(lengths), np.log(numbers(picture)), 1)[0]
        np.testing.assert_allclose(numbers(outcome.pictures[4])[:, place], fitted, atol=1e-9)


@EVERY_WIDTH
def test_the_stored_run_bears_out_what_is_said_of_it(width):
    """Operations are equal, memory is not, and for long texts time follows the operations."""
    run = stored_run(int(width))
    dense, blocked = run.forms["dense"], run.forms["memory_efficient"]
    assert blocked.flops == dense.flops
    assert blocked.extra_bytes[-1] < dense.extra_bytes[-1] / 50
    assert run.slope("dense", "extra_bytes") == pytest.approx(2, abs=0.05)
    assert lab.run(width).right == "four"
    assert max(run.slope(form, "seconds") for form in ("local", "linear")) < 1.25
    assert len(run.lengths) >= 4


class TestCommand:
    def test_it_measures_anew_and_the_lab_can_show_it(self, tmp_path, monkeypatch, capsys):
        output = tmp_path / "complexity.json"
        call_command("measure_complexity", output=output, rounds=1, lengths=[128, 64, 128])
        assert "Measured in" in capsys.readouterr().out
        monkeypatch.setattr("quizzes.labs.complexity.stored_run.STORED", output)
        stored_run.cache_clear()
        try:
            run = stored_run(64)
            assert lab.run("64").says
        finally:
            stored_run.cache_clear()
        assert run.lengths == [64, 128]
        assert tuple(run.forms) == FORMS
        assert f"numpy {np.__version__}" in run.machine
        assert run.rounds == 1

    @pytest.mark.parametrize("wrong", [{"rounds": 0}, {"lengths": [0]}, {"lengths": [99_999]}])
    def test_what_it_cannot_measure_is_said_and_nothing_is_written(self, tmp_path, wrong):
        output = tmp_path / "complexity.json"
        with pytest.raises(CommandError, match="Nothing was measured"):
            call_command("measure_complexity", output=output, **{"lengths": [64], **wrong})
        assert not output.exists()


@pytest.mark.django_db
class TestLive:
    def page(self, client, **query):
        return client.get(PAGE, {"guess": "four", **query})

    def test_it_is_offered_once_the_question_is_answered(self, client):
        assert b"Measure it now" not in client.get(PAGE).content
        response = self.page(client)
        assert b"Measure it now" in response.content
        assert b'name="guess" value="four"' in response.content
        assert b"picture-live-time" not in response.content

    def test_it_measures_when_it_is_asked_for_and_nothing_of_it_is_kept(self, client):
        response = self.page(client, measure="now", live_length=64, live_width=4)
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
        live = response.context["live"]
        assert [row[0] for row in live.pictures[0].table.rows] == [8, 16, 32, 64]
        assert "Measured just now" in live.says[0]
        assert b"picture-live-time" in response.content
        assert b"live-time.svg" not in response.content
        assert "no-store" not in self.page(client).get("Cache-Control", "")

    def test_above_the_limit_it_says_the_estimate_and_the_limit(self, client):
        response = self.page(client, measure="now", live_length=2048, live_width=64)
        assert response.status_code == 422
        words = response.content.decode()
        assert f"{lab.live_cost(2048, 64):,} operations" in words
        assert f"the limit is {MAX_FLOPS:,}" in words
        assert "picture-live-time" not in words

    @pytest.mark.parametrize("value", ["x", "-1", "", "9" * 400, "\x00", "<b>", "NaN"])
    def test_tampered_settings_get_a_sentence(self, client, value):
        for name in ("live_length", "live_width"):
            response = self.page(client, measure="now", **{name: value})
            assert response.status_code == 422
            assert b'class="error"' in response.content

    def test_the_start_fits_the_limit_and_the_estimate_counts_every_run(self):
        fields = lab.LiveForm.base_fields
        start = {name: field.initial for name, field in fields.items()}
        assert lab.live_cost(**start) <= MAX_FLOPS
        dense = attention_cost(64, 8).flops
        assert lab.live_cost(64, 8) > (lab.LIVE_ROUNDS + 1) * 2 * dense
