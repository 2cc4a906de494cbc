"""An SVG drawing: elements with classes, which a page colors with its style sheet."""

from copy import deepcopy
from xml.etree import ElementTree
from zlib import compress, decompress

from .colors import INK, LESS, LEVELS, LINE, MORE, PAPER, SERIES, SOFT, WHITE_FROM, heat

Attribute = str | float
FONT = "system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', Arial, sans-serif"


class Drawing:
    """The elements of a picture, in the order in which they are painted."""

    def __init__(self, width: float, height: float) -> None:
        self._root = ElementTree.Element("svg")
        self._root.set("viewBox", f"0 0 {_text(width)} {_text(height)}")
        self._root.set("width", _text(width))
        self._root.set("height", _text(height))
        self._packed = b""

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
        """A new element at the end. `class_` becomes `class`, and `_` in a name becomes `-`."""
        return self.add_to(self.root, tag, text, **attributes)

    @staticmethod
    def add_to(
        parent: ElementTree.Element, tag: str, text: str = "", **attributes: Attribute
    ) -> ElementTree.Element:
        names = {name: name.rstrip("_").replace("_", "-") for name in attributes}
        found = {names[name]: _text(value) for name, value in attributes.items()}
        element = ElementTree.SubElement(parent, tag, found)
        element.text = text or None
        return element

    def markup(self) -> str:
        """Only the elements, for a page that gives them their colors."""
        return "".join(ElementTree.tostring(element, encoding="unicode") for element in self.root)

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
            root.insert(place, told)
        paper = {"width": "100%", "height": "100%", "fill": PAPER}
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
