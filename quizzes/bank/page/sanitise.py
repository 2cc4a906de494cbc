"""The allow-list: which HTML may appear in a page that was written as Markdown."""

import re

import nh3
from pygments.token import STANDARD_TYPES

from ..text.names import names

TAGS = names(
    """
    h2 h3 h4 h5 h6 p em strong b i s del ins code pre kbd sup sub br hr ul ol li dl dt dd
    blockquote table thead tbody tr th td a abbr span div details summary cite q small mark
    """
)
MATHML_TAGS = names(
    """
    math mrow mi mo mn mtext mspace mfrac msqrt mroot msub msup msubsup munder mover
    munderover mtable mtr mtd mpadded mphantom mstyle
    """
)
_MATHML_ATTRIBUTES = names(
    """
    display displaystyle scriptlevel stretchy symmetric largeop movablelimits form lspace
    rspace width height depth voffset accent accentunder mathvariant linethickness minsize
    maxsize columnspan rowspan fence separator
    """
)
MTD_CLASSES = names(
    """
    left right center flush-left flush-right spaced ruled-left ruled-right ruled-above
    ruled-below
    """
)
# Marks the place of a formula in a text. No attribute may contain a mark: formulas are inserted
# after cleaning, and inside an attribute their markup would end it.
FORMULA_MARK = re.compile("\ue000(\\d+)\ue001")

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_BOX = {
    "tabindex": {"0"},
    "role": {"group"},
    "aria-label": {"Table", "Code"},
}


def _safe_attribute(tag: str, name: str, value: str) -> str | None:
    if "\ue000" in value or "\ue001" in value:
        return None
    # //host and \\host leave the site without naming a scheme.
    if name == "href" and re.match(r"[\s\x00-\x20]*[/\\]{2}", value):
        return None
    if name == "id" and not re.fullmatch(r"[a-z0-9][\w-]*", value):
        return None
    return value


_HTML = nh3.Cleaner(
    tags=set(TAGS),
    attributes={
        "a": {"href", "title"},
        "abbr": {"title"},
        "ol": {"start"},
        "th": {"scope"},
        **{tag: {"id"} for tag in _HEADINGS},
    },
    tag_attribute_values={"a": {"rel": {"noopener noreferrer"}}, "div": _BOX},
    allowed_classes={
        "span": {name for name in STANDARD_TYPES.values() if name},
        "div": {"highlight", "table-scroll"},
        "code": {"bad-formula"},
        "th": {"left", "right", "center"},
        "td": {"left", "right", "center"},
    },
    attribute_filter=_safe_attribute,
    url_schemes={"http", "https"},
    link_rel=None,
)
_MATHML = nh3.Cleaner(
    tags=set(MATHML_TAGS),
    attributes=dict.fromkeys(MATHML_TAGS, _MATHML_ATTRIBUTES),
    allowed_classes={"mtd": set(MTD_CLASSES)},
    link_rel=None,
)


def clean_html(html: str) -> str:
    """`html` with everything removed that is not on the allow-list, including MathML."""
    return _HTML.clean(html)


def clean_mathml(mathml: str) -> str:
    return _MATHML.clean(mathml)
