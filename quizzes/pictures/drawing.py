"""An SVG drawing: elements with classes, which a page colors with its style sheet."""

from copy import deepcopy
from typing import Literal
from xml.etree import ElementTree
from zlib import compress, decompress

from .colors import INK, LESS, LEVELS, LINE, MORE, PAPER, SERIES, SOFT, WHITE_FROM, heat
from .texts import text_width

Attribute = str | float
# What a drawing does on a page with less room: it keeps its size and scrolls, becomes smaller as
# far as its texts can still be read, or is as wide as the room, its places being percentages.
Fit = Literal["keeps", "shrinks", "stretches"]
FONT = "system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', Arial, sans-serif"


class Drawing:
    """The elements of a picture, in the order in which they are painted."""

    def __init__(self, width: float, height: float, fit: Fit = "keeps") -> None:
        self.fit: Fit = fit
        self._root = ElementTree.Element("svg")
        self._left, self._right, self._height = 0.0, width, height
        self._set_size()
        self._packed = b""

    @property
    def width(self) -> float:
        return self._right - self._left

    @property
    def root(self) -> ElementTree.Element:
        packed = self._packed
        return ElementTree.fromstring(decompress(packed)) if packed else self._root  # noqa: S314

    def pack(self) -> None:
        """Keep the finished drawing as compressed text. Thousands of elements take megabytes, and
        pictures stay in memory."""
        self._packed = compress(ElementTree.tostring(self._root), level=1)
        self._root = ElementTree.Element("svg")

    def add(self, tag: str, text: str = "", **attributes: Attribute) -> ElementTree.Element:
        """A new element at the end. `class_` becomes `class`, and `_` in a name becomes `-`.

        The drawing becomes wider where a text would be cut off.
        """
        names = {name: name.rstrip("_").replace("_", "-") for name in attributes}
        found = {names[name]: _text(value) for name, value in attributes.items()}
        element = ElementTree.SubElement(self.root, tag, found)
        if text:
            element.text = text
            # Where the text of a page is taken out, the next word does not run into this one.
            element.tail = " "
            self._make_room(text, attributes)
        return element

    def _make_room(self, text: str, attributes: dict[str, Attribute]) -> None:
        x = attributes.get("x")
        if isinstance(x, str) or x is None or "transform" in attributes:
            return
        wide = text_width(text, str(attributes.get("class_", "")))
        before = {"middle": 0.5, "end": 1.0}.get(str(attributes.get("text_anchor")), 0.0)
        left, right = x - before * wide, x + (1 - before) * wide
        if left < self._left or right > self._right:
            self._left, self._right = min(self._left, left), max(self._right, right)
            self._set_size()

    def _set_size(self) -> None:
        width, height = _text(self.width), _text(self._height)
        self._root.set("viewBox", f"{_text(self._left)} 0 {width} {height}")
        self._root.set("width", width)
        self._root.set("height", height)

    def markup(self) -> str:
        """Only the elements, for a page that gives them their colors."""
        # Written at once: element by element it takes twice as long.
        root = ElementTree.Element("svg")
        root.extend(self.root)
        return ElementTree.tostring(root, encoding="unicode")[len("<svg>") : -len("</svg>")]

    def file(self, title: str, description: str) -> str:
        """A standalone file, with its colors, font, title and description."""
        root = deepcopy(self.root)
        root.set("xmlns", "http://www.w3.org/2000/svg")
        root.set("font-family", FONT)
        for element in root.iter():
            for name in element.attrib.pop("class", "").split():
                for key, value in ATTRIBUTES.get(name, {}).items():
                    element.set(key, value)
        for place, (tag, text) in enumerate((("title", title), ("desc", description))):
            told = ElementTree.Element(tag)
            told.text = text
            told.tail = " "
            root.insert(place, told)
        paper = {"x": _text(self._left), "width": "100%", "height": "100%", "fill": PAPER}
        root.insert(2, ElementTree.Element("rect", paper))
        return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def _text(value: Attribute) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")


def _line(color: str, width: str = "1") -> dict[str, str]:
    return {"stroke": color, "stroke-width": width, "fill": "none"}


_NUMBER = {"font-size": "13"}
# What each class of a drawing looks like in a file. `pictures.css` says the same for a page.
ATTRIBUTES: dict[str, dict[str, str]] = {
    **{f"more-{level}": {"fill": heat(level, MORE)} for level in range(LEVELS + 1)},
    **{f"less-{level}": {"fill": heat(level, LESS)} for level in range(1, LEVELS + 1)},
    **{f"line-{n}": _line(color, "2") for n, color in enumerate(SERIES, start=1)},
    **{f"mark-{n}": {"fill": color} for n, color in enumerate(SERIES, start=1)},
    "predicted": {"stroke-dasharray": "6 4"},
    "hidden-cell": {"fill": PAPER, "stroke": LINE, "stroke-dasharray": "3 3"},
    "cell-edge": _line(LINE, "0.5"),
    "differs-ground": _line(PAPER, "6"),
    "differs": _line(LESS, "3"),
    **{
        f"ink-{level}": {"fill": "#ffffff" if level >= WHITE_FROM else "#000000", **_NUMBER}
        for level in range(LEVELS + 1)
    },
    "close": {"font-size": "11"},
    "label": {"fill": INK, "font-size": "13"},
    **{
        f"name-{n}": {"fill": color, "font-weight": "700", **_NUMBER}
        for n, color in enumerate(SERIES, start=1)
    },
    "arc": _line(SOFT, "1.5"),
    "step-arrow": {"fill": SOFT},
    "axis-name": {"fill": SOFT, "font-size": "12"},
    "axis": _line(LINE),
    "grid": _line(LINE, "0.3"),
}
