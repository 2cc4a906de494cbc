"""A heatmap of many cells has a cell for every number, and every number in its table."""

from xml.etree import ElementTree

import numpy as np

from quizzes.pictures import Table
from quizzes.pictures.drawing import Drawing
from quizzes.pictures.small_heatmap import small_heatmap

MATRIX = np.array([[0.0, 0.25, 1.0], [0.5, 0.1, 0.2]])
COLUMNS = ["1 [CLS]", "2 <b>&", "3 שלום"]


def parts(picture, name):
    root = ElementTree.fromstring(picture.svg())  # noqa: S314 - our own
    return [element for element in root.iter() if element.get("class") == name]


def test_each_number_has_a_cell_and_stands_in_the_table():
    picture = small_heatmap("a", "A", MATRIX, ["x", "y"], COLUMNS)
    assert len(parts(picture, "cell-edge")) == MATRIX.size
    assert np.array([row[1:] for row in picture.table.rows]).tolist() == MATRIX.tolist()
    assert [len(parts(picture, f"more-{level}")) for level in (0, 2, 10, 5, 1)] == [1, 2, 1, 1, 1]


def test_it_says_what_full_color_stands_for_and_where_each_row_is_largest():
    picture = small_heatmap("a", "A", MATRIX / 2, ["x", "y"], COLUMNS, decimals=2)
    assert "key; full color: 0.50" in picture.svg()
    # Half the numbers, the same colors.
    assert [len(parts(picture, f"more-{level}")) for level in (0, 2, 10, 5, 1)] == [1, 2, 1, 1, 1]
    assert "query x: largest at 3 שלום with 0.50" in picture.description
    assert "query y: largest at 1 [CLS] with 0.25" in picture.description


def test_long_labels_are_turned_and_stay_within_the_picture():
    turned = small_heatmap("a", "A", MATRIX, ["x", "y"], ["telecommunications"] * 3)
    level = small_heatmap("a", "A", MATRIX, ["x", "y"], ["1", "2", "3"])
    assert "rotate(" in turned.svg()
    assert "rotate(" not in level.svg()
    for label in parts(turned, "label"):
        assert 0 < float(label.get("y")) < float(turned.drawing.root.get("height"))


def test_words_stand_in_the_cells_and_another_table_may_tell_more():
    table = Table(["of", "more"], [["x", 1.0]])
    words = [["self", "next", "CLS"], ["·", "·", "·"]]
    picture = small_heatmap("a", "A", MATRIX, ["x", "y"], COLUMNS, words=words, table=table)
    assert all(f">{word}<" in picture.svg() for word in words[0])
    assert picture.table is table


def test_a_matrix_of_zeros_is_drawn():
    assert len(parts(small_heatmap("a", "A", np.zeros((1, 2)), ["x"], ["1", "2"]), "more-0")) == 2


def test_a_packed_drawing_is_the_same_drawing():
    drawing = Drawing(30, 20)
    drawing.add("text", "<שלום> & so", x=1.5, y=2, class_="label")
    drawing.add("rect", x=0, y=0, width=3, height=4, class_="more-3")
    shown_room = drawing.root.get("viewBox")
    shown, taken = drawing.markup(), drawing.file("A", "B")
    drawing.pack()
    assert (drawing.markup(), drawing.file("A", "B")) == (shown, taken)
    assert drawing.root.get("viewBox") == shown_room
