"""What a drawing holds is escaped, colored by its classes, and complete as a standalone file."""

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from quizzes.pictures import (
    Series,
    bar_chart,
    calendar,
    heatmap,
    line_chart,
    query_flow,
    vector_plane,
)
from quizzes.pictures.colors import LESS, LEVELS, MORE, PAPER, WHITE_FROM, heat, lightness
from quizzes.pictures.drawing import ATTRIBUTES, Drawing
from quizzes.pictures.texts import text_width

STYLES = Path(__file__).parents[2] / "quizzes/static/quizzes/numbers/pictures.css"
HOSTILE = '</text><script>alert(1)</script>&"'
SIX = [[1, 2], [3, 1], [-1, 1], [2, -2], [0.5, 0.5], [0, 0]]
STEPS = {
    "products": np.array([2.0]),
    "scaled": np.array([1.0]),
    "weights": np.array([1.0]),
    "values": np.array([[4.0, -4.0]]),
    "output": np.array([4.0, -4.0]),
}


def pictures():
    weights = np.array([[1.0, -np.inf], [-0.4, 0.6]])
    series = [Series("measured", [1, 2, 4]), Series("predicted", [1, 2, 3], is_predicted=True)]
    return [
        heatmap("a", "Weights", weights, ["The", "cat"], ["The", "cat"], differs=weights > 0.5),
        line_chart("b", "Growth", "n", [1, 10, 100], "seconds", series, log_x=True, log_y=True),
        bar_chart("c", "Cost", "method", ["dense", "linear"], "FLOPs", [100, 20]),
        vector_plane("d", "Six", list("abcdef"), SIX, drops=[(0, 1)]),
        calendar(
            "f", "Days", date(2026, 11, 2), date(2026, 12, 1), {date(2026, 12, 1): 3}, "Answers"
        ),
        query_flow("e", "Flow", "q", ["k"], **STEPS),
    ]


@pytest.mark.parametrize("picture", pictures(), ids=lambda picture: picture.name)
def test_a_file_stands_alone_and_says_what_it_is(picture):
    root = ElementTree.fromstring(picture.file())  # noqa: S314 - our own
    space = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{space}title").text == picture.title
    assert root.find(f"{space}desc").text == picture.description
    assert "class=" not in picture.file()
    shapes = [e for e in root if e.tag.removeprefix(space) in ("rect", "circle", "polygon")]
    assert shapes
    assert all(shape.get("fill") for shape in shapes)


@pytest.mark.parametrize("picture", pictures(), ids=lambda picture: picture.name)
def test_on_a_page_every_class_has_its_look_and_nothing_its_own_style(picture):
    svg = picture.svg()
    styles = STYLES.read_text()
    assert "style=" not in svg
    used = {name for names in re.findall(r'class="([^"]+)"', svg) for name in names.split()}
    for name in used - {"picture", f"picture-{picture.drawing.fit}"}:
        assert name in ATTRIBUTES
        assert re.search(rf"\.{re.escape(name)}\b", styles), name


def test_texts_are_escaped_on_the_page_and_in_the_file():
    picture = heatmap("a", HOSTILE, np.eye(1), [HOSTILE], [HOSTILE], row_name=HOSTILE)
    for text in (picture.svg(), picture.file()):
        assert "<script" not in text
        assert "&lt;script&gt;" in text
        ElementTree.fromstring(text)  # noqa: S314 - our own


def luminance(color: str) -> float:
    channels = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize("full", [MORE, LESS])
@pytest.mark.parametrize("level", range(LEVELS + 1))
def test_a_number_can_be_read_on_every_heat(full, level):
    paper, ink = luminance(heat(level, full)), 1.0 if level >= WHITE_FROM else 0.0
    high, low = max(paper, ink), min(paper, ink)
    assert (high + 0.05) / (low + 0.05) >= 4.5


@pytest.mark.parametrize("full", [MORE, LESS])
def test_equal_steps_of_heat_look_equally_large(full):
    steps = np.diff([lightness(heat(level, full)) for level in range(LEVELS + 1)])
    assert heat(0, full) == PAPER
    assert (steps < 0).all()
    np.testing.assert_allclose(steps, steps.mean(), rtol=0.1)


def test_names_of_attributes_are_written_as_svg_has_them():
    drawing = Drawing(10, 5.5)
    drawing.add("text", "a", text_anchor="end", class_="label", x=1.23456)
    assert drawing.markup() == '<text text-anchor="end" class="label" x="1.23">a</text> '
    assert drawing.root.get("viewBox") == "-6.83 0 16.83 5.5"


@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
def test_a_drawing_has_room_for_its_texts(anchor):
    drawing = Drawing(20, 10)
    drawing.add("text", "gain", text_anchor=anchor, class_="label", x=5, y=8)
    left, _top, width, _height = map(float, drawing.root.get("viewBox").split())
    wide = text_width("gain")
    assert 25 < wide < 35
    shift = {"start": 0, "middle": wide / 2, "end": wide}[anchor]
    assert left == pytest.approx(min(0, 5 - shift), abs=0.01)
    assert left + width == pytest.approx(max(20, 5 - shift + wide), abs=0.01)
    assert float(drawing.root.get("width")) == width


def test_a_text_takes_at_least_the_width_that_the_widest_font_gives_it():
    """Measured in DejaVu Sans at 13 pixels."""
    for text, measured in {"broad": 38.0, "0.885": 37.2, "MWMW": 48.2, "−1.50": 40.0}.items():
        assert measured <= text_width(text) < 1.25 * measured
    assert text_width("日本") >= 26
    sizes = {name: look["font-size"] for name, look in ATTRIBUTES.items() if "font-size" in look}
    for name, size in sizes.items():
        bolder = 1.12 if name.startswith("name-") else 1
        assert text_width("0", name) == pytest.approx(text_width("0") * float(size) / 13 * bolder)
    assert text_width("e\u0301") == text_width("e")
