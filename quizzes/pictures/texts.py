"""How wide a text in a drawing may become, so that drawings leave room for their texts.

A page takes the reader's own font. These are the widths of DejaVu Sans, the widest font that the
style sheet may end up with; in any other font the same text is narrower.
"""

from collections.abc import Iterable
from unicodedata import combining, east_asian_width

_EM_OF: dict[str, float] = {
    **dict.fromkeys("'|ijlIJ", 0.3),
    **dict.fromkeys(" ,.·:;/\\", 0.34),
    **dict.fromkeys("!()-[]frt", 0.42),
    **dict.fromkeys('"*_`°⁰¹²³⁴⁵⁶⁷⁸⁹⁻', 0.5),
    **dict.fromkeys("?Lcsz", 0.56),
    **dict.fromkeys("$FTYkvxyPaeoS√", 0.62),
    **dict.fromkeys("0123456789bdghnpqu{}", 0.64),
    **dict.fromkeys("ABCEKRVXZ", 0.69),
    **dict.fromkeys("&DGHNOQUw#+<=>^~∞−≈×÷", 0.84),
}
_EM_OF_OTHERS, _EM_OF_WIDE = 1.0, 1.1
_BOLDER = 1.12
_SIZE, _SIZE_OF_CLASS = 13.0, {"axis-name": 12.0, "close": 11.0}


def text_width(text: str, class_: str = "label") -> float:
    """The pixels that a text of this class takes at most."""
    names = class_.split()
    size = next((_SIZE_OF_CLASS[name] for name in names if name in _SIZE_OF_CLASS), _SIZE)
    is_bold = any(name.startswith("name-") for name in names)
    return size * sum(map(_em, text)) * (_BOLDER if is_bold else 1.0)


def widest(texts: Iterable[str], class_: str = "label") -> float:
    return max((text_width(text, class_) for text in texts), default=0.0)


def _em(letter: str) -> float:
    if combining(letter):
        return 0.0
    others = _EM_OF_WIDE if east_asian_width(letter) in "WF" else _EM_OF_OTHERS
    return _EM_OF.get(letter, others)
